/* eslint-disable @typescript-eslint/no-require-imports -- what a command does not need is not loaded */

/** What checks, draws and lists gateways, a bundle of its own: `dev` starts sooner without it. */
export function reports(): typeof import('./reports') {
  return require('./reports') as typeof import('./reports');
}

/** What runs gateways, a bundle of its own: the other commands start sooner without it. */
export function running(): typeof import('./dev') {
  return require('./dev') as typeof import('./dev');
}
