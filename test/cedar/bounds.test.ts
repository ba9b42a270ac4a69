/**
 * Results for unknown arguments must hold for every decision with arguments. Policies are generated at random,
 * including invalid ones, and compared with the decisions of the engine.
 */
import fc from 'fast-check';
import { createDecider } from '../../src/cedar/decide';
import type { Example } from '../../src/cedar/example-arguments';
import type { Principal } from '../../src/cedar/principals';
import { iamPrincipal, oauthPrincipal, unauthenticatedPrincipal } from '../../src/cedar/principals';
import { toolsToCedarSchema } from '../../src/cedar/schema-from-tools';
import { whoCanCall } from '../../src/cedar/who-can-call';

const SCHEMA = toolsToCedarSchema([
  {
    name: 't',
    tools: [
      { name: 'a', inputSchema: { type: 'object', properties: { n: { type: 'integer' }, s: { type: 'string' }, flag: { type: 'boolean' }, d: { type: 'number' } }, required: ['n'] } },
      { name: 'b', inputSchema: { type: 'object', properties: { n: { type: 'integer' }, o: { type: 'object', properties: { x: { type: 'string' } } }, e: { type: 'string', enum: ['p', 'q'] }, list: { type: 'array', items: { type: 'integer' } } } } },
    ],
  },
  { name: 'u', tools: [{ name: 'c', inputSchema: {} }] },
]);

const PRINCIPALS: Principal[] = [
  iamPrincipal('arn:aws:iam::1:role/A'), oauthPrincipal({ sub: 'alice', role: 'x', level: '3' }), oauthPrincipal({ sub: 'bob' }), unauthenticatedPrincipal(),
];

const TIMES = [new Date('2026-01-01T00:00:00Z'), new Date('2030-01-01T00:00:00Z')];

/** All combinations of one value for each field; `undefined` omits the field. */
function combinations(fields: Record<string, unknown[]>): Record<string, unknown>[] {
  return Object.entries(fields).reduce<Record<string, unknown>[]>((all, [name, values]) => {
    return all.flatMap((one) => values.map((value) => value === undefined ? one : { ...one, [name]: value }));
  }, [{}]);
}

const ARGUMENTS: Record<string, Record<string, unknown>[]> = {
  t___a: combinations({ n: [0, 5, Number.MAX_SAFE_INTEGER], s: [undefined, 'a', 'alice'], flag: [undefined, true], d: [undefined, 1.5] }),
  t___b: combinations({ n: [undefined, 5], o: [undefined, {}, { x: 'a' }], e: [undefined, 'p', 'q'], list: [[], [5, 1]] }),
  u___c: [{}],
};

const ATOMS = [
  'true', 'false', 'context.input.n < 5', 'context.input.n == 5', '5 <= context.input.n', 'context.input.n + 1 > 5', 'context.input.n * 9007199254740991 > 5',
  'context has input', 'context.input has n', 'context.input has s', 'context.input has o', 'context has input.o.x', 'context.input has o.x', 'context.input.o has x', 'context.input has nope', 'context has nope',
  'context.input.s == "a"', 'context.input.s like "a*"', 'context.input.o.x == "a"', 'context.input.flag', 'context.input.flag == true', 'context.input.d.lessThan(decimal("1.0"))',
  'context.input.e == AgentCore::t___b_Input_e::"p"', 'context.input.list.contains(5)', 'context.input.list.isEmpty()', 'context.input == {n: 5}', '[1, 5].contains(context.input.n)', '"5" < context.input.n',
  'principal.hasTag("role")', 'principal.getTag("role") == "x"', 'principal.id == "alice"', 'principal is AgentCore::IamEntity', 'principal has id', 'principal.id like "*A"',
  'context.system.now < datetime("2028-01-01")', 'context has system', 'context has system.now', 'context.system has nope', 'context.input.s == principal.id',
  'action == AgentCore::Action::"t___a"', 'action in AgentCore::Action::"t"', 'resource == AgentCore::Gateway::"g"', 'decimal("x") == decimal("1.0")', '1 / 0'.replace('1 / 0', '9223372036854775807 + 1 > 0'),
  'context.input.n > 9007199254740993', '(if context.input.flag then principal.hasTag("role") else true)',
];

const atom = fc.constantFrom(...ATOMS);

const condition = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 3, arbitrary: atom },
    fc.tuple(tie('any'), fc.constantFrom('&&', '||'), tie('any')).map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    tie('any').map((one) => `!(${one})`),
    fc.tuple(tie('any'), tie('any'), tie('any')).map(([a, b, c]) => `(if ${a} then ${b} else ${c})`),
  ),
})).any;

