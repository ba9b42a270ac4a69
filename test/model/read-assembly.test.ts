import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { by, FIXTURES, loadApp, newGateway, orderGateway, synthesize } from './apps';
import { load } from '../../src/model/load';
import { isAssembly, loadAssembly, readAssembly } from '../../src/model/read-assembly';
import { readTemplateFile, readTemplateFiles } from '../../src/model/read-template';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'assembly-')); });
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Record<string, unknown>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

const GATEWAY = { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'g' } };
const stackArtifact = (more: object = {}) => ({ type: 'aws:cloudformation:stack', environment: 'aws://unknown-account/unknown-region', properties: { templateFile: 'S.json' }, ...more });

describe('an assembly of the CDK', () => {
  const app = (root: App) => {
    const stack = new Stack(root, 'S');
    orderGateway(stack, 'Tools');
    newGateway(new NestedStack(new NestedStack(stack, 'Outer'), 'Inner'), 'Deep');
    newGateway(new Stack(new Stage(new Stage(root, 'Eu'), 'Prod'), 'Team'), 'Team');
  };

  test.each([
    ['with paths in a file of their own', {}],
    ['with paths and asset files in the templates too, as the CDK CLI asks for', { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true }],
  ])('is read %s', (_name, context) => {
    const model = loadApp(app, context);
    expect(model.stacks.map(({ id, name, nestedIn }) => [id, name, nestedIn && model.resources[nestedIn].path])).toEqual([
      ['Eu/Prod/Team', 'Eu-Prod-Team', undefined],
      ['S', 'S', undefined],
      ['S/Outer', undefined, 'S/Outer.NestedStack/Outer.NestedStackResource'],
      ['S/Outer/Inner', undefined, 'S/Outer/Inner.NestedStack/Inner.NestedStackResource'],
    ]);
    expect(model.gateways.map(({ path }) => path)).toEqual(['Eu/Prod/Team/Team', 'S/Tools', 'S/Outer/Inner/Deep']);
    expect(model.resources[by(model.gateways, 'S/Tools').address].constructPath).toBe('S/Tools/Resource');
    expect(model.gaps).toEqual([]);
  });

  test('finds the user\'s line of each resource', () => {
    const before = process.env.CDK_DISABLE_STACK_TRACE;
    delete process.env.CDK_DISABLE_STACK_TRACE;
    try {
      const model = loadApp(app);
      const [tools, deep] = ['S/Tools', 'S/Outer/Inner/Deep'].map((path) => by(model.gateways, path).source);
      expect(tools).toEqual({ file: join(__dirname, 'apps.ts'), line: expect.any(Number), column: expect.any(Number) });
      expect(deep).toEqual(tools);
    } finally {
      process.env.CDK_DISABLE_STACK_TRACE = before;
    }
  });

  test('is recognized by its manifest', () => {
    expect([isAssembly(synthesize(app)), isAssembly(FIXTURES)]).toEqual([true, false]);
  });
});

