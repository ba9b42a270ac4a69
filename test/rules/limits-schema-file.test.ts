import { testRule } from './rows';
import { openApi, openApiTarget, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { limitsSchemaFile } from '../../src/rules/limits/schema-file';

const KEY = `${'a'.repeat(64)}.json`;
const app = (uri: unknown = `s3://assets/${KEY}`) => ({
  template: withTarget(openApiTarget({ TargetConfiguration: { Mcp: { OpenApiSchema: { S3: { Uri: uri } } } } })),
  assets: [{ kind: 'file' as const, key: KEY, container: 'assets', path: 'pets.json' }],
});
const file = (bytes: number) => ({ readFile: () => openApi().padEnd(bytes) });

testRule(limitsSchemaFile, {
  fails: [['more than 10 MB', app(), 'S1/Target: the OpenAPI document has 10485761 bytes; the service accepts at most 10485760 (10 MB); split it into several targets', file(10 * 1024 * 1024 + 1)]],
  passes: [['a small file', app(), file(0)]],
  doesNotApply: [['an app without targets', {}]],
  isUnknown: [['a file elsewhere', app('s3://elsewhere/pets.json'), 'S1/Target: '], ['an object that is a parameter', app(UNKNOWN), 'S1/Target: ']],
});
