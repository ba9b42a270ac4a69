/** The entry point for checks during `cdk synth`. The build bundles it, because loading 300 small files takes longer than checking a small app. */
export { check, isLeftOut } from './check';
export { readSettings } from './settings';
export { loadAssembly } from '../model/read-assembly';
