import { after } from './roles';
import { testRule } from './rows';
import { gateway, join, lambdaTarget, ref, resource, sub, target, template, withTarget } from '../../build-tools/rule-examples/templates';
import { targetBeforeItsSchema } from '../../src/rules/order/target-before-its-schema';

type Json = Readonly<Record<string, unknown>>;

const reads = (uri: unknown = sub('s3://${Bucket}/pets.json')) => target({ Mcp: { OpenApiSchema: { S3: { Uri: uri } } } });
const upload = (properties: Json = { DestinationBucketName: ref('Bucket') }) => resource('Custom::CDKBucketDeployment', { ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:upload', ...properties });
const app = (one: Json, more: Json = {}) => template({ Gateway: gateway(), Bucket: resource('AWS::S3::Bucket'), Target: one, ...more });

testRule(targetBeforeItsSchema, {
  fails: [
    ['a schema that nothing writes', app(reads()),
      'S1/Target: target S1/Target reads its schema from bucket S1/Bucket, which the same stack creates, but no resource between them uploads the schema'],
    ['tools of a function', app(lambdaTarget({ TargetConfiguration: { Mcp: { Lambda: { LambdaArn: 'x', ToolSchema: { S3: { Uri: join('s3://', ref('Bucket'), '/tools.json') } } } } } })), 'from bucket S1/Bucket'],
    ['a custom resource that the target does not wait for', app(reads(), { Upload: upload() }), 'from bucket S1/Bucket'],
    ['a custom resource that does not know the bucket', app(after(reads(), 'Upload'), { Upload: upload({}) }), 'from bucket S1/Bucket'],
  ],
  passes: [['a custom resource between them', app(after(reads(), 'Upload'), { Upload: upload() })]],
  doesNotApply: [
    ['a bucket that is elsewhere', app(reads('s3://schemas/pets.json'))],
    ['a bucket of another stack', { Storage: template({ Bucket: resource('AWS::S3::Bucket') }, { Outputs: { Name: { Value: ref('Bucket'), Export: { Name: 'bucket' } } } }), S1: template({ Gateway: gateway(), Target: reads(join('s3://', { 'Fn::ImportValue': 'bucket' }, '/pets.json')) }) }],
    ['a schema in the template', withTarget(lambdaTarget())],
  ],
  isUnknown: [],
});
