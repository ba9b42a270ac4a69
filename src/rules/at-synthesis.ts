/**
 * What `cdk synth` judges an app with. The build makes one file of it: three hundred small files take longer to load than a small app takes to
 * judge.
 */
export { check, isLeftOut } from './check';
export { readSettings } from './settings';
export { loadAssembly } from '../model/read-assembly';
