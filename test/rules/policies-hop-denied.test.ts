import { App, Stack } from 'aws-cdk-lib';
import { lambdaFunction, modelOfApp, TOOL_SCHEMA, ARTIFACT } from './upstream-apps';
import { evaluateRule, evaluateRuleOn, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { gateway, gatewayTarget, template } from '../../build-tools/rule-examples/templates';
import { AgentRuntime, CedarPolicy, Gateway } from '../../src';
import { HopPolicies } from '../../src/cedar/hop-policies';
import { toolsThrough } from '../../src/model/tools-through';
import { policyHopDenied as rule } from '../../src/rules/policies/hop-denied';

/** An outer gateway without policies in front of one whose policy permits the tool to the agent, or also to the outer gateway. */
function chain({ permitsOuter }: { readonly permitsOuter: boolean }) {
  const stack = new Stack(new App(), 'S', { env: { account: '111122223333', region: 'eu-west-1' } });
  const inner = new Gateway(stack, 'Inner');
  inner.addLambdaTarget('Weather', { lambdaFunction: lambdaFunction(stack, 'Fn'), toolSchema: TOOL_SCHEMA });
  const agent = new AgentRuntime(stack, 'Agent', { agentRuntimeArtifact: ARTIFACT });
  const outer = new Gateway(stack, 'Outer');
  const permit = (name: string, role: typeof agent.role) => inner.addCedarPolicy(name, CedarPolicy.fromText(name,
    'permit (principal == AgentCore::IamEntity::"{{caller}}", action == AgentCore::Action::"weather___a", resource == AgentCore::Gateway::"{{gatewayArn}}");', { roles: { caller: role } }));
  permit('agent', agent.role);
  if (permitsOuter) permit('outer', outer.role);
  outer.addGateway(inner);
  outer.grantInvokeAccess(agent);
  return modelOfApp(stack.node.root as App);
}

const ownedBy = (model: ReturnType<typeof chain>, path: string) => {
  const { address } = model.gateways.find((one) => one.path === path)!;
  const policies = new HopPolicies(model);
  return toolsThrough(model, address).tools.filter(({ kind }) => kind === 'lambda').map(({ name, hops }) => [name.text, policies.deniedBy(hops, name.text)?.path]);
};

describe('policies-hop-denied', () => {
  test('fails for an inner gateway that permits nothing to the role of the outer gateway', () => {
    const [line] = linesOf(evaluateRuleOn(rule, chain({ permitsOuter: false })));
    expect(line).toContain('gateway S/Inner denies every tool to role S/Outer/ServiceRole, with which gateway S/Outer calls it, so no tool comes through target');
  });

  test('passes when a policy permits a tool to that role', () => {
    expect(evaluateRuleOn(rule, chain({ permitsOuter: true }))).toEqual({ is: 'pass' });
  });

  test('does not apply to an inner gateway without policies', () => {
    expect(evaluateRule(rule, template({ Gateway: gateway(), Inner: gateway({ Name: 'inner' }), Target: gatewayTarget('Inner') })).is).toBe('not-applicable');
  });

  test('a denied tool does not come through the outer gateway, and is still a tool of the inner gateway', () => {
    const model = chain({ permitsOuter: false });
    expect(ownedBy(model, 'S/Outer')).toEqual([['inner___weather___a', 'S/Inner']]);
    expect(ownedBy(model, 'S/Inner')).toEqual([['weather___a', undefined]]);
  });

  test('a permitted tool comes through', () => {
    expect(ownedBy(chain({ permitsOuter: true }), 'S/Outer')).toEqual([['inner___weather___a', undefined]]);
  });
});
