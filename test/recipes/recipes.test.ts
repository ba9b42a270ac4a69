import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { PipelineStack } from './pipeline-stack';
import { shop } from '../integ/shop';
import { withoutHashes } from '../integ/without-hashes';

const ROOT = join(__dirname, '..', '..');
const RECIPES = readFileSync(join(ROOT, 'docs', 'RECIPES.md'), 'utf8');

/** The sources of recipes: the apps in test/integ, and the files in this folder. */
const sources = ['test/integ', 'test/recipes'].flatMap((folder) => readdirSync(join(ROOT, folder))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(ROOT, folder, file), 'utf8')));

const blocks = [...RECIPES.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => [code.split('\n', 1)[0], code] as const);

test.each(blocks)('this code in docs/RECIPES.md is from a file that compiles: %s', (_firstLine, code) => {
  expect(sources.filter((source) => source.includes(code))).toHaveLength(1);
});

test.each([...RECIPES.matchAll(/`((?:test|src|docs)\/[^`]+)`/g)].map(([, path]) => path))('%s, which docs/RECIPES.md names, exists', (path) => {
  expect(existsSync(join(ROOT, path))).toBe(true);
});

describe('a pipeline', () => {
  const template = Template.fromStack(new PipelineStack(new App(), 'Pipeline'));
  const [pipeline] = Object.values(template.findResources('AWS::CodePipeline::Pipeline'));
  /** The deployments of a stage, in order. */
  const deployments = (name: string): string[] => pipeline.Properties.Stages.find(({ Name }: any) => Name === name).Actions
    .filter(({ Name }: any) => Name.endsWith('.Deploy'))
    .sort((a: any, b: any) => a.RunOrder - b.RunOrder)
    .map(({ Name }: any) => Name);

  test.each(['Beta', 'Prod'])('deploys the Runtime Configuration of %s last', (name) => {
    expect(deployments(name).at(-1)).toBe('Agent-runtime-config.Deploy');
  });
});

describe('withoutHashes', () => {
  const functionOf = (path: string, memorySize?: number) => {
    const stack = new Stack(new App(), 'S');
    new lambda.Function(stack, 'F', { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromAsset(shop(path)), memorySize });
    return withoutHashes(Template.fromStack(stack));
  };

  test('removes the hash of the code', () => {
    expect(functionOf('orders')).toEqual(functionOf('audit'));
  });

  test('keeps everything else', () => {
    expect(functionOf('orders')).not.toEqual(functionOf('orders', 512));
  });
});
