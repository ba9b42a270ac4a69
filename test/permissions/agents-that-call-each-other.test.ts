import { App, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { linesOf, evaluateRuleOn } from '../../build-tools/rule-examples/evaluate-rule';
import { AgentRuntime, Gateway, MultiProtocol } from '../../src';
import { graphOf } from '../../src/model/dependency-graph';
import { loadAssembly } from '../../src/model/read-assembly';
import { RULES } from '../../src/rules/registry';
import { ENV, messageOf, newAgent, newApp, newServer, newStack, resources } from '../builders';

// Synthesis prints the warnings that are expected here.
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

/** The stacks of three constructs. */
const LAYOUTS = ['AAA', 'ABA', 'ABC', 'BAA', 'BAC'];

function inStacks(layout: string, build: (...stacks: [Stack, Stack, Stack]) => void): App {
  const app = newApp();
  const stacks = new Map([...new Set(layout)].sort().map((id) => [id, newStack(app, id, { env: ENV })]));
  build(...[...layout].map((id) => stacks.get(id)!) as [Stack, Stack, Stack]);
  return app;
}

/** The findings about order and permissions, and the callers that each runtime and gateway allows. */
function findings(app: App): string[] {
  const model = loadAssembly(app.synth().directory);
  return RULES.filter(({ group }) => group === 'order' || group === 'grants').flatMap((rule) => linesOf(evaluateRuleOn(rule, model)));
}

/** How many policies allow to invoke a runtime. */
function callPolicies(app: App): number {
  return app.node.findAll().filter((construct) => construct instanceof iam.CfnPolicy && JSON.stringify(Stack.of(construct).resolve(construct.policyDocument)).includes('InvokeAgentRuntime')).length;
}

const agent = (stack: Stack, id: string): AgentRuntime => newAgent(stack, id);

describe.each(LAYOUTS)('in the stacks %s', (layout) => {
  test('two agents that call each other have one policy for each call', () => {
    const app = inStacks(layout, (a, b) => {
      const [one, other] = [agent(a, 'One'), agent(b, 'Other')];
      one.grantInvokeAccess(other);
      other.grantInvokeAccess(one);
    });
    expect(findings(app)).toEqual([]);
    expect(callPolicies(app)).toBe(2);
  });

  test('three agents may call each other in a circle', () => {
    const app = inStacks(layout, (a, b, c) => {
      const [one, two, three] = [agent(a, 'One'), agent(b, 'Two'), agent(c, 'Three')];
      one.grantInvokeAccess(two);
      two.grantInvokeAccess(three);
      three.grantInvokeAccess(one);
    });
    expect(findings(app)).toEqual([]);
  });

  test.each(['first the targets', 'first the grants'])('agents that call each other may be targets of the gateway that they call: %s', (order) => {
    const app = inStacks(layout, (a, b, c) => {
      const gateway = new Gateway(a, 'Gateway', { protocolConfiguration: MultiProtocol.all(), policyEngineConfiguration: { policyEngine: new agentcore.PolicyEngine(a, 'Engine') } });
      const agents = [agent(b, 'One'), agent(c, 'Other')];
      const steps = [() => agents.forEach((one) => gateway.addAgent(one)), () => agents.forEach((one) => gateway.grantInvokeAccess(one))];
      for (const step of order === 'first the targets' ? steps : steps.reverse()) step();
      agents[0].grantInvokeAccess(agents[1]);
      agents[1].grantInvokeAccess(agents[0]);
    });
    expect(findings(app)).toEqual([]);
  });
});

test('an agent may call itself', () => {
  const app = inStacks('AAA', (a) => {
    const one = agent(a, 'One');
    one.grantInvokeAccess(one);
  });
  expect(findings(app)).toEqual([]);
  expect(callPolicies(app)).toBe(1);
});

test('an agent that is a target of a gateway may call a gateway in a later stack, which lists the first', () => {
  const app = inStacks('ABC', (a, b, c) => {
    const inner = new Gateway(a, 'Inner');
    const server = newServer(b, 'Server');
    const outer = new Gateway(c, 'Outer');
    inner.addMcpServer(server);
    outer.addGateway(inner);
    outer.grantInvokeAccess(server);
  });
  expect(findings(app)).toEqual([]);
});

test('several grants of one call share a policy', () => {
  const app = inStacks('AAA', (a) => {
    const [one, other] = [agent(a, 'One'), agent(a, 'Other')];
    one.grantInvokeAccess(other);
    one.grantInvokeRuntimeForUser(other);
  });
  expect(callPolicies(app)).toBe(1);
});

test('a grant can be applied before another resource', () => {
  const app = inStacks('AAA', (a) => {
    const grant = agent(a, 'One').grantInvokeAccess(agent(a, 'Other'));
    expect(grant.success).toBe(true);
    grant.applyBefore(new iam.Group(a, 'Later'));
    const [, later] = resources(a, 'AWS::IAM::Group')[0];
    expect(later.DependsOn).toEqual([expect.stringContaining('OtherCallsOne')]);
  });
  expect(findings(app)).toEqual([]);
});

test('the role of an agent may be granted instead of the agent', () => {
  const app = inStacks('AAA', (a) => {
    const [one, other] = [agent(a, 'One'), agent(a, 'Other')];
    one.grantInvokeAccess(other.role);
    other.grantInvokeAccess(one.role);
  });
  expect(findings(app)).toEqual([]);
});

test('the tools of a server are listed after the server may call its agents', () => {
  const app = inStacks('AAA', (a) => {
    const server = newServer(a, 'Server');
    new Gateway(a, 'Gateway').addMcpServer(server);
    agent(a, 'One').grantInvokeAccess(server);
  });
  const model = loadAssembly(app.synth().directory);
  const policy = Object.values(model.resources).find(({ path, type }) => type === 'AWS::IAM::Policy' && path.includes('Calls'))!;
  expect(graphOf(model).dependsOn(model.targets[0].address, policy.address)).toBe(true);
});

test('a circular dependency of other resources has an error with the real reason', () => {
  const app = newApp();
  const [a, b] = ['A', 'B'].map((id) => newStack(app, id, { env: ENV }));
  const gateway = new Gateway(a, 'Gateway', { protocolConfiguration: MultiProtocol.all() });
  const one = newAgent(b, 'One', { gatewayEnvironmentVariables: true });
  a.addDependency(b, 'by the user');
  expect(messageOf(() => gateway.grantInvokeAccess(one))).toContain([
    'circular dependency between stacks:',
    '  B after A: B/One refers to A/Gateway',
    '  A after B: A depends on B',
    'move one of the constructs into another stack [',
  ].join('\n'));
});
