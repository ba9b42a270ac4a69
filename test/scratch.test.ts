import { Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { Gateway, MultiProtocol } from '../src';
import { ACCOUNT, ENV, newAgent, newApp, newStack, newServer } from './builders';
import { evaluateRuleOn, linesOf } from '../build-tools/rule-examples/evaluate-rule';
import { loadAssembly } from '../src/model/read-assembly';
import { RULES } from '../src/rules/registry';
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());
function tryIt(name: string, build: () => any) {
  test(name, () => {
    let text = 'ok';
    try {
      const app = build();
      const model = loadAssembly(app.synth().directory);
      text = RULES.flatMap((rule) => linesOf(evaluateRuleOn(rule, model)).map((l) => `${rule.id} ${l}`)).join('\n');
    } catch (e) { text = 'THROWN ' + (e as Error).message.slice(0, 1500); }
    process.stdout.write(`\n### ${name}\n${text}\n`);
  });
}
for (const env of [ENV, undefined]) for (const attrs of [
  { gatewayArn: `arn:aws:bedrock-agentcore:eu-west-1:${ACCOUNT}:gateway/tools-0123456789` },
  { gatewayArn: `arn:aws:bedrock-agentcore:eu-west-1:${ACCOUNT}:gateway/tools-0123456789`, gatewayUrl: 'https://tools-0123456789.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp' },
]) tryIt('imported ' + JSON.stringify(attrs) + JSON.stringify(env ?? null), () => {
  const app = newApp(); const stack = newStack(app, 'Stack', { env });
  const g = Gateway.fromGatewayAttributes(stack, 'Imp', { ...attrs, authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam() } as any);
  new Gateway(stack, 'Outer').addGateway(g);
  return app;
});
tryIt('upstream imported', () => {
  const app = newApp(); const stack = newStack(app, 'Stack', { env: ENV });
  const g = agentcore.Gateway.fromGatewayAttributes(stack, 'Imp', { gatewayArn: `arn:aws:bedrock-agentcore:eu-west-1:${ACCOUNT}:gateway/tools-0123456789`, gatewayId: 'tools-0123456789', gatewayName: 'tools', gatewayUrl: 'https://tools-0123456789.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp', role: undefined as any, authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam() } as any);
  new Gateway(stack, 'Outer').addGateway(g);
  return app;
});
tryIt('other region gateway of app (cross region)', () => {
  const app = newApp(); const a = newStack(app, 'A', { env: { ...ENV, region: 'eu-west-1' } }); const b = newStack(app, 'B', { env: ENV, crossRegionReferences: true });
  const g = new Gateway(a, 'Inner');
  new Gateway(b, 'Outer').addGateway(g);
  return app;
});
const agents: [string, (a: Stack, b: Stack, c: Stack) => void][] = [
  ['mutual', (a, b) => { const x = newAgent(a, 'X'); const y = newAgent(b, 'Y'); x.grantInvokeAccess(y); y.grantInvokeAccess(x); }],
  ['self', (a) => { const x = newAgent(a, 'X'); x.grantInvokeAccess(x); }],
  ['three', (a, b, c) => { const x = newAgent(a, 'X'); const y = newAgent(b, 'Y'); const z = newAgent(c, 'Z'); x.grantInvokeAccess(y); y.grantInvokeAccess(z); z.grantInvokeAccess(x); }],
  ['target of gateway it calls (http)', (a, b) => { const g = new Gateway(a, 'G', { protocolConfiguration: MultiProtocol.all() }); const x = newAgent(b, 'X'); g.addAgent(x); g.grantInvokeAccess(x); }],
  ['grant first', (a, b) => { const g = new Gateway(a, 'G', { protocolConfiguration: MultiProtocol.all() }); const x = newAgent(b, 'X'); g.grantInvokeAccess(x); g.addAgent(x); }],
  ['two agents both targets and callers, call each other', (a, b, c) => { const g = new Gateway(a, 'G', { protocolConfiguration: MultiProtocol.all() }); const x = newAgent(b, 'X'); const y = newAgent(c, 'Y'); for (const t of [x, y]) { g.addAgent(t); g.grantInvokeAccess(t); } x.grantInvokeAccess(y); y.grantInvokeAccess(x); }],
  ['mcp server target calls gateway', (a, b) => { const g = new Gateway(a, 'G'); const x = newServer(b, 'X'); g.grantInvokeAccess(x); g.addMcpServer(x); }],
  ['gateway of agents in outer', (a, b, c) => { const g = new Gateway(a, 'G'); const x = newServer(b, 'X'); const o = new Gateway(c, 'O'); g.addMcpServer(x); o.addGateway(g); o.grantInvokeAccess(x); }],
  ['agent with key in env calls', (a, b) => { const g = new Gateway(a, 'G', { protocolConfiguration: MultiProtocol.all() }); const x = newAgent(b, 'X', { gatewayEnvironmentVariables: true }); g.grantInvokeAccess(x); g.addAgent(x); }],
  ['policy engine', (a, b) => { const policyEngine = new agentcore.PolicyEngine(a, 'E'); const g = new Gateway(a, 'G', { protocolConfiguration: MultiProtocol.all(), policyEngineConfiguration: { policyEngine } }); const x = newAgent(b, 'X'); g.grantInvokeAccess(x); g.addAgent(x); }],
];
for (const [name, build] of agents) for (const layout of ['AAA', 'ABA', 'ABC', 'BAA', 'BAC']) tryIt(`${name} ${layout}`, () => {
  const app = newApp(); const stacks: any = {}; for (const s of 'ABC') if (layout.includes(s)) stacks[s] = newStack(app, s, { env: ENV });
  const [a, b, c] = [...layout].map((s) => stacks[s]); build(a, b, c); return app;
});
