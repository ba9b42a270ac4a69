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

/** A template with a value that is nested this deep. */
function deep(levels: number): string {
  return `{"Resources":{"G":{"Type":"AWS::BedrockAgentCore::Gateway","Properties":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}}}`;
}

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
  ['an assembly with an invalid template', [broken], /Upstream\.template\.json is not JSON/],
  ['invalid JSON', [file('broken.json', '{')], /broken\.json is not JSON/],
  ['invalid YAML', [file('broken.yaml', 'a: [')], /broken\.yaml:1:5: /],
  ['JSON that is not a template', [file('text.json', '[]')], /text\.json is not a CloudFormation template/],
  ['JSON without resources', [file('package.json', '{"name":"x"}')], /package\.json is not a CloudFormation template: it has no `Resources`; pass a template/],
  ['YAML without resources', [file('values.yaml', 'name: x')], /values\.yaml is not a CloudFormation template: it has no `Resources`/],
  ['resources that are not a map', [file('list.json', '{"Resources":[]}')], /list\.json is not a CloudFormation template: it has no `Resources`/],
  ['the output of get-template without a template', [file('stages.json', '{"TemplateBody":"","StagesAvailable":[]}')], /stages\.json is not a CloudFormation template/],
  ['values that are nested 20,000 deep', [file('deep.json', deep(20_000))], /^.*deep\.json has values that are nested deeper than 200 levels; reduce the nesting$/],
  ['a text in JSON that is nested 20,000 deep', [file('deep-text.json', JSON.stringify(deep(20_000)))], /deep-text\.json has values that are nested deeper than 200 levels/],
  ['YAML that is nested 20,000 deep', [file('deep.yaml', `Resources: ${'['.repeat(20_000)}${']'.repeat(20_000)}`)], /deep\.yaml has values that are nested deeper than 200 levels/],
])('%s is a user error', (_, inputs, message) => {
  expect(messageOf(() => loadInput(inputs))).toMatch(message);
  expect(() => loadInput(inputs)).toThrow(UserError);
});

describe('what `aws cloudformation get-template` writes', () => {
  const TEMPLATE = { Resources: { G: GATEWAY } };
  const YAML = 'Resources:\n  G:\n    Type: AWS::BedrockAgentCore::Gateway\n    Properties: { Name: !Sub "g" }\n';

  test.each([
    ['a template in JSON', JSON.stringify({ TemplateBody: TEMPLATE, StagesAvailable: ['Original', 'Processed'] })],
    ['a template in JSON as a text', JSON.stringify({ TemplateBody: JSON.stringify(TEMPLATE) })],
    ['a template in YAML as a text', JSON.stringify({ TemplateBody: YAML, StagesAvailable: ['Original'] })],
    ['the query TemplateBody for a template in YAML', JSON.stringify(YAML)],
    ['the query TemplateBody for a template in JSON', JSON.stringify(TEMPLATE, null, 4)],
    ['the output as a text, in a file that is called JSON', YAML],
    ['the output in YAML', `StagesAvailable: [Original]\nTemplateBody:\n${YAML.replaceAll(/^/gm, '  ')}`],
    ['a file that starts with a byte order mark', `\uFEFF${JSON.stringify({ TemplateBody: TEMPLATE })}`],
  ])('is read as it comes: %s', (_, content) => {
    expect(loadInput([file('deployed.json', content)]).gateways.map(({ address, name }) => [address, name?.text])).toEqual([['deployed.G', 'g']]);
  });

  test('is read from Windows PowerShell, which redirects in UTF-16', () => {
    writeFileSync(join(folder, 'windows.json'), Buffer.from(`\uFEFF${JSON.stringify({ TemplateBody: TEMPLATE })}`, 'utf16le'));
    expect(paths(join(folder, 'windows.json'))).toEqual(['windows/G']);
  });

  test('has the size of the template, and not of the file around it', () => {
    const bytes = (content: string) => loadInput([file('deployed.json', content)]).stacks[0].templateBytes;
    expect(bytes(JSON.stringify({ TemplateBody: TEMPLATE }, null, 4))).toBe(JSON.stringify(TEMPLATE).length);
    expect(bytes(JSON.stringify(YAML))).toBe(YAML.length);
  });
});

test('loads assemblies and templates together, with references between them', () => {
  const [one, other] = [synthesize(upstreamChain), synthesize(upstreamChain)];
  expect(paths(one, json, other)).toEqual(['Upstream/Inner', 'Upstream/Outer', 'a/Json', 'Upstream/Inner', 'Upstream/Outer']);
  const model = loadInput([
    file('exports.json', JSON.stringify({ Resources: { G: GATEWAY }, Outputs: { Url: { Value: { 'Fn::GetAtt': ['G', 'GatewayUrl'] }, Export: { Name: 'Url' } } } })),
    one,
    file('imports.json', JSON.stringify({ Resources: { T: { Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: { Name: 't', TargetConfiguration: { Mcp: { McpServer: { Endpoint: { 'Fn::ImportValue': 'Url' } } } } } } } })),
  ]);
  expect(model.targets.at(-1)!.pointsTo).toMatchObject({ kind: 'gateway', address: 'exports.G' });
  expect(model.stacks.map(({ id }) => id)).toEqual(['exports', 'Upstream', 'imports']);
});

test('passes on what is unusual in an input', () => {
  const warnings: string[] = [];
  const twice = file('twice.yaml', 'Resources:\n  G: { Type: AWS::BedrockAgentCore::Gateway, Properties: { Name: a } }\n  G: { Type: AWS::BedrockAgentCore::Gateway, Properties: { Name: b } }\n');
  const { gateways } = loadInput([twice], { warn: (warning) => warnings.push(warning) });
  expect(gateways.map(({ name }) => name?.text)).toEqual(['b']);
  expect(warnings).toEqual([expect.stringMatching(/twice\.yaml:3:3: key `G` is used twice; only its last value is read/)]);
});
