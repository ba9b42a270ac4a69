// Bundles the constructs: what `require('cdk-agentcore-gateway')` loads.
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

/** The classes and enums of the public API, with the compiled file that each is in. */
function publicClasses() {
  const { types } = JSON.parse(readFileSync('.jsii', 'utf8'));
  return Object.values(types).filter(({ kind }) => kind !== 'interface').map(({ name, symbolId }) => ({ name, file: symbolId.replace(/^src\/(.*):.*$/, './$1') }));
}

/**
 * One file, made of what jsii compiled: the information that jsii adds to classes for other languages is only there.
 *
 * Each class is loaded when it is first used, as aws-cdk-lib's own are. Names and lines stay, for stack traces.
 */
export function buildConstructs(outfile) {
  return build({
    stdin: { contents: lazyExports(publicClasses()), resolveDir: 'lib', sourcefile: 'public-classes.js' },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // Classes keep their names, which stack traces and error messages show.
    keepNames: true,
    format: 'cjs',
    external: ['aws-cdk-lib', 'constructs'],
    plugins: [RULES_STAY_APART],
    logLevel: 'warning',
    metafile: true,
  });
}

/** The assignments tell Node.js, which does not run the file for it, what ES modules may import by name. */
function lazyExports(classes) {
  return [
    "Object.defineProperty(exports, '__esModule', { value: true });",
    'const lazy = (name, get) => Object.defineProperty(exports, name, { enumerable: true, configurable: true, get });',
    ...classes.flatMap(({ name, file }) => [`exports.${name} = void 0;`, `lazy('${name}', () => require('${file}').${name});`]),
  ].join('\n');
}

/** An app that is not synthesized with validation does not pay for loading the rules. */
const RULES_STAY_APART = {
  name: 'rules-stay-apart',
  setup: ({ onResolve }) => onResolve({ filter: /\/rules\/at-synthesis$/ }, () => ({ path: './rules/at-synthesis.js', external: true })),
};
