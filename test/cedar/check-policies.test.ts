import fc from 'fast-check';
import { GATEWAY_ARN, PLACEHOLDERS, TARGETS } from './fixture';
import { checkPolicies } from '../../src/cedar/check-policies';
import type { PolicyCheckContext } from '../../src/cedar/check-policies';
import type { PolicySource } from '../../src/cedar/finding';
import type { ToolTarget } from '../../src/cedar/schema-from-tools';

const RESOURCE = 'resource == AgentCore::Gateway::"{{gatewayArn}}"';
const action = (id: string) => `action == AgentCore::Action::"${id}"`;
const permit = (id: string, condition = '', principal = 'principal is AgentCore::OAuthUser') => `permit(${principal}, ${action(id)}, ${RESOURCE})${condition ? ` when { ${condition} }` : ''};`;

function check(texts: string | PolicySource[], context: Partial<PolicyCheckContext> = {}) {
  const sources = typeof texts === 'string' ? [{ name: 'p', text: texts }] : texts;
  return checkPolicies(sources, { targets: TARGETS, gateways: [{ arn: GATEWAY_ARN }], placeholders: PLACEHOLDERS, ...context });
}

const ids = (findings: readonly { id: string; severity: string }[]) => findings.map(({ id, severity }) => `${severity} ${id}`);

describe('no findings for', () => {
  test.each([
    ['a tool', permit('orders___get_order')],
    ['a tool of a target with a hyphen', permit('ts-mcp___divide', 'context.input.a.greaterThan(decimal("0.0")) && context.input has "b-c" && context.input["b-c"] == "x"')],
    ['several tools', permit('x').replace(action('x'), 'action in [AgentCore::Action::"orders___get_order", AgentCore::Action::"pricing___quote"]')],
    ['the group of a target', permit('x').replace('action == AgentCore::Action::"x"', 'action in AgentCore::Action::"orders"')],
    ['all tools of the gateway', permit('x').replace('action == AgentCore::Action::"x"', 'action')],
    ['all tools, as the service groups them', permit('x').replace('action == AgentCore::Action::"x"', 'action in AgentCore::Action::"CallTool"')],
    ['all gateways', permit('x').replace('action == AgentCore::Action::"x"', 'action').replace(RESOURCE, 'resource is AgentCore::Gateway')],
    ['every step tested', permit('x', 'context has input && context.input has amount && context.input.amount < 5').replace('action == AgentCore::Action::"x"', 'action')],
    ['a claim', permit('orders___get_order', 'principal.hasTag("scope") && principal.getTag("scope") like "*orders:read*"')],
    ['a role', permit('orders___get_order', '', 'principal == AgentCore::IamEntity::"{{supportAgent}}"')],
    ['a role that is an argument', permit('orders___get_order', 'context.input.orderId == "arn:aws:iam::123456789012:role/x"')],
    ['a role that is an argument, with the operands swapped', permit('orders___get_order', '"arn:aws:iam::123456789012:role/x" == context.input.orderId')],
    ['the time', permit('orders___get_order', 'context.system.now < datetime("2030-01-01T00:00:00Z") && context has system && context.system has now')],
    ['an unauthenticated caller, unnamed', permit('orders___get_order', '', 'principal')],
    ['CDK tokens in strings', permit('orders___get_order', 'context.input.orderId == "${Token[TOKEN.26]}"').replace('{{gatewayArn}}', '${Token[TOKEN.7]}')],
    ['comments and annotations', `// why\n@advice("because")\n${permit('orders___get_order')} // done`],
  ])('%s', (_name, text) => {
    expect(check(text)).toEqual([]);
  });

  test('no policies, without ENFORCE mode', () => {
    expect(check([])).toEqual([]);
    expect(check([], { mode: 'LOG_ONLY' })).toEqual([]);
  });
});

