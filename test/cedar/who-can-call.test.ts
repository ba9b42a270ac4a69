import { GATEWAY_ARN, PLACEHOLDERS, TARGETS } from './fixture';
import { iamPrincipal, oauthPrincipal } from '../../src/cedar/principals';
import { toolsToCedarSchema } from '../../src/cedar/schema-from-tools';
import { whoCanCall } from '../../src/cedar/who-can-call';

const RESOURCE = 'resource == AgentCore::Gateway::"{{gatewayArn}}"';
const agent = { name: 'SupportAgent', principal: iamPrincipal('arn:aws:iam::123456789012:role/SupportAgent') };
const alice = { name: 'alice', principal: oauthPrincipal({ sub: 'alice', role: 'analyst' }) };

/** The cell for a permit with this condition, for one tool and one caller. */
function cell(tool: string, conditions: Record<string, string>, caller: typeof agent | typeof alice = alice, now?: Date) {
  const policies = Object.entries(conditions).map(([name, condition]) => ({
    name,
    text: `${name.startsWith('forbid') ? 'forbid' : 'permit'}(principal, action == AgentCore::Action::"${tool}", ${RESOURCE}) when { ${condition} };`,
  }));
  const schema = toolsToCedarSchema(TARGETS);
  const table = whoCanCall({ schema, policies, gatewayArn: GATEWAY_ARN, placeholders: PLACEHOLDERS, callers: [caller], now });
  return table.tools.find((row) => row.tool === tool)!.cells[0];
}

test('the table of a gateway', () => {
  const table = whoCanCall({
    schema: toolsToCedarSchema(TARGETS),
    gatewayArn: GATEWAY_ARN,
    placeholders: PLACEHOLDERS,
    callers: [agent, alice],
    policies: [
      { name: 'support', text: `permit(principal == AgentCore::IamEntity::"{{supportAgent}}", action in [AgentCore::Action::"orders___get_order", AgentCore::Action::"orders___list_orders"], ${RESOURCE});` },
      { name: 'refunds', text: `permit(principal == AgentCore::IamEntity::"{{supportAgent}}", action == AgentCore::Action::"orders___refund_order", ${RESOURCE}) when { context.input.amount <= 500 };` },
      { name: 'analysts', text: `permit(principal is AgentCore::OAuthUser, action in AgentCore::Action::"pricing", ${RESOURCE}) when { principal.hasTag("role") && principal.getTag("role") == "analyst" };` },
      { name: 'discount-limit', text: `forbid(principal, action == AgentCore::Action::"pricing___discount", ${RESOURCE}) when { context.input.percent.greaterThan(decimal("20.0")) };` },
      { name: 'no-set-price', text: `forbid(principal, action == AgentCore::Action::"pricing___set_price", ${RESOURCE});` },
      { name: 'rate', text: `permit(principal, action, ${RESOURCE}) when temporal { x };` },
    ],
  });

  expect(table.callers).toEqual(['SupportAgent', 'alice']);
  expect(table.notEvaluated).toEqual(['rate']);
  expect(table.tools.map(({ tool, cells }) => `${tool}: ${cells.map(({ answer }) => answer).join(' ')}`)).toEqual([
    'orders___get_order: yes no',
    'orders___list_orders: yes no',
    'orders___cancel_order: no no',
    'orders___refund_order: if no',
    'pricing___quote: no yes',
    'pricing___set_price: no no',
    'pricing___discount: no if',
    'ts-mcp___divide: no no',
  ]);
  expect(table.tools[3].cells[0]).toEqual({
    caller: 'SupportAgent',
    answer: 'if',
    notEvaluated: ['rate'],
    because: [{ policy: 'refunds', effect: 'permit', condition: 'context.input.amount <= 500' }],
    allowed: { arguments: { orderId: 'example', amount: 499 } },
    denied: { arguments: { orderId: 'example', amount: 501 } },
  });
  expect(table.tools[6].cells[1]).toEqual({
    caller: 'alice',
    answer: 'if',
    notEvaluated: ['rate'],
    because: [{ policy: 'analysts', effect: 'permit', condition: 'always' }, { policy: 'discount-limit', effect: 'forbid', condition: 'context.input.percent.greaterThan(decimal("20.0"))' }],
    allowed: { arguments: { percent: 19 } },
    denied: { arguments: { percent: 21 } },
  });
});

