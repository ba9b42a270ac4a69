/** What `cdk synth` checks an app with. The build makes one file of it: loading three hundred small files takes longer than checking a small app. */
export { check, isLeftOut } from './check';
export { readSettings } from './settings';
export { loadAssembly } from '../model/read-assembly';
