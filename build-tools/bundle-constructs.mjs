// Bundles the constructs: what `require('cdk-agentcore-gateway')` loads.
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { LAZY_REQUIRES } from './lazy-requires.mjs';

/** The classes and enums of the public API, with their compiled files. */
function publicClasses() {
  const { types } = JSON.parse(readFileSync('.jsii', 'utf8'));
  return Object.values(types).filter(({ kind }) => kind !== 'interface').map(({ name, symbolId }) => ({ name, file: symbolId.replace(/^src\/(.*):.*$/, './$1') }));
}

/**
 * Bundles the files that jsii compiled, because only they contain the type information for other languages.
 *
 * Each class is loaded at its first use, as in aws-cdk-lib. Names and lines are kept, for stack traces.
 */
export function buildConstructs(outfile) {
  return build({
    stdin: { contents: lazyExports(publicClasses()), resolveDir: 'lib', sourcefile: 'public-classes.js' },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // Stack traces and error messages show class names.
    keepNames: true,
    format: 'cjs',
    external: ['aws-cdk-lib', 'constructs'],
    plugins: [SEPARATE_RULES, LAZY_REQUIRES],
    logLevel: 'warning',
    metafile: true,
  });
}

/** Node.js finds the names that ES modules can import in the assignments, without running the file. */
function lazyExports(classes) {
  return [
    "Object.defineProperty(exports, '__esModule', { value: true });",
    'const lazy = (name, get) => Object.defineProperty(exports, name, { enumerable: true, configurable: true, get });',
    ...classes.flatMap(({ name, file }) => [`exports.${name} = void 0;`, `lazy('${name}', () => require('${file}').${name});`]),
  ].join('\n');
}

/** The rules are a separate file, which is loaded only if a synthesis validates the app. */
const SEPARATE_RULES = {
  name: 'separate-rules',
  setup: ({ onResolve }) => onResolve({ filter: /\/rules\/at-synthesis$/ }, () => ({ path: './rules/at-synthesis.js', external: true })),
};