describe('a policy engine in ENFORCE mode', () => {
  const forbid = permit('orders___get_order').replace('permit', 'forbid');

  test.each<[string, PolicySource[], string[]]>([
    ['without policies denies every call', [], ['error no-permit']],
    ['with forbids only denies every call', [{ name: 'a', text: forbid }], ['error no-permit']],
    ['with a permit in LOG_ONLY mode denies every call', [{ name: 'a', text: permit('orders___get_order'), enforcementMode: 'LOG_ONLY' }], ['error no-permit']],
    ['with a permit does not', [{ name: 'a', text: forbid }, { name: 'b', text: permit('orders___get_order') }], []],
    ['with a permit that cannot be parsed has one finding', [{ name: 'a', text: permit('orders___get_order').replace(';', '') }], ['error syntax']],
    ['with Dogwood may permit something', [{ name: 'a', text: 'permit(principal, action, resource) when temporal { x };' }], ['warning dogwood-not-checked']],
  ])('%s', (_name, policies, expected) => {
    expect(ids(check(policies, { mode: 'ENFORCE' }))).toEqual(expected);
  });
});

test.each([
  ['too long', permit('orders___get_order', `context.input.orderId == "${'x'.repeat(10_000)}"`), /accepts 35 to 10000/],
  ['too long once its placeholder is filled', permit('orders___get_order', 'context.input.orderId == "{{long}}"'), /has 1\d{4} characters/],
])('a statement that is %s', (_name, text, message) => {
  expect(check(text, { placeholders: { ...PLACEHOLDERS, long: 'y'.repeat(10_000) } })).toEqual([expect.objectContaining({ id: 'statement-size', message: expect.stringMatching(message), text: expect.objectContaining({ line: 1, column: 1 }) })]);
});

test('the shortest possible statement is too short', () => {
  expect(ids(check('permit(principal,action,resource);'))).toEqual(['error statement-size', 'error missing-resource']);
});

describe('targets whose tools are unknown', () => {
  test.each([
    ['a tool, with arguments', permit('crm___find_customer', 'context.input.name == "x" && context.input has y'), ['info tools-unknown']],
    ['a tool with a test', permit('crm___find_customer', 'context has input && context.input has name && context.input.name like "a*"'), ['info tools-unknown']],
    ['the group', permit('x').replace('== AgentCore::Action::"x"', 'in AgentCore::Action::"crm"'), ['info tools-unknown']],
    ['the group, with arguments', permit('x', 'context.input.name == "x"').replace('== AgentCore::Action::"x"', 'in AgentCore::Action::"crm"'), ['info tools-unknown']],
    ['all tools, with an unknown field', permit('x', 'context has input && context.input has name').replace('action == AgentCore::Action::"x"', 'action'), []],
    ['two underscores', permit('crm__find_customer'), ['error unknown-action']],
    ['claims as attributes are reported too', permit('crm___find_customer', 'principal.scope == "x"'), ['info tools-unknown', 'error claim-as-attribute']],
    ['a missing resource is reported too', permit('crm___find_customer').replace(RESOURCE, 'resource'), ['info tools-unknown', 'error missing-resource']],
  ])('%s', (_name, text, expected) => {
    expect(ids(check(text))).toEqual(expected);
  });

  test('two underscores are reported although the tools are unknown', () => {
    expect(check(permit('crm__find_customer'))[0].fix).toBe('write three underscores between target and tool: AgentCore::Action::"crm___find_customer"');
  });
});

describe('where the mapping of the service is not documented', () => {
  const cancel = (condition: string) => check(permit('orders___cancel_order', condition));

  test('a policy is not an error when one interpretation accepts it', () => {
    expect(ids(cancel('context.input.reason == "fraud"'))).toEqual(['warning uncertain-mapping']);
    expect(ids(check(permit('pricing___set_price', 'context.input has until && context.input.until like "2027-*"')))).toEqual(['warning uncertain-mapping']);
    expect(ids(check(permit('orders')))).toEqual(['warning uncertain-mapping']);
  });

  test('a policy is an error when every interpretation rejects it', () => {
    expect(ids(cancel('context.input.reason == 5'))).toEqual(['error wrong-type']);
    expect(ids(cancel('context.input.reasn == "fraud"'))).toEqual(['error unknown-field']);
    expect(ids(cancel('context.input.reason == "fraud" && context.input.orderId == 5'))).toEqual(['error wrong-type', 'error wrong-type']);
  });

  test('a policy that another interpretation rejects has a note', () => {
    expect(cancel('context.input.reason == AgentCore::orders___cancel_order_Input_reason::"fraud"')).toEqual([
      expect.objectContaining({ id: 'uncertain-mapping', severity: 'info', message: expect.stringContaining('maps `enum` to String') }),
    ]);
  });

  test('a policy that does not read such a field has no note', () => {
    expect(cancel('context.input.orderId == "1"')).toEqual([]);
  });
});

