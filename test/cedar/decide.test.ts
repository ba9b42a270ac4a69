import { GATEWAY_ARN, PLACEHOLDERS, TARGETS } from './fixture';
import { createDecider, decide } from '../../src/cedar/decide';
import type { DeciderOptions } from '../../src/cedar/decide';
import type { PolicySource } from '../../src/cedar/finding';
import { iamPrincipal, oauthPrincipal, unauthenticatedPrincipal } from '../../src/cedar/principals';
import { toolsToCedarSchema } from '../../src/cedar/schema-from-tools';

const RESOURCE = 'resource == AgentCore::Gateway::"{{gatewayArn}}"';
const agent = iamPrincipal('arn:aws:iam::123456789012:role/SupportAgent');
const alice = oauthPrincipal({ 'sub': 'alice', 'role': 'analyst', 'cognito:groups': ['admins', 'staff'] });
const bob = oauthPrincipal({ 'sub': 'bob', 'cognito:groups': ['superadmins'] });
const NO_PERMIT = 'AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement [No policy applies to the request (denied by default).]';

const POLICIES: PolicySource[] = [
  { name: 'support-reads', text: `permit(principal == AgentCore::IamEntity::"{{supportAgent}}", action in [AgentCore::Action::"orders___get_order", AgentCore::Action::"orders___list_orders"], ${RESOURCE});` },
  { name: 'support-refunds', text: `permit(principal == AgentCore::IamEntity::"{{supportAgent}}", action == AgentCore::Action::"orders___refund_order", ${RESOURCE}) when { context.input.amount <= 500 };` },
  { name: 'analysts', text: `permit(principal is AgentCore::OAuthUser, action in AgentCore::Action::"pricing", ${RESOURCE}) when { principal.hasTag("role") && principal.getTag("role") == "analyst" };` },
  { name: 'discount-limit', text: `forbid(principal, action == AgentCore::Action::"pricing___discount", ${RESOURCE}) when { context.input.percent.greaterThan(decimal("20.0")) };` },
  { name: 'admins', text: `permit(principal is AgentCore::OAuthUser, action, ${RESOURCE}) when { principal.hasTag("cognito:groups") && principal.getTag("cognito:groups") like "*\\"admins\\"*" && context.system.now < datetime("2030-01-01T00:00:00Z") };` },
];

const options = (more: Partial<DeciderOptions> = {}): DeciderOptions => {
  return { schema: toolsToCedarSchema(TARGETS), policies: POLICIES, gatewayArn: GATEWAY_ARN, placeholders: PLACEHOLDERS, ...more };
};
const IN_2026 = new Date('2026-05-01T12:00:00Z');
const IN_2031 = new Date('2031-05-01T12:00:00Z');

describe('a call', () => {
  test.each([
    ['a role is permitted to make', agent, 'orders___get_order', { orderId: '1' }, { decision: 'allow', determining: ['support-reads'] }],
    ['a role is permitted to make within a limit', agent, 'orders___refund_order', { orderId: '1', amount: 500 }, { decision: 'allow', determining: ['support-refunds'] }],
    ['beyond the limit', agent, 'orders___refund_order', { orderId: '1', amount: 501 }, { decision: 'deny', determining: [], denial: NO_PERMIT }],
    ['no policy permits', agent, 'pricing___quote', { sku: 'x' }, { decision: 'deny', determining: [], denial: NO_PERMIT }],
    ['a claim permits', alice, 'pricing___discount', { percent: 20 }, { decision: 'allow', determining: ['admins', 'analysts'] }],
    ['a forbid forbids', alice, 'pricing___discount', { percent: 20.5 }, { decision: 'deny', determining: ['discount-limit'], denial: expect.stringMatching(/\[Policy evaluation denied due to discount-limit\]$/) }],
    ['a group permits', alice, 'ts-mcp___divide', { a: 1, any: 1, label: null, labels: {} }, { decision: 'allow', determining: ['admins'] }],
    ['a similar group does not permit', bob, 'ts-mcp___divide', { a: 1, any: 1, label: null, labels: {} }, { decision: 'deny', determining: [] }],
    ['of an unauthenticated caller', unauthenticatedPrincipal(), 'orders___get_order', { orderId: '1' }, { decision: 'deny', determining: [] }],
  ])('%s', (_name, principal, tool, args, expected) => {
    const decision = decide(options(), { principal, tool, arguments: args, now: IN_2026 });

    expect(decision).toMatchObject({ ...expected, allowed: expected.decision === 'allow', errors: [], problems: [], notEvaluated: [] });
    expect('denial' in decision).toBe(expected.decision === 'deny');
  });

  test('depends on the time', () => {
    const call = { principal: oauthPrincipal({ 'sub': 'x', 'cognito:groups': ['admins'] }), tool: 'orders___list_orders', arguments: {} };

    expect(decide(options(), { ...call, now: IN_2026 }).allowed).toBe(true);
    expect(decide(options(), { ...call, now: IN_2031 }).allowed).toBe(false);
  });

  test.each([
    'context has system && context has input',
    'context["system"]["now"] > datetime("2020-01-01T00:00:00Z")',
    'context . system . now > datetime("2020-01-01T00:00:00Z")',
    'context.input.orderId == "1" && (if true then context else context).system has now',
  ])('has a time for a policy, however that reads it: %s', (condition) => {
    const policies = [{ name: 'reads', text: `permit(principal, action == AgentCore::Action::"orders___get_order", ${RESOURCE}) when { ${condition} };` }];
    expect(decide(options({ policies }), { principal: agent, tool: 'orders___get_order', arguments: { orderId: '1' }, now: IN_2026 })).toMatchObject({ allowed: true, errors: [] });
  });

  test('with invalid arguments is denied, with the reason', () => {
    expect(decide(options(), { principal: agent, tool: 'orders___refund_order', arguments: { orderId: 1, ammount: 5 } })).toMatchObject({
      allowed: false,
      problems: [{ path: 'amount', message: 'is required' }, { path: 'orderId', message: 'must be a string, not 1' }, { path: 'ammount', message: 'is not an argument of the tool' }],
      denial: expect.stringContaining('the arguments do not match the schema of the tool: amount is required; orderId must be a string, not 1'),
    });
  });

  test.each(['orders___nope', 'crm___find_customer', 'get_order'])('of an unknown tool is denied: %s', (tool) => {
    expect(decide(options(), { principal: agent, tool, arguments: {} })).toMatchObject({ allowed: false, denial: expect.stringContaining('the policy engine has no such tool') });
  });

  test('of the search tool is allowed whatever the policies', () => {
    expect(decide(options(), { principal: bob, tool: 'x_amz_bedrock_agentcore_search', arguments: { query: 'x' } })).toMatchObject({ allowed: true, determining: [] });
  });

  test('of another gateway is not permitted', () => {
    expect(decide(options({ gatewayArn: `${GATEWAY_ARN}-other` }), { principal: agent, tool: 'orders___get_order', arguments: { orderId: '1' } }).allowed).toBe(false);
  });

  test('with a symbolic ARN matches a policy with the same symbol', () => {
    const symbol = '${Token[TOKEN.26]}';
    expect(decide(options({ gatewayArn: symbol, placeholders: { ...PLACEHOLDERS, gatewayArn: symbol } }), { principal: agent, tool: 'orders___get_order', arguments: { orderId: '1' } }).allowed).toBe(true);
  });
});