describe('an assembly', () => {
  test('of an older version, with metadata in the manifest and no names to display, is read', () => {
    write({
      'manifest.json': {
        artifacts: {
          S: stackArtifact({
            environment: 'aws://111122223333/eu-west-1',
            metadata: { '/S/Tools/Resource': [{ type: 'aws:cdk:logicalId', data: 'G', trace: ['new CfnGateway (/app/node_modules/x.js:1:1)', 'new App (/app/lib/app.ts:12:5)'] }] },
          }),
        },
      },
      'S.json': { Resources: { G: GATEWAY } },
    });
    expect(loadAssembly(folder).gateways[0]).toMatchObject({ address: 'S.G', path: 'S/Tools', source: { file: '/app/lib/app.ts', line: 12, column: 5 } });
    expect(loadAssembly(folder).stacks[0]).toMatchObject({ account: '111122223333', region: 'eu-west-1' });
  });

  test.each<[string, string[], object | undefined]>([
    ['Node.js', ['fn (/app/a.ts:3:4)'], { file: '/app/a.ts', line: 3, column: 4 }],
    ['Node.js without a function', ['    at /app/a.ts:3:4'], { file: '/app/a.ts', line: 3, column: 4 }],
    ['Node.js modules', ['<anonymous> (file:///app/a.mjs:3:4)'], { file: '/app/a.mjs', line: 3, column: 4 }],
    ['a path with spaces', ['fn (/my app/a.ts:3:4)'], { file: '/my app/a.ts', line: 3, column: 4 }],
    ['Windows', ['fn (C:\\app\\a.ts:3:4)'], { file: 'C:\\app\\a.ts', line: 3, column: 4 }],
    ['jsii for programs in other languages', ['...jsii runtime...', 'run (/v/lib/site-packages/x.py:1)', 'make (/app/app.py:6)'], { file: '/app/app.py', line: 6 }],
    ['Python', ['  File "/app/app.py", line 7, in <module>'], { file: '/app/app.py', line: 7 }],
    ['a class without a constructor', ['new Tools (/app/a.ts:9:1)', 'new App (/app/a.ts:19:11)'], { file: '/app/a.ts', line: 19, column: 11 }],
    ['a class without a constructor alone', ['new Tools (/app/a.ts:9:1)'], { file: '/app/a.ts', line: 9, column: 1 }],
    ['this library in a linked folder', [`new Gateway (${join(__dirname, '../../src/gateway.ts')}:3:4)`, 'fn (/app/a.ts:3:4)'], { file: '/app/a.ts', line: 3, column: 4 }],
    ['the CDK alone', ['...aws-cdk-lib...', '(no user code in 10 frames, use --stack-trace-limit to capture more)'], undefined],
    ['what runs another language', ['Kernel.create (/tmp/jsii-kernel-x/a.js:1:1)', 'x (node:internal/x:1:1)'], undefined],
  ])('has source lines in the format of %s', (_name, trace, expected) => {
    write({
      'manifest.json': { artifacts: { S: stackArtifact({ additionalMetadataFile: 'S.metadata.json' }) } },
      'S.metadata.json': { '/S/G': [{ type: 'aws:cdk:logicalId', data: 'G' }, { type: 'aws:cdk:creationStack', data: trace }] },
      'S.json': { Resources: { G: GATEWAY } },
    });
    expect(loadAssembly(folder).gateways[0].source).toEqual(expected);
  });

  test('has the assets of its stacks, with their local paths', () => {
    write({
      'manifest.json': {
        artifacts: {
          'S.assets': { type: 'cdk:asset-manifest', properties: { file: 'S.assets.json' } },
          'S': stackArtifact({ dependencies: ['S.assets'] }),
        },
      },
      'S.assets.json': {
        files: {
          a: { source: { path: 'asset.a', packaging: 'zip' }, destinations: { one: { bucketName: 'b', objectKey: 'a.zip' }, two: { bucketName: 'c', objectKey: 'a.zip' } } },
          b: { source: { executable: ['make'] }, destinations: { one: { bucketName: 'b', objectKey: 'b' } } },
        },
        dockerImages: { i: { source: { directory: 'image' }, destinations: { one: { repositoryName: 'r', imageTag: 't' } } } },
      },
      'S.json': { Resources: {} },
    });
    expect(loadAssembly(folder).stacks[0].assets).toEqual([
      { kind: 'zip', key: 'a.zip', container: 'b', path: join(folder, 'asset.a') },
      { kind: 'zip', key: 'a.zip', container: 'c', path: join(folder, 'asset.a') },
      { kind: 'dockerImage', key: 't', container: 'r', path: join(folder, 'image') },
    ]);
  });

  test('distinguishes two stacks with the same display name', () => {
    write({ 'manifest.json': { artifacts: { A: stackArtifact({ displayName: 'Same' }), B: stackArtifact({ displayName: 'Same' }) } }, 'S.json': { Resources: { G: GATEWAY } } });
    expect(loadAssembly(folder).gateways.map(({ address }) => address)).toEqual(['Same.G', 'Same-2.G']);
  });

  test.each([
    ['no manifest', {}, /manifest\.json/],
    ['a manifest that is no JSON', { 'manifest.json': '{' }, /manifest\.json is not JSON/],
    ['a stack without a template', { 'manifest.json': { artifacts: { S: { type: 'aws:cloudformation:stack' } } } }, /manifest\.json names no template for stack S/],
    ['a template that does not exist', { 'manifest.json': { artifacts: { S: stackArtifact() } } }, /S\.json/],
  ])('fails with the name of the file when there is %s', (_name, files, message) => {
    write(files);
    expect(() => readAssembly(folder)).toThrow(message);
  });

  test('without artifacts is an empty model', () => {
    write({ 'manifest.json': {} });
    expect(loadAssembly(folder).gateways).toEqual([]);
  });
});

describe('template files', () => {
  test('are separate stacks, named after the files', () => {
    write({ 'a.template.json': { Resources: { G: GATEWAY } }, 'b/a.json': { Resources: { G: GATEWAY } } });
    const model = load(readTemplateFiles([join(folder, 'a.template.json'), join(folder, 'b/a.json')]));
    expect(model.gateways.map(({ address, path }) => [address, path])).toEqual([['a.G', 'a/G'], ['a-2.G', 'a-2/G']]);
  });

  test('include the templates that they nest by a path', () => {
    write({
      'parent.json': { Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './nested/child.yaml' } } } },
      'nested/child.yaml': 'Resources: …',
    });
    const model = load(readTemplateFiles([join(folder, 'parent.json')], { parseYaml: () => ({ document: { Resources: { G: GATEWAY } }, warnings: [] }) }));
    expect(model.gateways[0].address).toBe('parent/Child.G');
    expect(model.stacks[1].nestedIn).toBe('parent.Child');
  });

  test('that nest themselves are read without an endless loop', () => {
    const nest = (file: string) => ({ Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: file } }, G: GATEWAY } });
    write({ 'a.json': nest('b.json'), 'b.json': nest('a.json') });
    const model = load(readTemplateFiles([join(folder, 'a.json')]));
    expect(model.stacks.map(({ id }) => id)).toEqual(['a', 'a/Child']);
    expect(model.gaps).toHaveLength(1);
  });

  test.each<[string, string, string, RegExp | undefined]>([
    ['YAML is read with the given parser', 'a.yaml', 'Resources:\n  G: …', undefined],
    ['YAML without a known ending is recognized', 'a.template', 'Resources:\n  G: …', undefined],
    ['JSON that is broken', 'a.json', '[', /a\.json is not JSON/],
    ['JSON that is no template', 'a.json', '[]', /a\.json is not a CloudFormation template/],
  ])('%s', (_name, file, content, error) => {
    write({ [file]: content });
    const read = () => readTemplateFile(join(folder, file), (text) => ({ document: { Resources: {}, Read: text }, warnings: [] })).template;
    if (error) expect(read).toThrow(error);
    else expect(read()).toEqual({ Resources: {}, Read: content });
  });

  test('YAML fails without a YAML parser', () => {
    write({ 'a.yaml': 'Resources: {}' });
    expect(() => readTemplateFile(join(folder, 'a.yaml'))).toThrow(/a\.yaml is YAML, but there is no YAML parser/);
  });
});