describe('gateways', () => {
  const other = 'arn:aws:bedrock-agentcore:eu-west-1:123456789012:gateway/other';
  const on = (arn: string) => permit('orders___get_order').replace('{{gatewayArn}}', arn);

  test.each<[string, string, PolicyCheckContext['gateways'], string[]]>([
    ['another gateway', other, [{ arn: GATEWAY_ARN }], ['warning other-gateway']],
    ['one of several', other, [{ arn: GATEWAY_ARN }, { arn: other }], []],
    ['one that may be a gateway with an unknown ARN', other, [{ arn: GATEWAY_ARN }, {}], []],
    ['one that may be the value of a token', other, [{ arn: '${Token[TOKEN.1]}' }], []],
    ['another token', '${Token[TOKEN.2]}', [{ arn: '${Token[TOKEN.1]}' }], []],
    ['no gateway at all', 'arn:aws:s3:::bucket', undefined, ['warning other-gateway']],
  ])('a policy about %s', (_name, arn, gateways, expected) => {
    expect(ids(check(on(arn), { gateways }))).toEqual(expected);
  });

  test.each<[string, string, NonNullable<PolicyCheckContext['gateways']>, string[]]>([
    ['IAM callers of a gateway with tokens', 'IamEntity', [{ authorizer: 'CUSTOM_JWT' }], ['warning wrong-principal-kind']],
    ['users of a gateway with IAM', 'OAuthUser', [{ authorizer: 'AWS_IAM' }], ['warning wrong-principal-kind']],
    ['users of an open gateway', 'OAuthUser', [{ authorizer: 'NONE' }], ['warning wrong-principal-kind']],
    ['IAM callers that are only authenticated', 'IamEntity', [{ authorizer: 'AUTHENTICATE_ONLY' }], []],
    ['users, where one of the gateways has them', 'OAuthUser', [{ authorizer: 'AWS_IAM' }, { authorizer: 'CUSTOM_JWT' }], []],
    ['users, where an authorizer is not known', 'OAuthUser', [{ authorizer: 'AWS_IAM' }, {}], []],
  ])('a policy about %s', (_name, type, gateways, expected) => {
    expect(ids(check(permit('orders___get_order', '', `principal is AgentCore::${type}`), { gateways }))).toEqual(expected);
  });
});

test('the order of findings is independent of the order of policies', () => {
  const policies = ['b', 'a', 'c'].flatMap((name) => [
    { name, file: `${name}.cedar`, text: permit('orders___get_ordr', 'context.input.x == principal.scope && context.input.y == 1') },
    { name: `${name}2`, text: permit('orders___refund_order', 'context.input.amont == principal.scope').replace(RESOURCE, 'resource') },
  ]);
  const forward = check(policies);

  expect(check([...policies].reverse())).toEqual(forward);
  expect(forward.map(({ text, id }) => `${text?.name} ${id}`)).toEqual(['a', 'a2', 'b', 'b2', 'c', 'c2'].flatMap((policy) => policy.length === 1
    ? [`${policy} unknown-action`]
    : [`${policy} missing-resource`, `${policy} unknown-field`, `${policy} claim-as-attribute`]));
  expect(new Set(forward.map((finding) => JSON.stringify(finding))).size).toBe(forward.length);
});

test('the place of a finding refers to the source file, also after placeholders and non-ASCII characters', () => {
  const [finding] = check([{ name: 'p', file: 'p.cedar', text: `// größe 😀\n${permit('orders___refund_order', 'context.input.orderId == "{{supportAgent}}" &&\n    context.input.amont < 5')}` }]);

  expect(finding).toMatchObject({ id: 'unknown-field', text: { name: 'p', file: 'p.cedar', line: 3, column: 5, endLine: 3, endColumn: 24 } });
  expect(finding.text!.frame).toBe('  > 3 |     context.input.amont < 5 };\n      |     ^^^^^^^^^^^^^^^^^^^');
});

