/** Everything that runs gateways: the bundle that `dev` and `call` load. */
export { formatDifferences } from '../../differences';
export { runCall } from './run-call';
export { runDev } from './run-dev';
