import { Docs, loadTypes, Member, membersOf, OWN, UPSTREAM } from './assembly';
import { LEFT_OUT, OTHERWISE } from './left-out';
import { OWN_DOCS } from './own-docs';

/** Types of this library, and those of aws-cdk-lib that programs move over from. */
const PAIRS: readonly [own: string, upstream: string][] = [
  ['IGateway', 'IGateway'],
  ['Gateway', 'Gateway'],
  ['GatewayProps', 'GatewayProps'],
  ['GatewayAttributes', 'GatewayAttributes'],
  ['GatewayTarget', 'GatewayTarget'],
  ['GatewayTargetAttributes', 'GatewayTargetAttributes'],
  ...['Lambda', 'OpenApi', 'Smithy', 'ApiGateway', 'McpServer'].flatMap((kind): [string, string][] => [
    [`Add${kind}TargetOptions`, `Add${kind}TargetOptions`],
    [`GatewayTarget${kind}Props`, `GatewayTarget${kind}Props`],
  ]),
  ['AgentRuntime', 'Runtime'],
  ['AgentRuntimeProps', 'RuntimeProps'],
  ['McpServer', 'Runtime'],
  ['McpServerProps', 'RuntimeProps'],
];

const types = loadTypes();

/** The types of this library as aws-cdk-lib calls those that they stand for. */
function asUpstream(type: unknown): unknown {
  const text = JSON.stringify(type ?? null);
  return JSON.parse(PAIRS.reduce((seen, [own, upstream]) => seen.replaceAll(`"${OWN}.${own}"`, `"${UPSTREAM}.${upstream}"`), text));
}

/** Why a program written for aws-cdk-lib cannot use the member as it did; undefined when it can. */
function mismatch(own: Member, upstream: Member, isStruct: boolean): string | undefined {
  if (!!own.static !== !!upstream.static) return 'static in one of them';
  // What is passed in may be asked for less, what is handed out may be given more.
  if (isStruct ? upstream.optional && !own.optional : own.optional && !upstream.optional) return `${own.optional ? 'optional' : 'required'} here only`;
  const [mine, theirs] = [own, upstream].map(({ type, returns, parameters = [] }) => ({
    type, returns: returns?.type, parameters: parameters.map((parameter) => [parameter.type, !!parameter.optional, !!parameter.variadic]),
  }));
  if (JSON.stringify(asUpstream(mine)) !== JSON.stringify(asUpstream(theirs))) return `${JSON.stringify(mine)} here, ${JSON.stringify(theirs)} there`;
  return undefined;
}

const missing = new Set<string>();
const different = new Map<string, string>();
for (const [own, upstream] of PAIRS) {
  const mine = membersOf(types, `${OWN}.${own}`);
  for (const [name, theirs] of membersOf(types, `${UPSTREAM}.${upstream}`)) {
    const member = mine.get(name);
    const why = member && mismatch(member, theirs, types[`${UPSTREAM}.${upstream}`].datatype ?? false);
    if (!member) missing.add(`${own}.${name}`);
    else if (why) different.set(`${own}.${name}`, why);
  }
}

test.each(PAIRS)('there is %s, and aws-cdk-lib has %s, with members', (own, upstream) => {
  expect(membersOf(types, `${OWN}.${own}`).size).toBeGreaterThan(2);
  expect(membersOf(types, `${UPSTREAM}.${upstream}`).size).toBeGreaterThan(2);
});

test('has every member of aws-cdk-lib but those that are left out with a reason', () => {
  expect([...missing].sort()).toEqual(LEFT_OUT.map(({ member }) => member).sort());
});

test('has the members of aws-cdk-lib with its types, but those that differ with a reason', () => {
  const unexplained = [...different].filter(([member]) => !OTHERWISE.some((known) => known.member === member));
  expect(unexplained).toEqual([]);
});

test('gives no reason for a difference that is none', () => {
  expect(OTHERWISE.filter(({ member }) => !different.has(member))).toEqual([]);
});

describe('the comment of a member that behaves otherwise than in aws-cdk-lib', () => {
  const text = ({ summary = '', remarks = '', default: value = '' }: Docs = {}) => `${summary}\n${remarks}\ndefault: ${value}`;

  test.each(Object.entries(OWN_DOCS))('%s is its own and says what is so here', (member, patterns) => {
    const [type, name] = member.split('.');
    const own = membersOf(types, `${OWN}.${type}`).get(name);
    const upstream = membersOf(types, `${UPSTREAM}.${PAIRS.find(([mine]) => mine === type)![1]}`).get(name);
    expect(upstream).toBeDefined();
    for (const pattern of patterns) expect(text(own?.docs)).toMatch(pattern);
    expect(text(own?.docs)).not.toBe(text(upstream?.docs));
  });
});
