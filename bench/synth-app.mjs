// One measurement of bench/synth.mjs in a separate process: builds and synthesizes an app, and prints the results as JSON.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const { library, inner, functions } = JSON.parse(process.argv[2]);
const TARGETS_PER_GATEWAY = 3;

const started = process.cpuUsage();
const { App, Stack } = require('aws-cdk-lib');
const agentcore = require('aws-cdk-lib/aws-bedrockagentcore');
const lambda = require('aws-cdk-lib/aws-lambda');
const ours = library === 'ours' ? require('../lib') : undefined;

const outdir = mkdtempSync(join(tmpdir(), 'bench-synth-'));
const app = new App({
  outdir,
  context: {
    ...require('aws-cdk-lib/recommended-feature-flags.json'),
    // Fifty gateways with separate functions exceed the resource limit of a stack.
    '@aws-cdk/core:stackResourceLimit': 0,
    '@aws-cdk/core:failSynthOnValidationErrors': false,
  },
});
const stack = new Stack(app, 'Bench');

function newFunction(id) {
  return new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => ({});'),
  });
}

const shared = functions === 'shared' ? newFunction('Shared') : undefined;
const functionFor = (gateway, target) => shared ?? newFunction(`Function${gateway}x${target}`);
const tool = (target) => agentcore.ToolSchema.fromInline([{
  name: `get_weather_${target}`,
  description: 'Gets the weather of a place',
  inputSchema: {
    type: agentcore.SchemaDefinitionType.OBJECT,
    properties: { place: { type: agentcore.SchemaDefinitionType.STRING, description: 'Where' } },
    required: ['place'],
  },
}]);

/** The app as users of each library would write it. */
const BUILD = {
  // The app without gateways.
  floor() {
    for (let i = 0; i < inner; i++) for (let t = 0; t < TARGETS_PER_GATEWAY; t++) functionFor(i, t);
  },

  // The constructs of aws-cdk-lib have no method for inner gateways, so the URL and the grant are explicit.
  upstream() {
    const iamOnly = { authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam() };
    const outer = new agentcore.Gateway(stack, 'Outer', iamOnly);
    for (let i = 0; i < inner; i++) {
      const gateway = new agentcore.Gateway(stack, `Inner${i}`, iamOnly);
      for (let t = 0; t < TARGETS_PER_GATEWAY; t++) {
        gateway.addLambdaTarget(`Weather${t}`, { gatewayTargetName: `weather${t}`, lambdaFunction: functionFor(i, t), toolSchema: tool(t) });
      }
      outer.addMcpServerTarget(`Inner${i}`, {
        gatewayTargetName: `inner${i}`,
        endpoint: gateway.gatewayUrl,
        credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromIamRole({ service: 'bedrock-agentcore' })],
      });
      gateway.grantInvoke(outer.role);
    }
  },

  ours() {
    const outer = new ours.Gateway(stack, 'Outer');
    for (let i = 0; i < inner; i++) {
      const gateway = new ours.Gateway(stack, `Inner${i}`);
      for (let t = 0; t < TARGETS_PER_GATEWAY; t++) {
        gateway.addLambdaTarget(`Weather${t}`, { lambdaFunction: functionFor(i, t), toolSchema: tool(t) });
      }
      outer.addGateway(gateway);
    }
  },
};

const loaded = process.cpuUsage();
BUILD[library]();
const assembly = app.synth();
const done = process.cpuUsage();

const text = readFileSync(assembly.getStackByName('Bench').templateFullPath, 'utf8');
const template = JSON.parse(text);
const resources = Object.values(template.Resources);
const dependencies = (some) => some.map((resource) => [resource.DependsOn ?? []].flat().length);
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const targets = dependencies(resources.filter((resource) => resource.Type === 'AWS::BedrockAgentCore::GatewayTarget'));
rmSync(outdir, { recursive: true, force: true });

process.stdout.write(JSON.stringify({
  // The whole process: starting Node.js, loading the libraries, building and synthesizing the app.
  processMs: (done.user + done.system) / 1000,
  // Building and synthesizing only.
  synthMs: (done.user + done.system - loaded.user - loaded.system) / 1000,
  loadMs: (loaded.user + loaded.system - started.user - started.system) / 1000,
  bytes: text.length,
  minified: JSON.stringify(template).length,
  resources: resources.length,
  dependsOn: sum(dependencies(resources)),
  targetDependsOn: targets.length === 0 ? 0 : sum(targets) / targets.length,
  maxTargetDependsOn: Math.max(0, ...targets),
}));