describe('modes', () => {
  const call = { principal: agent, tool: 'orders___refund_order', arguments: { orderId: '1', amount: 501 }, now: IN_2026 };

  test('a policy engine in LOG_ONLY mode allows every call and reports its decision', () => {
    const decision = decide(options({ mode: 'LOG_ONLY' }), call);

    expect(decision).toMatchObject({ allowed: true, decision: 'deny' });
    expect(decision).not.toHaveProperty('denial');
    expect(createDecider(options({ mode: 'LOG_ONLY' })).listTools(bob, IN_2026)).toHaveLength(8);
  });

  test('a policy in LOG_ONLY mode has no effect and is reported', () => {
    const policies = [...POLICIES, { name: 'try-more', text: POLICIES[1].text.replace('500', '5000'), enforcementMode: 'LOG_ONLY' as const }];

    expect(decide(options({ policies }), call)).toMatchObject({ allowed: false, logOnly: ['try-more'] });
  });
});

test('a policy whose evaluation fails has no effect, not even a forbid, and is reported', () => {
  const unguarded = { name: 'no-vip-refunds', text: `forbid(principal, action == AgentCore::Action::"orders___refund_order", ${RESOURCE}) when { context.input.note == "vip" };` };
  const decision = decide(options({ policies: [...POLICIES, unguarded] }), { principal: agent, tool: 'orders___refund_order', arguments: { orderId: '1', amount: 1 } });

  expect(decision).toMatchObject({ allowed: true, errors: [{ policy: 'no-vip-refunds', message: expect.stringContaining('note') }] });
});

test('a union, an enum and additional properties are evaluated according to the schema', () => {
  const text = `permit(principal, action in [AgentCore::Action::"ts-mcp___divide", AgentCore::Action::"orders___cancel_order"], ${RESOURCE}) when {
    (context.input has label && context.input.label has typeChoice0 && context.input.label.typeChoice0 == "x" && context.input.labels.hasTag("team") && context.input.labels.getTag("team") == "a") ||
    (context.input has reason && context.input.reason == AgentCore::orders___cancel_order_Input_reason::"fraud")
  };`;
  const decider = createDecider(options({ policies: [{ name: 'p', text }] }));
  const divide = (label: unknown, labels: object) => decider.decide({ principal: bob, tool: 'ts-mcp___divide', arguments: { a: 1, any: [], label, labels } }).allowed;
  const cancel = (reason: string) => decider.decide({ principal: bob, tool: 'orders___cancel_order', arguments: { orderId: '1', reason } }).allowed;

  expect([divide('x', { team: 'a' }), divide('x', { team: 'b' }), divide('x', {}), divide(null, { team: 'a' })]).toEqual([true, false, false, false]);
  expect([cancel('fraud'), cancel('other')]).toEqual([true, false]);
});

