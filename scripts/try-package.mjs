// Fails if the npm package does not work with its peer dependencies only, without the Cedar engine from npm and development tools.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'try-package-'));
const modules = join(folder, 'node_modules');

/** An app with a policy whose tool name lacks an underscore, which only the Cedar engine detects. */
const APP = `
const { App, Stack } = require('aws-cdk-lib');
const agentcore = require('aws-cdk-lib/aws-bedrockagentcore');
const lambda = require('aws-cdk-lib/aws-lambda');
const { CedarPolicy, Gateway } = require('cdk-agentcore-gateway');

const app = new App({ builtinCloudFormationValidation: false });
const stack = new Stack(app, 'Stack');
const gateway = new Gateway(stack, 'Tools', {
  cedarPolicies: [CedarPolicy.fromText('permit',
    'permit (principal is AgentCore::IamEntity, action == AgentCore::Action::"weather__forecast", resource == AgentCore::Gateway::"{{gatewayArn}}");')],
});
gateway.addLambdaTarget('Weather', {
  lambdaFunction: new lambda.Function(stack, 'Function', { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline('x') }),
  toolSchema: agentcore.ToolSchema.fromInline([{ name: 'forecast', description: 'Tells the weather', inputSchema: { type: agentcore.SchemaDefinitionType.OBJECT, properties: {} } }]),
});
app.synth();
`;

/** Loading the library must load no other modules: jsii loads it in every app in another language. */
const LOADED = `
require('cdk-agentcore-gateway');
process.stdout.write(Object.keys(require.cache).filter((file) => !file.endsWith('loaded.cjs')).join());
`;

/** Node.js must find the names of the exports without running the package. */
const IMPORTED = `
import { AgentRuntime, CedarPolicy, Gateway, McpServer } from 'cdk-agentcore-gateway';
process.stdout.write([AgentRuntime, CedarPolicy, Gateway, McpServer].map(({ name }) => name).join());
`;

try {
  mkdirSync(modules);
  run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], root);
  run('sh', ['-c', 'tar -xzf *.tgz && mv package node_modules/cdk-agentcore-gateway'], folder);
  for (const peer of ['aws-cdk-lib', 'constructs']) symlinkSync(join(root, 'node_modules', peer), join(modules, peer));
  for (const [name, program] of Object.entries({ 'app.cjs': APP, 'loaded.cjs': LOADED, 'imported.mjs': IMPORTED })) writeFileSync(join(folder, name), program);

  const synthesis = run(process.execPath, ['app.cjs'], folder, { allowFailure: true });
  expectText(synthesis.stderr, 'weather___forecast', 'an invalid policy did not stop the synthesis with a fix');
  // The line of the app, not a line in the library.
  expectText(synthesis.stderr, 'app.cjs:', 'the finding does not name the line of the app');
  const check = run(process.execPath, [join(modules, 'cdk-agentcore-gateway/lib/local/cli.js'), 'check', 'cdk.out'], folder, { allowFailure: true });
  expectText(check.stdout, 'weather___forecast', 'agentcore-gateway check did not find the invalid policy');
  const loaded = run(process.execPath, ['loaded.cjs'], folder).stdout.split(',');
  if (loaded.length !== 1) throw new Error(`loading the package also loads ${loaded.slice(1).join(', ')}`);
  expectText(run(process.execPath, ['imported.mjs'], folder).stdout, 'AgentRuntime,CedarPolicy,Gateway,McpServer', 'an ES module cannot import the classes');
  console.log('npm package: works with aws-cdk-lib and constructs alone');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(command, args, cwd, { allowFailure = false } = {}) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: 'true', CDK_OUTDIR: join(cwd, 'cdk.out') } });
  if (result.error) throw result.error;
  if (result.status !== 0 && !allowFailure) throw new Error(`${command} ${args.join(' ')} failed:\n${result.stderr}`);
  return result;
}

function expectText(text, expected, otherwise) {
  if (!text.includes(expected)) throw new Error(`${otherwise}:\n${text}`);
}
