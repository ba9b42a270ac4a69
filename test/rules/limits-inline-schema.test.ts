import { testRule } from './rows';
import { apiGatewayTarget, openApi, openApiTarget, restApi, withTarget } from '../../build-tools/rule-examples/templates';
import { limitsInlineSchema } from '../../src/rules/limits/inline-schema';

const MEGABYTE = 1024 * 1024;
const ofBytes = (bytes: number) => withTarget(openApiTarget({}, openApi().padEnd(bytes)));

testRule(limitsInlineSchema, {
  fails: [['more than 1 MB', ofBytes(MEGABYTE + 1), 'S1/Target: there are 1,048,577 bytes in the schema, and the limit is 1,048,576; put the schema into S3, for example as an asset: there the limit is 10 MB']],
  passes: [['1 MB', ofBytes(MEGABYTE)]],
  doesNotApply: [['a target without a schema', withTarget(apiGatewayTarget(), restApi())], ['a schema in S3', withTarget(openApiTarget({ TargetConfiguration: { Mcp: { OpenApiSchema: { S3: { Uri: 's3://b/k' } } } } }))]],
  isUnknown: [],
});