describe('tools/list', () => {
  const list = (principal: typeof alice | typeof agent, now = IN_2026) => createDecider(options()).listTools(principal, now);

  test('returns tools that are allowed with some arguments', () => {
    expect(list(agent)).toEqual(['orders___get_order', 'orders___list_orders', 'orders___refund_order']);
    expect(list(bob)).toEqual([]);
  });

  test('evaluates the time', () => {
    expect(list(alice)).toHaveLength(8);
    expect(list(alice, IN_2031)).toEqual(['pricing___quote', 'pricing___set_price', 'pricing___discount']);
  });

  test('omits a tool that is always forbidden, also by a policy that tests the action in its condition', () => {
    const forbid = { name: 'f', text: `forbid(principal, action, ${RESOURCE}) when { action in AgentCore::Action::"pricing" && !(action == AgentCore::Action::"pricing___quote") };` };

    expect(createDecider(options({ policies: [...POLICIES, forbid] })).listTools(alice, IN_2031)).toEqual(['pricing___quote']);
  });

  test('omits a tool without the field that a permit tests', () => {
    const permit = { name: 'p', text: `permit(principal, action, ${RESOURCE}) when { context has input && context.input has sku && context.input.sku like "A*" };` };

    expect(createDecider(options({ policies: [permit] })).listTools(bob)).toEqual(['pricing___quote', 'pricing___set_price']);
  });

  test('omits a tool whose forbid has no condition on the arguments, whatever the number of permits', () => {
    const forbid = { name: 'f', text: `forbid(principal is AgentCore::IamEntity, action in AgentCore::Action::"orders", ${RESOURCE});` };

    expect(createDecider(options({ policies: [...POLICIES, forbid] })).listTools(agent)).toEqual([]);
  });
});

describe('Dogwood policies', () => {
  const dogwood = { name: 'rate', text: `permit(principal, action == AgentCore::Action::"pricing___quote", ${RESOURCE}) when temporal { count(calls) < { 5 } };` };
  const decider = createDecider(options({ policies: [...POLICIES, dogwood, { name: 'rule', text: 'temporal { x }' }] }));

  test('permit nothing, and are reported where they may apply to the call', () => {
    const call = (tool: string, args: object) => decider.decide({ principal: bob, tool, arguments: args as Record<string, unknown> });

    expect(call('pricing___quote', { sku: 'x' })).toMatchObject({ allowed: false, notEvaluated: ['rate', 'rule'] });
    expect(call('pricing___discount', { percent: 1 })).toMatchObject({ allowed: false, notEvaluated: ['rule'] });
    expect(decider.notEvaluated).toEqual(['rate', 'rule']);
  });
});

test('an invalid policy is rejected, with its name', () => {
  const policies = [...POLICIES, { name: 'a', file: 'policies/a.cedar', text: 'permit(' }, { name: 'b', text: '' }];

  expect(() => createDecider(options({ policies }))).toThrow(/^2 policies cannot be parsed:\n- policies\/a\.cedar: .*unexpected end of input\n- b: /);
});

test('two policies with the same name are both evaluated', () => {
  const policies = [POLICIES[0], { ...POLICIES[1], name: POLICIES[0].name }];

  expect(createDecider(options({ policies })).listTools(agent)).toEqual(['orders___get_order', 'orders___list_orders', 'orders___refund_order']);
});

test('two gateways, and two deciders of one gateway, are independent', () => {
  const one = createDecider(options());
  const two = createDecider(options({ policies: [] }));
  const three = createDecider(options({ policies: [], gatewayArn: 'other' }));
  const call = { principal: agent, tool: 'orders___get_order', arguments: { orderId: '1' } };

  expect([one, two, three, one, two].map((decider) => decider.decide(call).allowed)).toEqual([true, false, false, true, false]);
  expect([one, two, one].map((decider) => decider.listTools(agent).length)).toEqual([3, 0, 3]);
});

test('long conditions are evaluated like short ones', () => {
  const roles = Array.from({ length: 150 }, (_, i) => `principal.hasTag("role") && principal.getTag("role") != "r${i}"`).join(' && ');
  const policies = [{ name: 'p', text: `permit(principal is AgentCore::OAuthUser, action, ${RESOURCE}) when { ${roles} };` }];

  expect(createDecider(options({ policies })).listTools(alice)).toHaveLength(8);
});

test('a Dogwood policy in LOG_ONLY mode is not reported as not evaluated', () => {
  const text = `permit(principal, action, resource == AgentCore::Gateway::"${GATEWAY_ARN}") when temporal { x };`;
  const notEvaluated = (enforcementMode: 'ACTIVE' | 'LOG_ONLY') => {
    return createDecider({ schema: toolsToCedarSchema(TARGETS), gatewayArn: GATEWAY_ARN, policies: [{ name: 'rate', text, enforcementMode }] }).notEvaluated;
  };
  expect(notEvaluated('ACTIVE')).toEqual(['rate']);
  expect(notEvaluated('LOG_ONLY')).toEqual([]);
});
