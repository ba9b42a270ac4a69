// One measurement of bench/check.mjs in a separate process: synthesizes an app with some validation, and prints the CPU time as JSON.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const [what, validation] = process.argv.slice(2);
const { App, Stack } = require('aws-cdk-lib');
const agentcore = require('aws-cdk-lib/aws-bedrockagentcore');
const lambda = require('aws-cdk-lib/aws-lambda');
const { CedarPolicy, Gateway } = require('../lib');

const outdir = mkdtempSync(join(tmpdir(), 'bench-check-'));
const app = new App({
  outdir,
  context: require('aws-cdk-lib/recommended-feature-flags.json'),
  builtinCloudFormationValidation: ['built-in', 'both'].includes(validation),
});
const stack = new Stack(app, 'Bench');

function newFunction(id) {
  return new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => ({});'),
  });
}

const { STRING, INTEGER, NUMBER, BOOLEAN, OBJECT } = agentcore.SchemaDefinitionType;
const FIELDS = { orderId: STRING, note: STRING, amount: INTEGER, count: INTEGER, price: NUMBER, express: BOOLEAN };

/** Tools with six arguments each. */
function tools(count) {
  return agentcore.ToolSchema.fromInline(Array.from({ length: count }, (_, i) => ({
    name: `tool_${i}`,
    description: `Does number ${i}`,
    inputSchema: {
      type: OBJECT,
      properties: Object.fromEntries(Object.entries(FIELDS).map(([name, type]) => [name, { type, description: `The ${name}` }])),
      required: ['orderId', 'amount'],
    },
  })));
}

const APPS = {
  /** Ten targets with ten tools each. Nine of ten policies name one tool, and one applies to all tools. */
  policies() {
    const gateway = new Gateway(stack, 'Tools');
    for (let i = 0; i < 10; i++) {
      gateway.addLambdaTarget(`Target${i}`, { gatewayTargetName: `target-${i}`, lambdaFunction: newFunction(`Function${i}`), toolSchema: tools(10) });
    }
    for (let i = 0; i < 100; i++) {
      const [action, condition] = i % 10 === 9
        ? ['action', `principal.id like "*:assumed-role/team-${i}-*"`]
        : [
          `action == AgentCore::Action::"target-${i % 10}___tool_${Math.floor(i / 10)}"`,
          `context.input.amount <= ${i} && context.input has price && context.input.price.lessThan(decimal("${i}.5"))`,
        ];
      gateway.addCedarPolicy(`p${i}`, CedarPolicy.fromText(`p${i}`,
        `permit (principal is AgentCore::IamEntity, ${action}, resource == AgentCore::Gateway::"{{gatewayArn}}") when { ${condition} };`));
    }
  },

  /** An outer gateway with inner gateways, up to the resource limit of a stack. */
  resources() {
    const outer = new Gateway(stack, 'Outer');
    for (let i = 0; i < 22; i++) {
      const gateway = new Gateway(stack, `Inner${i}`);
      for (let t = 0; t < 3; t++) gateway.addLambdaTarget(`Target${t}`, { lambdaFunction: newFunction(`Function${i}x${t}`), toolSchema: tools(3) });
      outer.addGateway(gateway);
    }
  },
};

APPS[what]();
// Removes the rules: aws-cdk-lib has no API to unregister a plugin.
if (!['rules', 'both'].includes(validation)) app._policyValidation.length = 0;
const assembly = app.synth();
const { user, system } = process.cpuUsage();

const { Resources: resources } = JSON.parse(readFileSync(assembly.getStackByName('Bench').templateFullPath, 'utf8'));
rmSync(outdir, { recursive: true, force: true });
process.stdout.write(JSON.stringify({ cpuMs: (user + system) / 1000, resources: Object.keys(resources).length }));
