// One measurement of bench/check.mjs: `agentcore-gateway check` on templates of a number of resources. Prints the CPU time of the process as JSON.
//
//   node bench/check-size.mjs 10000
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const command = join(dirname(fileURLToPath(import.meta.url)), '../lib/local/cli.js');
const wanted = Number(process.argv[2]);
/** A stack has at most 500 resources: here ten gateways, each with a role, and with a policy and a target for each of its functions. */
const [GATEWAYS, FUNCTIONS] = [10, 16];
const REPORT_CPU = 'data:text/javascript,process.on("exit", () => process.stderr.write("CPU " + JSON.stringify(process.cpuUsage())));';

const assume = (service) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] });
const tool = { Name: 'lookup', Description: 'Looks up an order', InputSchema: { Type: 'object', Properties: { id: { Type: 'string' } }, Required: ['id'] } };

function gatewayResources(stack, g) {
  const [gateway, role] = [`Gateway${g}`, `Role${g}`];
  const resources = {
    [role]: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: assume('bedrock-agentcore.amazonaws.com') } },
    [gateway]: {
      Type: 'AWS::BedrockAgentCore::Gateway',
      Properties: { Name: `gateway-${stack}-${g}`, ProtocolType: 'MCP', AuthorizerType: 'AWS_IAM', RoleArn: { 'Fn::GetAtt': [role, 'Arn'] } },
    },
  };
  for (let f = 0; f < FUNCTIONS; f++) {
    const [lambda, policy] = [`Function${g}x${f}`, `Policy${g}x${f}`];
    resources[lambda] = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: '//' }, Role: 'arn:aws:iam::111122223333:role/functions' } };
    resources[policy] = {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: policy,
        Roles: [{ Ref: role }],
        PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': [lambda, 'Arn'] } }] },
      },
    };
    resources[`Target${g}x${f}`] = {
      Type: 'AWS::BedrockAgentCore::GatewayTarget',
      DependsOn: policy,
      Properties: {
        Name: `orders-${f}`,
        GatewayIdentifier: { 'Fn::GetAtt': [gateway, 'GatewayIdentifier'] },
        CredentialProviderConfigurations: [{ CredentialProviderType: 'GATEWAY_IAM_ROLE' }],
        TargetConfiguration: { Mcp: { Lambda: { LambdaArn: { 'Fn::GetAtt': [lambda, 'Arn'] }, ToolSchema: { InlinePayload: [tool] } } } },
      },
    };
  }
  return resources;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-check-size-'));
try {
  let resources = 0;
  for (let stack = 0; resources < wanted; stack++) {
    const Resources = Object.assign({}, ...Array.from({ length: GATEWAYS }, (_, g) => gatewayResources(stack, g)));
    writeFileSync(join(folder, `stack-${stack}.json`), JSON.stringify({ Resources }));
    resources += Object.keys(Resources).length;
  }
  const templates = Array.from({ length: resources / (GATEWAYS * (2 + 3 * FUNCTIONS)) }, (_, stack) => `stack-${stack}.json`);
  const { stderr, status, stdout } = spawnSync(process.execPath, ['--import', REPORT_CPU, command, 'check', ...templates], { cwd: folder, encoding: 'utf8' });
  const cpu = /CPU (\{.*\})$/.exec(stderr)?.[1];
  // 1: there are errors, which would be no measurement of a clean app.
  if (cpu === undefined || status !== 0) throw new Error(`check exited with ${status}: ${stdout}${stderr}`.slice(0, 2000));
  const { user, system } = JSON.parse(cpu);
  console.log(JSON.stringify({ resources, cpuMs: (user + system) / 1000 }));
} finally {
  rmSync(folder, { recursive: true });
}
