import { writeFileSync } from 'fs';
import { join } from 'path';
import { loadInput } from '../../../local/cli/input/load-input';
import { locator } from '../../../local/cli/input/locate';
import { resourceLines } from '../../../local/cli/input/template-lines';
import { temporaryFolder } from '../temporary';

const JSON_TEMPLATE = `{
  "Parameters": { "Gateway": { "Type": "String" } },
  "Resources": {
    "Gateway": {
      "Type": "AWS::BedrockAgentCore::Gateway", "Properties": { "Resources": { "Nested": {} }, "Description": "{ \\"x\\": [" }
    }, "Same\\u0041": { "Type": "T" },
    "Last": { "Type": "T" }
  },
  "Outputs": { "Out": { "Value": "{" } }
}`;

const YAML_TEMPLATE = `# A comment.
Resources:

  Gateway:
    Type: AWS::BedrockAgentCore::Gateway
    Properties:
      Name: !Sub "\${AWS::StackName}-g"
  "Quoted": { Type: T }
Outputs:
  Out: { Value: !Ref Gateway }
`;

test('finds the lines of the resources in a JSON template, and no others', () => {
  expect([...resourceLines(JSON_TEMPLATE)]).toEqual([['Gateway', 4], ['SameA', 6], ['Last', 7]]);
});

test('finds the lines of the resources in a YAML template, and no others', () => {
  expect([...resourceLines(YAML_TEMPLATE)]).toEqual([['Gateway', 4], ['Quoted', 8]]);
});

test('an empty text has no resources', () => {
  expect([...resourceLines('')]).toEqual([]);
});

describe('the location of a construct', () => {
  const folder = temporaryFolder();
  const template = join(folder, 'gateways.yaml');
  writeFileSync(template, YAML_TEMPLATE);
  const model = loadInput([template]);
  const locate = locator(model, folder);

  test('is the line of the program, relative to the working directory', () => {
    expect(locate({ address: 'gateways.Gateway', path: 'P', source: { file: join(folder, 'lib', 'app.ts'), line: 3, column: 7 } }).source).toEqual({ file: 'lib/app.ts', line: 3, column: 7 });
  });

  test('is the whole path of a file outside the working directory', () => {
    expect(locate({ address: 'gateways.Gateway', path: 'P', source: { file: join(folder, '..', 'app.ts'), line: 3 } }).source).toEqual({ file: join(folder, '..', 'app.ts'), line: 3 });
  });

  test('is the line of the template if the line of the program is unknown', () => {
    expect(locate({ address: 'gateways.Gateway', path: 'P' }).source).toEqual({ file: 'gateways.yaml', line: 4 });
  });

  test('is the first line of the template for a stack', () => {
    expect(locate({ address: 'gateways', path: 'P' }).source).toEqual({ file: 'gateways.yaml', line: 1 });
  });

  test('is unknown for an address that is in no template', () => {
    expect(locate({ address: 'imported role', path: 'P' })).toEqual({ address: 'imported role', path: 'P' });
  });
});
