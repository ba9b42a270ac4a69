import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { loadInput } from '../../../local/cli/input/load-input';
import { UserError } from '../../../local/user-error';
import { messageOf } from '../../builders';
import { synthesize, upstreamChain } from '../apps';
import { temporaryFolder } from '../temporary';

const folder = temporaryFolder();
const GATEWAY = { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'g' } };

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const json = file('a.template.json', JSON.stringify({ Resources: { Json: GATEWAY } }));
const yaml = file('b.yaml', 'Resources:\n  Yaml:\n    Type: AWS::BedrockAgentCore::Gateway\n    Properties:\n      Name: !Ref Name\n');

const paths = (...inputs: string[]) => loadInput(inputs).gateways.map(({ path }) => path);

test('reads templates in JSON and YAML, one stack each', () => {
  expect(paths(json, yaml)).toEqual(['a/Json', 'b/Yaml']);
});

test('reads a cloud assembly by its folder or its manifest', () => {
  const directory = synthesize(upstreamChain);
  expect(paths(directory)).toEqual(['Upstream/Inner', 'Upstream/Outer']);
  expect(paths(join(directory, 'manifest.json'))).toEqual(['Upstream/Inner', 'Upstream/Outer']);
});

mkdirSync(join(folder, 'empty'));
const broken = synthesize(upstreamChain);
writeFileSync(join(broken, 'Upstream.template.json'), '{ "Resources": ');

test.each([
  ['a file that does not exist', [join(folder, 'nothing.json')], /nothing\.json does not exist; pass a cloud assembly or templates/],
  ['no input and no cdk.out', [], /there is no cdk\.out in the current folder; run `cdk synth` first/],
  ['a folder that is not an assembly', [join(folder, 'empty')], /empty is not a cloud assembly: it has no manifest\.json; pass the folder that `cdk synth` writes/],
  ['an assembly and a template', [broken, json], /cdk\.out is a cloud assembly and cannot be combined with other inputs/],
  ['an assembly with an invalid template', [broken], /Upstream\.template\.json is not JSON/],
  ['invalid JSON', [file('broken.json', '{')], /broken\.json is not JSON/],
  ['invalid YAML', [file('broken.yaml', 'a: [')], /broken\.yaml:1:5: /],
  ['JSON that is not a template', [file('text.json', '[]')], /text\.json is not a CloudFormation template/],
])('%s is a user error', (_, inputs, message) => {
  expect(messageOf(() => loadInput(inputs))).toMatch(message);
  expect(() => loadInput(inputs)).toThrow(UserError);
});