describe('a condition in the table', () => {
  test.each([
    ['omits known parts', 'principal.hasTag("role") && context.input.amount < 5', 'context.input.amount < 5'],
    ['omits false alternatives', 'principal.hasTag("nope") || context.input.amount < 5', 'context.input.amount < 5'],
    ['omits tests for required fields', 'context has input && context.input has amount && context.input.amount < 5', 'context.input.amount < 5'],
    ['keeps tests for optional fields', 'context.input has note && context.input.note == "x"', 'context.input has note && context.input.note == "x"'],
    ['simplifies negations', '!(context.input.amount > 5)', 'context.input.amount <= 5'],
    ['omits double negations', '!(!(context.input.amount > 5))', 'context.input.amount > 5'],
    ['omits known branches', 'if principal.hasTag("role") then context.input.amount < 5 else false', 'context.input.amount < 5'],
    ['keeps unknown branches', 'if context.input.amount < 5 then true else context.input.orderId == "x"', 'if context.input.amount < 5 then true else context.input.orderId == "x"'],
    ['is "always" when everything is known', 'principal.hasTag("role") && (true || context.input.amount < 5)', 'always'],
  ])('%s', (_name, condition, text) => {
    expect(cell('orders___refund_order', { p: condition }).because).toEqual([{ policy: 'p', effect: 'permit', condition: text }]);
  });

  test('omits policies that never apply', () => {
    expect(cell('orders___refund_order', { p: 'principal.hasTag("nope") && context.input.amount < 5' })).toEqual({ caller: 'alice', answer: 'no', because: [], notEvaluated: [] });
  });

  test.each(['context.input.amount * 2 > 9', '12 >= context.input.amount + 5', 'context.input.amount * 3 - 30 == 0', 'context.input.amount + 3 == 30'])('an example is found for a calculation: %s', (condition) => {
    expect(cell('orders___refund_order', { p: condition })).toMatchObject({ answer: 'if', allowed: expect.anything(), denied: expect.anything() });
  });

  test('an example has no time when only a policy for other callers reads it', () => {
    const { allowed } = cell('orders___refund_order', {
      p: 'context.input.amount < 5', forbid: 'principal.hasTag("nope") && context.system.now > datetime("2027-01-01T00:00:00Z")',
    });
    expect(allowed).toEqual({ arguments: { orderId: 'example', amount: 4 } });
  });

  test('the time is a condition, unless it is given', () => {
    const condition = 'context.system.now < datetime("2028-01-01")';

    expect(cell('pricing___quote', { p: condition })).toMatchObject({ answer: 'if', because: [{ condition }], allowed: { now: new Date('2027-12-31T00:00:00Z') }, denied: { now: new Date('2028-01-02T00:00:00Z') } });
    expect(cell('pricing___quote', { p: condition }, alice, new Date('2027-01-01')).answer).toBe('yes');
    expect(cell('pricing___quote', { p: condition }, alice, new Date('2029-01-01')).answer).toBe('no');
  });
});

describe('examples are found for', () => {
  test.each<[string, string, string]>([
    ['a limit', 'orders___refund_order', 'context.input.amount < 5'],
    ['a limit from the other side', 'orders___refund_order', '5 > context.input.amount'],
    ['an exact number', 'orders___refund_order', 'context.input.amount == 42'],
    ['any string but one', 'orders___refund_order', 'context.input.orderId != "example"'],
    ['two limits', 'orders___refund_order', 'context.input.amount >= 5 && context.input.amount <= 7'],
    ['a pattern', 'orders___refund_order', 'context.input.orderId like "A-*-Z"'],
    ['an optional field', 'orders___refund_order', 'context.input has note && context.input.note == "x"'],
    ['a field that must be missing', 'orders___refund_order', '!(context.input has note)'],
    ['a field of an optional object', 'orders___refund_order', 'context.input has address.zip && context.input.address.zip == "1010"'],
    ['an element of a set', 'orders___refund_order', 'context.input has tags && context.input.tags.contains("vip")'],
    ['several elements', 'orders___refund_order', 'context.input has tags && context.input.tags.containsAll(["vip", "eu"])'],
    ['an empty set', 'orders___refund_order', 'context.input has tags && context.input.tags.isEmpty()'],
    ['one of several numbers', 'orders___refund_order', '[5, 7].contains(context.input.amount)'],
    ['a decimal', 'pricing___set_price', 'context.input.price.lessThanOrEqual(decimal("9.99"))'],
    ['a decimal on the left', 'pricing___set_price', 'decimal("9.99").lessThan(context.input.price)'],
    ['a date', 'pricing___set_price', 'context.input has until && context.input.until < datetime("2028-01-01T00:00:00+0100")'],
    ['an enum', 'orders___cancel_order', 'context.input.reason == AgentCore::orders___cancel_order_Input_reason::"other"'],
    ['a nullable field', 'ts-mcp___divide', 'context.input.label has typeChoice0 && context.input.label.typeChoice0 == "x"'],
    ['null', 'ts-mcp___divide', 'context.input.label has typeChoice1'],
    ['additional properties', 'ts-mcp___divide', 'context.input.labels.hasTag("a") && context.input.labels.getTag("a") like "x*"'],
    ['additional properties that must be missing', 'ts-mcp___divide', '!context.input.labels.hasTag("a")'],
    ['a field with a hyphen', 'ts-mcp___divide', 'context.input has "b-c" && context.input["b-c"] == "x"'],
    ['two fields that are equal', 'pricing___quote', 'context.input has quantity && (context.input.quantity == 3 || context.input.sku == "x")'],
    ['two fields compared with each other', 'orders___refund_order', 'context.input has limit && context.input.amount <= context.input.limit'],
    ['the caller itself', 'orders___get_order', 'principal has id && principal.hasTag("role") && context.input.orderId == principal.getTag("role")'],
    ['one of two alternatives', 'orders___refund_order', 'context.input.amount < 5 || context.input.orderId == "free"'],
    ['a branch', 'orders___refund_order', 'if context.input.amount > 100 then context.input.orderId == "vip" else context.input.amount < 50'],
  ])('%s', (_name, tool, condition) => {
    const found = cell(tool, { p: condition });

    expect(found).toMatchObject({ answer: 'if', allowed: expect.anything(), denied: expect.anything() });
    expect(found.allowed).not.toEqual(found.denied);
  });

  test('a permit that a forbid restricts', () => {
    expect(cell('orders___refund_order', { 'p': 'context.input.amount > 10', 'forbid': 'context.input.amount > 20', 'forbid-note': 'context.input has note' })).toMatchObject({
      answer: 'if',
      allowed: { arguments: { amount: 19 } },
      denied: { arguments: { amount: 21 } },
    });
  });

  test('conditions that contradict each other are an "if" without an allowed call', () => {
    const found = cell('orders___refund_order', { p: 'context.input.amount < 5 && context.input.amount > 5' });

    expect(found).toMatchObject({ answer: 'if', denied: expect.anything() });
    expect(found).not.toHaveProperty('allowed');
  });
});
