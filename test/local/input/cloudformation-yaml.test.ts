import { parseCloudFormationYaml } from '../../../local/cli/input/cloudformation-yaml';

const parse = (...lines: string[]) => parseCloudFormationYaml(lines.join('\n'), 'template.yaml');
const read = (...lines: string[]) => parse(...lines).document;

test.each([
  ['!Ref', 'v: !Ref Inner', { Ref: 'Inner' }],
  ['!Condition', 'v: !Condition IsProd', { Condition: 'IsProd' }],
  ['!GetAtt with a dot', 'v: !GetAtt Inner.GatewayUrl', { 'Fn::GetAtt': ['Inner', 'GatewayUrl'] }],
  ['!GetAtt with several dots', 'v: !GetAtt Nested.Outputs.Url', { 'Fn::GetAtt': ['Nested', 'Outputs.Url'] }],
  ['!GetAtt with a list', 'v: !GetAtt [Inner, GatewayUrl]', { 'Fn::GetAtt': ['Inner', 'GatewayUrl'] }],
  ['!Sub', "v: !Sub '${Inner.GatewayUrl}/mcp'", { 'Fn::Sub': '${Inner.GatewayUrl}/mcp' }],
  ['!Sub with variables', "v: !Sub ['${a}', { a: !Ref B }]", { 'Fn::Sub': ['${a}', { a: { Ref: 'B' } }] }],
  ['nested short forms', "v: !Join ['', [a, !If [C, !Ref B, !Ref 'AWS::NoValue']]]", {
    'Fn::Join': ['', ['a', { 'Fn::If': ['C', { Ref: 'B' }, { Ref: 'AWS::NoValue' }] }]],
  }],
  ['!Transform', 'v: !Transform { Name: N, Parameters: { a: b } }', { 'Fn::Transform': { Name: 'N', Parameters: { a: 'b' } } }],
  ['the long form', 'v: { Fn::GetAtt: [A, B] }', { 'Fn::GetAtt': ['A', 'B'] }],
  ['a date', 'v: 2012-10-17', '2012-10-17'],
  ['a folded text', 'v: >-\n  a\n  b', 'a b'],
  ['an alias of a short form', 'a: &x !Ref B\nv: *x', { Ref: 'B' }],
  ['numbers and booleans', 'v: [1, 1.5, true, "1"]', [1, 1.5, true, '1']],
])('reads %s', (_, text, value) => {
  expect(read(text)).toHaveProperty('v', value);
});

test('fails with the position of each syntax error', () => {
  expect(() => read('Resources:', '  A: [1', '  B: 2', 'x: 1', 'x: 2')).toThrow(/^template\.yaml is not valid YAML:\n- template\.yaml:3:3: /);
});

test('takes the last value of a key that is used twice, as CloudFormation does, and warns with its position', () => {
  expect(parse('Resources:', '  Role: 1', '  Role: !Ref Last')).toEqual({
    document: { Resources: { Role: { Ref: 'Last' } } },
    warnings: ['template.yaml:3:3: key `Role` is used twice; only its last value is read, as by CloudFormation; remove one'],
  });
});

test('lists the first of many errors', () => {
  expect(() => read(...Array.from({ length: 7 }, (_, index) => `k${index}: "\\q"`))).toThrow(/^template\.yaml is not valid YAML:\n(- .*\n){5}- and 2 more, which the first ones may have caused$/);
});

test.each([['flow lists', '['.repeat(20_000) + ']'.repeat(20_000)], ['compact lists', '- '.repeat(20_000)], ['maps', '{a: '.repeat(20_000) + '}'.repeat(20_000)]])('fails with a sentence for 20,000 nested %s', (_, text) => {
  expect(() => read(text)).toThrow(/^template\.yaml has values that are nested deeper than 200 levels; reduce the nesting$/);
});