test('a place has one finding, whatever the number of tools and principals', () => {
  const findings = check(permit('x', 'principal.scope == "a" && context.input.amount < 5', 'principal').replace('action == AgentCore::Action::"x"', 'action'));

  expect(ids(findings)).toEqual(['error claim-as-attribute', 'error unknown-field']);
});

test('a tool name with escapes is found', () => {
  expect(check(permit('orders___get_\\u{6f}rder'))).toEqual([]);
  expect(check(permit('orders___gét_\\"order'))[0]).toMatchObject({ id: 'unknown-action' });
});

test('a policy that names one gateway and a tool of another never applies', () => {
  const other = 'arn:aws:bedrock-agentcore:eu-west-1:123456789012:gateway/other-a1b2c3d4e5';
  const gateways = [{ arn: GATEWAY_ARN, targets: ['orders', 'crm'] }, { arn: other, targets: ['pricing', 'ts-mcp'] }];
  const about = (arn: string, id: string) => ids(check(permit(id).replace('{{gatewayArn}}', arn), { gateways }));

  expect(about(GATEWAY_ARN, 'orders___get_order')).toEqual([]);
  expect(about(GATEWAY_ARN, 'pricing___quote')).toEqual(['warning other-gateway']);
  expect(about(other, 'pricing___quote')).toEqual([]);
});

describe('the body of an HTTP operation, which may be one argument or several', () => {
  const targets = [{
    name: 'pets',
    tools: [{ name: 'add', inputSchema: { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } }, required: ['id', 'name'] } }],
    operations: new Set(['add']),
  }];

  test.each<[string, string[]]>([
    ['context.input.name == "a"', []],
    ['context.input.body.name == "a"', ['warning uncertain-mapping']],
    ['context.input has body && context.input.body.name == "a"', ['warning uncertain-mapping']],
    ['context.input.body.nme == "a"', ['error unknown-field']],
    ['context.input.name == 5', ['error wrong-type']],
  ])('%s', (condition, expected) => {
    expect(ids(check(permit('pets___add', condition), { targets }))).toEqual(expected);
  });

  test('does not exist for a tool that is not an operation', () => {
    const plain = targets.map(({ operations: _, ...target }) => target);
    expect(ids(check(permit('pets___add', 'context.input.body.name == "a"'), { targets: plain }))).toEqual(['error unknown-field']);
  });
});

describe('a tool whose arguments are unknown', () => {
  const web: ToolTarget = { name: 'web', tools: [{ name: 'WebSearch' }] };
  const checkWeb = (text: string) => check(text, { targets: [...TARGETS, web] });

  test.each([
    ['the caller alone is checked', permit('web___WebSearch'), []],
    ['the arguments are not', permit('web___WebSearch', 'context.input.query like "*aws*"'), ['info tools-unknown']],
    ['another name is wrong', permit('web___SearchWeb'), ['error unknown-action']],
    ['the group', permit('x').replace('== AgentCore::Action::"x"', 'in AgentCore::Action::"web"'), []],
    ['the group, with arguments', permit('x', 'context.input.query == "x"').replace('== AgentCore::Action::"x"', 'in AgentCore::Action::"web"'), []],
    ['other tools are checked as before', permit('orders___get_order', 'context.input.query == "x"'), ['error unknown-field']],
  ])('%s', (_name, text, expected) => {
    expect(ids(checkWeb(text))).toEqual(expected);
  });

  test('the fix for another name lists it', () => {
    expect(checkWeb(permit('web___Find'))[0].fix).toBe('name a tool of target `web`: `WebSearch`');
  });
});

test('an action of an HTTP target is reported as not checked', () => {
  const http = permit('bot___POST:/invocations', 'context has input', 'principal is AgentCore::IamEntity');
  const findings = check(http, { targets: [{ name: 'bot', tools: 'unknown', kind: 'agent' }] });

  expect(ids(findings)).toEqual(['info tools-unknown']);
  expect(findings[0].fix).toContain('bot___POST:/invocations');
});

