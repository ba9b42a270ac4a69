// Bundles the rules that check an app at synthesis. The Cedar engine stays a separate file.
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
