// Bundles what checks an app at synthesis. The Cedar engine is not in it: like the command, it loads the file beside the library.
import { build } from 'esbuild';

export function buildRules(outfile) {
  return build({
    entryPoints: ['src/rules/at-synthesis.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
    metafile: true,
  });
}
