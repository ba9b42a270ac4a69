import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { by, loadApp, loadResources, loadTemplates } from './apps';
import { temporaryFolder } from '../local/temporary';

function folderWith(file: string): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), '');
  return folder;
}

const known = (text: string) => ({ text, known: true });

test('a function has its folder, its layers and its settings', () => {
  const [code, layer] = [folderWith('index.js'), folderWith('shared.js')];
  const model = loadApp((app: App) => {
    const stack = new Stack(app, 'S');
    new lambda.Function(stack, 'F', {
      functionName: 'orders',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(code),
      memorySize: 512,
      environment: { GREETING: 'hello', REGION: stack.region },
      layers: [
        new lambda.LayerVersion(stack, 'L', { code: lambda.Code.fromAsset(layer) }),
        lambda.LayerVersion.fromLayerVersionArn(stack, 'Other', 'arn:aws:lambda:eu-west-1:111122223333:layer:other:7'),
      ],
    });
  }, { 'aws:cdk:disable-asset-staging': true });
  expect(by(model.functions, 'S/F')).toMatchObject({
    name: known('orders'),
    code: { in: 'asset', path: code },
    handler: known('index.handler'),
    runtime: known('nodejs24.x'),
    memoryInMegabytes: known('512'),
    architecture: known('arm64'),
    environment: { GREETING: known('hello'), REGION: { text: '⟨AWS::Region⟩', known: false } },
    layers: { known: true, items: [{ path: layer }, known('arn:aws:lambda:eu-west-1:111122223333:layer:other:7')] },
  });
  expect(by(model.functions, 'S/F')).not.toHaveProperty('timeoutInSeconds');
});

test.each([
  ['the template', { ZipFile: 'exports.handler = 1' }, { in: 'template', text: known('exports.handler = 1') }],
  ['an image outside of the app', { ImageUri: '1.dkr.ecr.eu-west-1.amazonaws.com/tools:7' }, { in: 'image', uri: known('1.dkr.ecr.eu-west-1.amazonaws.com/tools:7') }],
  ['an object that is no asset', { S3Bucket: 'b', S3Key: 'k.zip' }, { in: 'unknown' }],
])('the code of a function may be in %s', (_, Code, code) => {
  expect(loadResources({ F: { Type: 'AWS::Lambda::Function', Properties: { Code } } }).functions).toMatchObject([{ code }]);
});

test('an image of the app has the folder that it is built from', () => {
  const tag = 'a'.repeat(64);
  const asset = { kind: 'dockerImage' as const, key: tag, path: '/app/image' };
  const template = { Resources: { F: { Type: 'AWS::Lambda::Function', Properties: { PackageType: 'Image', Code: { ImageUri: { 'Fn::Sub': `\${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/assets:${tag}` } } } } } };
  expect(loadTemplates({ template, assets: [asset] }).functions[0].code).toMatchObject({ in: 'image', asset });
});

test('the code of a function in a nested stack is an asset of any stack', () => {
  const key = `${'b'.repeat(64)}.zip`;
  const template = { Resources: { F: { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Bucket: { Ref: 'Bucket' }, S3Key: key } } } } };
  const model = loadTemplates({ template: { Resources: {} }, assets: [{ kind: 'zip', key, path: '/app/code' }] }, { template });
  expect(model.functions[0].code).toEqual({ in: 'asset', path: '/app/code' });
});

test('a runtime that depends on the region has the values of the mapping', () => {
  const { functions } = loadTemplates({
    template: {
      Mappings: { Latest: { 'eu-west-1': { value: 'nodejs24.x' }, 'cn-north-1': { value: 'nodejs22.x' }, 'eu-west-2': { value: 'nodejs24.x' } } },
      Resources: { F: { Type: 'AWS::Lambda::Function', Properties: { Runtime: { 'Fn::FindInMap': ['Latest', { Ref: 'AWS::Region' }, 'value'] } } } },
    },
  });
  expect(functions[0]).toMatchObject({ runtime: { known: false }, possibleRuntimes: ['nodejs24.x', 'nodejs22.x'] });
});