const policy = fc.record({
  effect: fc.constantFrom('permit', 'permit', 'forbid'),
  principal: fc.constantFrom('principal', 'principal', 'principal is AgentCore::OAuthUser', 'principal == AgentCore::OAuthUser::"alice"', 'principal is AgentCore::IamEntity'),
  action: fc.constantFrom('action', 'action', 'action == AgentCore::Action::"t___a"', 'action in AgentCore::Action::"t"', 'action in [AgentCore::Action::"t___b", AgentCore::Action::"u"]', 'action in AgentCore::Action::"CallTool"', 'action == AgentCore::Action::"t"'),
  resource: fc.constantFrom('resource', 'resource == AgentCore::Gateway::"g"', 'resource == AgentCore::Gateway::"g"', 'resource is AgentCore::Gateway', 'resource == AgentCore::Gateway::"other"'),
  conditions: fc.array(fc.tuple(fc.constantFrom('when', 'when', 'unless'), condition), { maxLength: 2 }),
}).map(({ effect, principal, action, resource, conditions }) => `${effect}(${principal}, ${action}, ${resource})${conditions.map(([kind, body]) => ` ${kind} { ${body} }`).join('')};`);

const policies = fc.array(policy, { minLength: 1, maxLength: 4 }).map((texts) => texts.map((text, index) => ({ name: `p${index}`, text })));
const scene = { schema: SCHEMA, gatewayArn: 'g' };

test.each([['the time known', true], ['the time unknown', false]])('never omits a callable tool, and never returns "yes" for a call that is denied, with %s', (_name, timeKnown) => {
  const answers = { yes: 0, no: 0, if: 0 };
  fc.assert(fc.property(policies, fc.constantFrom(...PRINCIPALS), (set, principal) => {
    const decider = createDecider({ ...scene, policies: set });
    for (const tool of Object.keys(ARGUMENTS)) {
      const decisions = TIMES.map((now) => ARGUMENTS[tool].map((args) => decider.decide({ principal, tool, arguments: args, now }).allowed));
      const checked = timeKnown
        ? TIMES.map((now, index) => ({
          answer: decider.evaluate(principal, tool, now).answer,
          listed: decider.listTools(principal, now).includes(tool),
          decisions: decisions[index],
        }))
        : [{ answer: decider.evaluate(principal, tool).answer, listed: undefined, decisions: decisions.flat() }];
      for (const { answer, listed, decisions: actual } of checked) {
        answers[answer]++;
        if (answer === 'yes') expect(actual).not.toContain(false);
        if (answer === 'no') expect(actual).not.toContain(true);
        if (listed !== undefined) expect(listed).toBe(answer !== 'no');
      }
    }
  }), { numRuns: 40 });
  // Make sure that all three answers occurred.
  expect(Math.min(...Object.values(answers))).toBeGreaterThan(0);
}, 60_000);

/** Conditions whose failure makes the difference between "yes" and "if". */
test.each(['ATOM || true', '!(ATOM) || true', 'if ATOM then true else true', 'ATOM && ATOM'])('a condition that may fail never results in "yes": %s', (shape) => {
  const principal = PRINCIPALS[1];
  const promised = ATOMS.flatMap((one) => {
    const text = `permit(principal, action, resource == AgentCore::Gateway::"g") when { ${shape.replaceAll('ATOM', one)} };`;
    const decider = createDecider({ ...scene, policies: [{ name: 'p', text }] });
    return ['t___a', 't___b'].map((tool) => {
      const { answer } = decider.evaluate(principal, tool, TIMES[0]);
      const actual = new Set(ARGUMENTS[tool].map((args) => decider.decide({ principal, tool, arguments: args, now: TIMES[0] }).allowed));
      return { one, tool, kept: answer === 'if' || (actual.size === 1 && actual.has(answer === 'yes')) };
    });
  });

  expect(promised.filter(({ kept }) => !kept)).toEqual([]);
});

test('the decisions for examples are correct', () => {
  fc.assert(fc.property(policies, (set) => {
    const callers = PRINCIPALS.map((principal, index) => ({ name: String(index), principal }));
    const decider = createDecider({ ...scene, policies: set, name: 'proof' });
    for (const { tool, cells } of whoCanCall({ ...scene, policies: set, callers }).tools) {
      cells.forEach(({ allowed, denied }, index) => {
        const outcome = (example: Example) => decider.decide({ principal: PRINCIPALS[index], tool, ...example }).decision;
        expect([allowed ? outcome(allowed) : 'allow', denied ? outcome(denied) : 'deny']).toEqual(['allow', 'deny']);
      });
    }
  }), { numRuns: 40 });
}, 60_000);
