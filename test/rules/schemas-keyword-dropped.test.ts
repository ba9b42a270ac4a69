import { testRule } from './rows';
import { lambdaTarget, openApiTarget, tool, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { schemasKeywordDropped } from '../../src/rules/schemas/keyword-dropped';

const KEY = `${'a'.repeat(64)}.json`;
const toolsFile = (schema: object) => ({ readFile: () => JSON.stringify([{ name: 'forecast', description: 'Does it.', inputSchema: { type: 'object', ...schema } }]) });
const app = {
  template: withTarget(lambdaTarget({ TargetConfiguration: { Mcp: { Lambda: { LambdaArn: 'x', ToolSchema: { S3: { Uri: `s3://assets/${KEY}` } } } } } })),
  assets: [{ kind: 'file' as const, key: KEY, container: 'assets', path: 'tools.json' }],
};
const inline = (schema: object) => withTarget(lambdaTarget({}, [tool('forecast', { InputSchema: { Type: 'object', ...schema } })]));

testRule(schemasKeywordDropped, {
  fails: [
    ['an enumeration', inline({ Properties: { unit: { Type: 'string', Enum: ['C', 'F'] } } }),
      'S1/Target: schema#/0/inputSchema/properties/unit/enum: keyword `enum` does not exist in the schemas of Lambda tools and has no effect; the keywords are `type`, `properties`, `required`, `items`, `description`; list the allowed values in the description'],
    ['a file with additionalProperties', app, 'keyword `additionalProperties` does not exist', toolsFile({ additionalProperties: false })],
  ],
  passes: [['what the service keeps', inline({ Properties: { unit: { Type: 'string', Description: 'C or F' } }, Required: ['unit'] })], ['a file', app, toolsFile({})]],
  doesNotApply: [['an OpenAPI document', withTarget(openApiTarget())]],
  isUnknown: [['tools that are a parameter', withTarget(lambdaTarget({}, UNKNOWN)), 'S1/Target: '], ['a file that does not exist', app, 'S1/Target: the asset of the schema does not exist']],
});
