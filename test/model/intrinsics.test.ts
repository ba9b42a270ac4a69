import { Evaluator } from '../../src/model/evaluate';
import type { StackSource } from '../../src/model/source';
import { addressesIn, Symbols } from '../../src/model/symbols';

const TEMPLATE = {
  Parameters: {
    Stage: { Type: 'String' },
    Given: { Type: 'String', Default: 'prod' },
    Hidden: { Type: 'String', Default: 'prod', NoEcho: true },
    Subnets: { Type: 'CommaDelimitedList' },
  },
  Mappings: { Sizes: { small: { memory: 128 }, large: { memory: 1024 } } },
  Conditions: {
    Always: { 'Fn::Equals': ['a', 'a'] },
    Never: { 'Fn::Not': [{ Condition: 'Always' }] },
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    Same: { 'Fn::Equals': [{ Ref: 'Stage' }, { 'Fn::Sub': '${Stage}' }] },
    Both: { 'Fn::And': [{ Condition: 'Always' }, { Condition: 'IsProd' }] },
    Neither: { 'Fn::And': [{ Condition: 'Never' }, { Condition: 'IsProd' }] },
    Either: { 'Fn::Or': [{ Condition: 'Always' }, { Condition: 'IsProd' }] },
    Circular: { 'Fn::Not': [{ Condition: 'Circular' }] },
  },
  Resources: {
    Gateway: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: {} },
    Fn: { Type: 'AWS::Lambda::Function', Properties: {} },
    constructor: { Type: 'AWS::SNS::Topic' },
  },
};

function resolve(value: unknown, stack: Partial<StackSource> = {}): unknown {
  return new Evaluator({ stacks: [{ id: 'S1', template: TEMPLATE, ...stack }] }, new Symbols()).resolve('S1', value);
}

