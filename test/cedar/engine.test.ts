import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SOURCES = join(__dirname, '..', '..', 'src', 'cedar');

const loadedEngines = () => Object.keys(require.cache).filter((file) => file.includes('cedar-wasm'));

test('importing the module and generating schemas does not load the engine; checking the first policy does', () => {
  jest.isolateModules(() => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const cedar = require('../../src/cedar') as typeof import('../../src/cedar');
    const targets = [{ name: 'orders', tools: [{ name: 'get', inputSchema: { type: 'object' } }] }];

    cedar.toolsToCedarSchema(targets);
    cedar.fillPlaceholders('"{{a}}"', { a: 'b' });
    cedar.iamPrincipal('arn:aws:iam::1:role/x');
    const withoutPolicies = [...cedar.checkPolicies([], { targets })];
    expect(withoutPolicies).toEqual([]);
    expect(loadedEngines()).toEqual([]);

    cedar.checkPolicies([{ name: 'p', text: 'permit(principal, action, resource == AgentCore::Gateway::"{{x}}");' }], { targets });
    expect(loadedEngines()).toEqual([expect.stringMatching(/cedar-wasm\/nodejs\/cedar_wasm\.js$/)]);
  });
});

test('no file imports an npm package, and only engine.ts loads the engine', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const imports = files.flatMap((file) => {
    const code = readFileSync(join(SOURCES, file), 'utf8');
    return [...code.matchAll(/(?:from|require\(|import\()\s*'([^']+)'/g)].map(([, module]) => `${file}: ${module}`);
  });

  expect(imports.filter((line) => !/: (?:\.{1,2}\/|node:)/.test(line))).toEqual([]);
  expect(files.filter((file) => /\brequire\(|cedar-policy\/cedar-wasm/.test(readFileSync(join(SOURCES, file), 'utf8')))).toEqual(['engine.ts']);
});

test('the published copy of the engine is the Node.js build with its license, and works on its own', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'vendor-')));
  try {
    execFileSync(process.execPath, [join(__dirname, '..', '..', 'build-tools', 'vendor-cedar.mjs'), folder]);

    expect(readdirSync(folder).sort()).toEqual(['LICENSE', 'NOTICE', 'cedar_wasm.js', 'cedar_wasm_bg.wasm']);
    const parse = 'const engine = require("./cedar_wasm.js"); console.log(engine.policyToJson("permit(principal, action, resource);").type)';
    expect(execFileSync(process.execPath, ['-e', parse], { cwd: folder, encoding: 'utf8' })).toBe('success\n');
    expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).toContain('Apache License');
    expect(readFileSync(join(folder, 'NOTICE'), 'utf8')).toMatch(/4\.13\.0[\s\S]*Copyright Cedar Contributors/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
