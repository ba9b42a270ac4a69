import { renderTemplate } from './render-template';

const value = (property: unknown) => renderTemplate({ Resources: { R: { Properties: { P: property } } } }).split('\n').slice(3).map((line) => line.slice(6)).join('\n').trimEnd();

test.each([
  ['a reference', { Ref: 'A' }, 'P: !Ref A'],
  ['an attribute', { 'Fn::GetAtt': ['A', 'B.C'] }, 'P: !GetAtt A.B.C'],
  ['joined text', { 'Fn::Join': ['', ['a:', { Ref: 'B' }, '/', { 'Fn::GetAtt': ['C', 'Arn'] }]] }, 'P: !Sub a:${B}/${C.Arn}'],
  ['joined text with a dollar sign of its own', { 'Fn::Join': ['', ['${a}', { Ref: 'B' }]] }, 'P: !Sub ${!a}${B}'],
  ['joined text within joined text', { 'Fn::Join': ['-', ['a', { 'Fn::Sub': '${B}c' }]] }, 'P: !Sub a-${B}c'],
  ['text joined of other functions', { 'Fn::Join': ['', ['a', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }]] }, 'P: !Join\n  - ""\n  - - a\n    - !Select\n      - 0\n      - !GetAZs ""'],
  ['a list that is joined as a whole', { 'Fn::Join': [',', { Ref: 'L' }] }, 'P: !Join\n  - ","\n  - !Ref L'],
  ['an output of another stack', { 'Fn::GetStackOutput': { StackName: 'S', OutputName: 'O', Region: { Ref: 'AWS::Region' } } }, 'P: !GetStackOutput S.O'],
  ['an output of another region', { 'Fn::GetStackOutput': { StackName: 'S', OutputName: 'O', Region: 'eu-west-1' } }, 'P: !GetStackOutput\n  OutputName: O\n  Region: eu-west-1\n  StackName: S'],
  ['JSON in text', '{"a":[1]}', 'P: |-\n  {\n    "a": [\n      1\n    ]\n  }'],
  ['text that only begins like JSON', '{{resolve:secretsmanager:s}}', 'P: "{{resolve:secretsmanager:s}}"'],
  ['text in several lines', 'a\nb', 'P: |-\n  a\n  b'],
  ['what YAML would take for something else', ['true', '1', 1, true, null, {}, []], 'P:\n  - "true"\n  - "1"\n  - 1\n  - true\n  - null\n  - {}\n  - []'],
])('%s', (_what, property, text) => {
  expect(value(property)).toBe(text);
});

test('type and dependencies come first, the rest is sorted', () => {
  expect(renderTemplate({ Resources: { B: { Properties: { b: 1, a: 2 }, Metadata: {}, DependsOn: ['A'], Type: 'T' }, A: {} }, Parameters: {} }))
    .toBe('Resources:\n  A: {}\n  B:\n    Type: T\n    DependsOn:\n      - A\n    Properties:\n      a: 2\n      b: 1\n    Metadata: {}\n');
});
