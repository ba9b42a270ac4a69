import { mkdirSync, symlinkSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { loadInput } from '../../../local/cli/input/load-input';
import { UserError } from '../../../local/user-error';
import { readAssembly } from '../../../src/model/read-assembly';
import { messageOf } from '../../builders';
import { temporaryFolder } from '../temporary';

const OPENAPI = { openapi: '3.0.3', info: { title: 'x', version: '1' }, paths: { '/secret': { get: { operationId: 'secret', responses: {} } } } };
const KEY = `${'a'.repeat(64)}.json`;
const TARGET = {
  Type: 'AWS::BedrockAgentCore::GatewayTarget',
  Properties: { Name: 't', TargetConfiguration: { Mcp: { OpenApiSchema: { S3: { Uri: `s3://bucket/${KEY}` } } } } },
};
const nest = (url: string) => ({ Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url } } } });
const stack = (properties: object, more: object = {}) => ({ type: 'aws:cloudformation:stack', properties: { templateFile: 'S.json', ...properties }, ...more });

let root: string;

function write(files: Record<string, unknown>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), JSON.stringify(content));
  }
}

/** An assembly in `cdk.out`, with files beside that folder. */
beforeEach(() => {
  root = temporaryFolder();
  write({ 'outside.json': { Resources: { Secret: { Type: 'AWS::BedrockAgentCore::Gateway' } } }, 'openapi.json': OPENAPI, 'cdk.out/S.json': { Resources: { T: TARGET } } });
});

const assembly = () => join(root, 'cdk.out');

describe('an assembly that leads to a file outside its folder is rejected', () => {
  test.each<[string, Record<string, unknown>]>([
    ['as a template', { S: stack({ templateFile: '../outside.json' }) }],
    ['as metadata', { S: stack({}, { additionalMetadataFile: '../outside.json' }) }],
    ['as an asset manifest', { 'S': stack({}, { dependencies: ['S.assets'] }), 'S.assets': { type: 'cdk:asset-manifest', properties: { file: '../outside.json' } } }],
    ['as the folder of a stage', { Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: '..' } } }],
  ])('%s', (_, artifacts) => {
    write({ 'manifest.json': { artifacts: {} }, 'cdk.out/manifest.json': { artifacts } });
    expect(messageOf(() => loadInput([assembly()]))).toMatch(/cdk\.out\/manifest\.json names `\.\..*`, which is outside the folder of the assembly; it is not read$/);
    expect(() => loadInput([assembly()])).toThrow(UserError);
  });

  test('over a symbolic link', () => {
    write({ 'cdk.out/manifest.json': { artifacts: { S: stack({ templateFile: 'link.json' }) } } });
    symlinkSync('../outside.json', join(assembly(), 'link.json'));
    expect(messageOf(() => loadInput([assembly()]))).toContain('names `link.json`, which is outside the folder of the assembly');
  });

  test('by a manifest that is itself a symbolic link', () => {
    write({ 'manifest.json': { artifacts: { S: stack({}) } } });
    symlinkSync('../manifest.json', join(assembly(), 'manifest.json'));
    expect(messageOf(() => loadInput([assembly()]))).toContain('leads to a file outside the folder of the assembly');
  });
});

describe('an asset', () => {
  const withAsset = (path: string) => write({
    'cdk.out/manifest.json': { artifacts: { 'S': stack({}, { dependencies: ['S.assets'] }), 'S.assets': { type: 'cdk:asset-manifest', properties: { file: 'S.assets.json' } } } },
    'cdk.out/S.assets.json': { files: { a: { source: { path }, destinations: { d: { bucketName: 'bucket', objectKey: KEY } } } } },
  });
  const tools = (isOwn = false) => loadInput([assembly()], { isOwn }).targets[0].tools;

  test('outside the folder of the assembly is not read', () => {
    withAsset('../openapi.json');
    expect(tools()).toMatchObject({ is: 'unknown', reason: `the asset of the schema is outside the folder of the assembly, so it is not read: ${join(root, 'openapi.json')}` });
  });

  test('with an absolute path is not read', () => {
    withAsset(join(root, 'openapi.json'));
    expect(tools()).toMatchObject({ is: 'unknown' });
  });

  test('in the folder of the app is read, as an app without staging has it', () => {
    writeFileSync(join(root, 'cdk.json'), '{}');
    withAsset('../openapi.json');
    expect(tools()).toMatchObject({ is: 'known', tools: [{ name: 'secret' }] });
  });

  test('anywhere is read if the synthesis of this command wrote the assembly', () => {
    withAsset('../openapi.json');
    expect(tools(true)).toMatchObject({ is: 'known' });
    expect(readAssembly(assembly()).stacks[0].assets).toEqual([{ kind: 'file', key: KEY, container: 'bucket', path: join(root, 'openapi.json') }]);
  });
});

test('a nested template outside the folder of its parent is not read, and said to be missing', () => {
  write({ 'templates/parent.json': nest('../outside.json'), 'templates/child.json': { Resources: { G: { Type: 'AWS::BedrockAgentCore::Gateway' } } } });
  const model = loadInput([join(root, 'templates/parent.json')]);
  expect(model.gateways).toEqual([]);
  expect(model.gaps).toEqual([{ stack: 'parent', address: 'parent.Child', message: 'the template of this nested stack was not loaded, so its resources are unknown' }]);
  write({ 'templates/parent.json': nest('child.json') });
  expect(loadInput([join(root, 'templates/parent.json')]).gateways).toHaveLength(1);
});

test('a stage in the folder that it is in is read once', () => {
  write({ 'cdk.out/manifest.json': { artifacts: { S: stack({}), Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } } } } });
  expect(loadInput([assembly()]).stacks.map(({ id }) => id)).toEqual(['S']);
});

test('templates that nest each other many times are a user error', () => {
  const twice = (url: string) => ({ Resources: Object.fromEntries(['A', 'B'].map((id) => [id, { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url } }])) });
  write(Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`bomb/${index}.json`, twice(`${index + 1}.json`)])));
  write({ 'bomb/20.json': { Resources: {} } });
  expect(messageOf(() => loadInput([join(root, 'bomb/0.json')]))).toMatch(/^the input has more than 5000 stacks/);
});
