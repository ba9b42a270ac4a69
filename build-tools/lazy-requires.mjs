// Makes compiled modules load others at their first use, as the modules of aws-cdk-lib do: most apps use few of them.
import { readFileSync } from 'node:fs';
import ts from 'typescript';

const REQUIRED = /^(?:__importStar\()?require\("([^"]+)"\)\)?$/;
/** What TypeScript writes for `import * as`. The modules of aws-cdk-lib do not need it, because they have `__esModule`. */
const NAMESPACE_HELPERS = new Set(['__createBinding', '__setModuleDefault', '__importStar']);
const SERVICE_OF_CDK = /^aws-cdk-lib\/(aws-[a-z0-9-]+)$/;

/** A plugin for esbuild. `const x = require("…")` becomes `let x`, and each use of it `(x ??= require("…"))`. */
export const LAZY_REQUIRES = {
  name: 'lazy-requires',
  setup: ({ onLoad }) => onLoad({ filter: /\/lib\/.*\.js$/ }, ({ path }) => ({ contents: lazyRequires(path, readFileSync(path, 'utf8')) })),
};

function lazyRequires(path, text) {
  const program = ts.createProgram([path], { allowJs: true, noResolve: true, noLib: true, target: ts.ScriptTarget.Latest });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path);
  const edits = [];
  const lazy = new Map();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1) continue;
    const [{ name, initializer }] = statement.declarationList.declarations;
    if (NAMESPACE_HELPERS.has(name.text)) edits.push([statement, '']);
    const [, module] = REQUIRED.exec(initializer?.getText(source) ?? '') ?? [];
    if (module === undefined) continue;
    lazy.set(checker.getSymbolAtLocation(name), `(${name.text} ??= ${loaded(module)})`);
    edits.push([statement, `let ${name.text};`]);
  }
  const visit = (node) => {
    if (ts.isIdentifier(node) && !edits.some(([edited]) => edited.pos <= node.pos && node.end <= edited.end)) {
      const symbol = ts.isShorthandPropertyAssignment(node.parent) ? checker.getShorthandAssignmentValueSymbol(node.parent) : checker.getSymbolAtLocation(node);
      if (lazy.has(symbol)) edits.push([node, `${ts.isShorthandPropertyAssignment(node.parent) ? `${node.text}: ` : ''}${lazy.get(symbol)}`]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edits
    .sort(([a], [b]) => b.pos - a.pos)
    .reduce((result, [node, replacement]) => result.slice(0, node.getStart(source)) + replacement + result.slice(node.end), text);
}

/** Through the main module, Node.js does not search the map of `exports` in package.json, which takes longer than loading most modules. */
function loaded(module) {
  const [, service] = SERVICE_OF_CDK.exec(module) ?? [];
  return service ? `require("aws-cdk-lib").${service.replaceAll('-', '_')}` : `require(${JSON.stringify(module)})`;
}