test.each<[string, unknown, unknown]>([
  // References
  ['Ref of a resource', { Ref: 'Fn' }, '⟨S1.Fn⟩'],
  ['Ref that is the same as an attribute', { Ref: 'Gateway' }, '⟨S1.Gateway.GatewayIdentifier⟩'],
  ['Ref of a resource with the name of a method', { Ref: 'constructor' }, '⟨S1.constructor.TopicArn⟩'],
  ['Ref of a parameter without default', { Ref: 'Stage' }, '⟨S1.Stage⟩'],
  ['Ref of a parameter with a default, which is deployed without other parameters', { Ref: 'Given' }, 'prod'],
  ['Ref of a secret parameter, whose default no message may contain', { Ref: 'Hidden' }, '⟨S1.Hidden⟩'],
  ['Ref of nothing', { Ref: 'Nothing' }, '⟨S1.Nothing⟩'],
  ['Ref of an inherited name', { Ref: 'toString' }, '⟨S1.toString⟩'],
  ['pseudo parameters of every stack', { Ref: 'AWS::AccountId' }, '⟨AWS::AccountId⟩'],
  ['pseudo parameters of one stack', { Ref: 'AWS::StackName' }, '⟨S1.AWS::StackName⟩'],
  ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Fn', 'Arn'] }, '⟨S1.Fn.Arn⟩'],
  ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'Fn.Arn' }, '⟨S1.Fn.Arn⟩'],
  ['Fn::GetAtt of a nested attribute', { 'Fn::GetAtt': ['Gateway', 'WorkloadIdentityDetails.WorkloadIdentityArn'] }, '⟨S1.Gateway.WorkloadIdentityDetails.WorkloadIdentityArn⟩'],
  ['Fn::GetAtt in three parts', { 'Fn::GetAtt': ['Gateway', 'WorkloadIdentityDetails', 'WorkloadIdentityArn'] }, '⟨S1.Gateway.WorkloadIdentityDetails.WorkloadIdentityArn⟩'],
  ['Fn::GetAtt of an attribute that is an expression', { 'Fn::GetAtt': ['Fn', { Ref: 'Stage' }] }, '⟨GetAtt(S1.Fn, S1.Stage)⟩'],
  ['AWS::NoValue in an object', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
  ['AWS::NoValue in a list', [{ Ref: 'AWS::NoValue' }, null, [[]]], [null, [[]]]],
  ['Ref among other keys, which is no function', { Ref: 'Fn', a: 1 }, { Ref: 'Fn', a: 1 }],
  ['a property called Ref', { Ref: { Type: 'string' } }, { Ref: { Type: 'string' } }],
  // Fn::Sub
  ['Fn::Sub with a resource, an attribute and a pseudo parameter', { 'Fn::Sub': '${Fn}-${Fn.Arn}-${AWS::Region}' }, '⟨S1.Fn⟩-⟨S1.Fn.Arn⟩-⟨AWS::Region⟩'],
  ['Fn::Sub with variables that hide resources', { 'Fn::Sub': ['${Fn}/${Other}', { Fn: 'mine', Other: { Ref: 'Fn' } }] }, 'mine/⟨S1.Fn⟩'],
  ['Fn::Sub with a literal', { 'Fn::Sub': '${!aws:username} ${AWS::Partition}' }, '${aws:username} ⟨AWS::Partition⟩'],
  ['Fn::Sub in a list of variables of the form of one', { 'Fn::Sub': ['plain', {}] }, 'plain'],
  // Fn::Join, Fn::Split, Fn::Select
  ['Fn::Join', { 'Fn::Join': ['-', ['a', 1, { Ref: 'Fn' }]] }, 'a-1-⟨S1.Fn⟩'],
  ['Fn::Join of a list that is not known', { 'Fn::Join': [',', { Ref: 'Subnets' }] }, "⟨Join(',', S1.Subnets)⟩"],
  ['Fn::Split of a known text', { 'Fn::Split': [',', 'a,b'] }, ['a', 'b']],
  ['Fn::Split around what cannot hold the delimiter', { 'Fn::Split': [':', { 'Fn::Sub': 'arn:${AWS::Partition}:x' }] }, ['arn', '⟨AWS::Partition⟩', 'x']],
  ['Fn::Split of an ARN', { 'Fn::Split': [':', { 'Fn::GetAtt': ['Fn', 'Arn'] }] }, "⟨Split(':', S1.Fn.Arn)⟩"],
  ['Fn::Select', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
  ['Fn::Select with the index as a text', { 'Fn::Select': ['0', ['a', 'b']] }, 'a'],
  ['Fn::Select behind the end', { 'Fn::Select': [2, ['a', 'b']] }, expect.stringMatching(/^⟨Select\(2, #[0-9a-f]{12}\)⟩$/)],
  ['Fn::Select of a part that is certain', { 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::Sub': 'https/host/${Fn.Arn}/x' }] }] }, 'host'],
  ['Fn::Select of a part that is not', { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::Sub': 'https/host/${Fn.Arn}/x' }] }] }, "⟨Select(2, Split('/', 'https/host/⟨S1.Fn.Arn⟩/x'))⟩"],
  ['Fn::Join of Fn::Split, which replaces', { 'Fn::Join': ['%3A', { 'Fn::Split': [':', { 'Fn::Sub': 'arn:${AWS::Partition}:${Fn.Arn}' }] }] }, "arn%3A⟨AWS::Partition⟩%3A⟨Join('%3A', Split(':', S1.Fn.Arn))⟩"],
  ['Fn::Join of Fn::Split at more than one character', { 'Fn::Join': ['-', { 'Fn::Split': ['ab', { 'Fn::Sub': 'ab${Fn.Arn}' }] }] }, "⟨Join('-', Split('ab', 'ab⟨S1.Fn.Arn⟩'))⟩"],
  // Fn::If and conditions
  ['Fn::If of a condition that holds', { 'Fn::If': ['Always', 'yes', 'no'] }, 'yes'],
  ['Fn::If of a condition that does not hold', { 'Fn::If': ['Never', 'yes', 'no'] }, 'no'],
  ['Fn::If of a condition that depends on a parameter', { 'Fn::If': ['IsProd', 'yes', { Ref: 'AWS::NoValue' }] }, "⟨If(S1.IsProd, 'yes', NoValue)⟩"],
  ['Fn::If whose branches are the same', { 'Fn::If': ['IsProd', { Ref: 'Fn' }, { 'Fn::Sub': '${Fn}' }] }, '⟨S1.Fn⟩'],
  ['Fn::If of a condition that compares one expression with itself', { 'Fn::If': ['Same', 'yes', 'no'] }, 'yes'],
  ['Fn::And that is open', { 'Fn::If': ['Both', 1, 2] }, '⟨If(S1.Both, 1, 2)⟩'],
  ['Fn::And with a false part', { 'Fn::If': ['Neither', 1, 2] }, 2],
  ['Fn::Or with a true part', { 'Fn::If': ['Either', 1, 2] }, 1],
  ['a condition that asks itself', { 'Fn::If': ['Circular', 1, 2] }, '⟨If(S1.Circular, 1, 2)⟩'],
  ['a condition that does not exist', { 'Fn::If': ['Nothing', 1, 2] }, '⟨If(S1.Nothing, 1, 2)⟩'],
  // The others
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', 'small', 'memory'] }, 128],
  ['Fn::FindInMap with a key that is not known', { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, "⟨FindInMap('Sizes', S1.Stage, 'memory')⟩"],
  ['Fn::FindInMap with a default', { 'Fn::FindInMap': ['Sizes', 'huge', 'memory', { DefaultValue: 'none' }] }, 'none'],
  ['Fn::Base64', { 'Fn::Base64': 'hello' }, 'aGVsbG8='],
  ['Fn::Base64 of what is not known', { 'Fn::Base64': { Ref: 'Stage' } }, '⟨Base64(S1.Stage)⟩'],
  ['Fn::Length', { 'Fn::Length': ['a', 'b'] }, 2],
  ['Fn::ToJsonString', { 'Fn::ToJsonString': { url: { Ref: 'Gateway' } } }, '{"url":"⟨S1.Gateway.GatewayIdentifier⟩"}'],
  ['Fn::ImportValue of a stack that is not there', { 'Fn::ImportValue': { 'Fn::Sub': '${Stage}-url' } }, "⟨Import('⟨S1.Stage⟩-url')⟩"],
  ['Fn::GetStackOutput of a stack that is not there', { 'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'Url' } }, "⟨Import('Other.Url')⟩"],
  ['an unsupported function', { 'Fn::GetAZs': { Ref: 'AWS::Region' } }, '⟨GetAZs(AWS::Region)⟩'],
  ['functions in malformed form', { a: { 'Fn::Join': 'x' }, b: { 'Fn::GetAtt': 7 }, c: { 'Fn::Sub': {} }, d: { 'Fn::If': [] } }, expect.objectContaining({ a: '⟨Join(null, null)⟩' })],
])('resolves %s', (_name, value, expected) => {
  expect(resolve(value)).toEqual(expected);
});

test.each([
  ['us-east-1', ['aws', 'amazonaws.com']],
  ['cn-north-1', ['aws-cn', 'amazonaws.com.cn']],
  ['us-gov-west-1', ['aws-us-gov', 'amazonaws.com']],
  ['eusc-de-east-1', ['⟨AWS::Partition⟩', '⟨AWS::URLSuffix⟩']],
])('derives the partition of region %s if its name is unambiguous', (region, expected) => {
  expect(resolve([{ Ref: 'AWS::Partition' }, { Ref: 'AWS::URLSuffix' }], { region })).toEqual(expected);
});

test('uses the account, region and stack name of the assembly', () => {
  const stack = { account: '111122223333', region: 'eu-west-1', stackName: 'prod' };
  expect(resolve({ 'Fn::Sub': '${AWS::AccountId} ${AWS::Region} ${AWS::StackName}' }, stack)).toBe('111122223333 eu-west-1 prod');
});

test('returns equal placeholders for equal expressions, and different placeholders for different expressions', () => {
  const nested = (id: string) => ({ 'Fn::Join': ['%2F', { 'Fn::Split': ['/', { 'Fn::Join': ['%3A', { 'Fn::Split': [':', { 'Fn::GetAtt': [id, 'Arn'] }] }] }] }] });
  expect(resolve(nested('Fn'))).toBe(resolve(nested('Fn')));
  expect(resolve(nested('Fn'))).not.toBe(resolve(nested('Gateway')));
  const long = (end: string) => ({ 'Fn::Base64': { 'Fn::Sub': `\${Fn}${'x'.repeat(300)}${end}` } });
  expect(resolve(long('a'))).not.toBe(resolve(long('b')));
});

test('finds the resources behind a value through all functions', () => {
  const symbols = new Symbols();
  const evaluator = new Evaluator({ stacks: [{ id: 'S1', template: TEMPLATE }] }, symbols);
  const value = evaluator.resolve('S1', {
    a: { 'Fn::If': ['IsProd', { 'Fn::Base64': { 'Fn::Sub': `${'x'.repeat(300)}\${Fn.Arn}` } }, { Ref: 'AWS::NoValue' }] },
    b: [{ 'Fn::Select': [4, { 'Fn::Split': [':', { 'Fn::GetAtt': 'Gateway.GatewayArn' }] }] }],
  });
  expect(addressesIn(symbols, value)).toEqual(['S1.Fn', 'S1.Gateway']);
});

test('keeps stacks with dots in their names apart from attributes', () => {
  const symbols = new Symbols();
  const evaluator = new Evaluator({
    stacks: [
      { id: 'S1', template: { Resources: { A: { Type: 'AWS::X::Y' } } } },
      { id: 'S1.A', template: { Resources: { B: { Type: 'AWS::X::Y' } } } },
    ],
  }, symbols);
  expect(evaluator.resolve('S1', { 'Fn::GetAtt': 'A.B' })).not.toBe(evaluator.resolve('S1.A', { Ref: 'B' }));
});