test.each([
  ['a set of enum values', { type: 'array', items: { type: 'string', enum: ['low', 'high'] } }, 'context.input.field.contains("low")', 'compare with AgentCore::t___x_Input_field::"low"'],
  ['an object without properties', { type: 'object' }, 'context.input.field.name == "a"', 'add `properties` to `input.field` in the tool schema'],
])('the fix fits %s', (_name, field, condition, fix) => {
  const targets = [{ name: 't', tools: [{ name: 'x', inputSchema: { type: 'object', properties: { field }, required: ['field'] } }] }];

  expect(check(permit('t___x', condition), { targets })).toEqual([expect.objectContaining({ fix: expect.stringContaining(fix) })]);
});

test('a schema too large for the policy engine is a finding without a place', () => {
  const tools = Array.from({ length: 1500 }, (_, i) => ({ name: `tool_${i}`, inputSchema: { type: 'object', properties: Object.fromEntries(Array.from({ length: 6 }, (__, f) => [`a_rather_long_field_name_${f}`, { type: 'string' }])) } }));

  expect(check([], { targets: [{ name: 'big', tools }] })).toEqual([{ id: 'schema-size', severity: 'error', message: expect.any(String), fix: 'reduce the number of tools, or simplify their input schemas' }]);
});

test.each(['permit', '@', '"', 'permit(principal, action, resource) when { "', '{{', '}}', '\\', '\u0000', '😀', 'permit(principal,action,resource)when{{a}};', ')(', '@permit(permit(', '// only a comment'])('no text breaks the check: %j', (text) => {
  expect(check(text).some(({ severity }) => severity === 'error')).toBe(true);
});

describe('policies that would crash the engine', () => {
  const nested = (open: string, close: string, count: number) => permit('orders___get_order', `${open.repeat(count)}true${close.repeat(count)}`);

  test.each([
    ['brackets', nested('(', ')', 5000)],
    ['negations', nested('!(', ')', 5000)],
    ['lists', nested('[', ']', 5000)],
    ['branches', nested('if true then ', ' else false', 3000)],
    ['brackets that never close', '('.repeat(50_000)],
    ['brackets of Dogwood', `permit(principal, action, resource) when temporal { x } when { ${'('.repeat(5000)} };`],
  ])('are not given to it: %s', (_name, text) => {
    expect(check(text).length).toBeGreaterThan(0);
    expect(check(permit('orders___get_order'))).toEqual([]);
  });

  test('differ from policies that are only long', () => {
    const long = (part: string, joint: string, count: number) => check(permit('orders___get_order', Array<string>(count).fill(part).join(joint)));

    expect(long('context.input.orderId == "a"', ' || ', 300)).toEqual([]);
    expect(long('principal.hasTag("a")', ' && ', 380)).toEqual([]);
    expect(check(nested('(', ')', 90))).toEqual([]);
    expect(check(nested('if context.input.orderId == "a" then ', ' else false', 150))).toEqual([]);
  });
});

test('the checks never throw on damaged policies, and every finding has a place in the text', () => {
  const texts = [permit('orders___refund_order', 'context.input.amount < 5 && principal.hasTag("ü") && [1].contains(2) && context has input.note'), permit('x').replace('action == AgentCore::Action::"x"', 'action in [AgentCore::Action::"orders"]')];
  fc.assert(fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(30), fc.string({ unit: 'binary', maxLength: 8 }), (text, at, length, insert) => {
    const start = at % text.length;
    const damaged = text.slice(0, start) + insert + text.slice(start + length);
    for (const { text: place } of check(damaged)) {
      const { line, column, endLine, endColumn, frame } = place!;
      expect(line).toBeGreaterThan(0);
      expect(line).toBeLessThanOrEqual(damaged.split('\n').length);
      expect(endLine > line || endColumn >= column).toBe(true);
      expect(frame).toContain('^');
    }
  }), { numRuns: 200 });
});
