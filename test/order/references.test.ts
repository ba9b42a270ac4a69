import { Aws, Fn, Lazy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { constructsReferredTo } from '../../src/order/references';
import { newApp, newStack } from '../builders';

const pathsIn = (value: (bucket: s3.Bucket) => unknown) => {
  const stack = newStack(newApp());
  return constructsReferredTo(stack, value(new s3.Bucket(stack, 'Bucket'))).map((construct) => construct.node.path);
};

test.each<[string, (bucket: s3.Bucket) => unknown]>([
  ['a reference', (bucket) => bucket.bucketArn],
  ['a string with a reference', (bucket) => `${bucket.bucketArn}/*`],
  ['a list', (bucket) => ['x', bucket.bucketName]],
  ['an object in a list', (bucket) => [{ a: { b: bucket.bucketName } }]],
  ['an intrinsic function', (bucket) => Fn.select(0, Fn.split('/', Fn.join('/', [bucket.bucketName, 'x'])))],
  ['a statement', (bucket) => new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }).toStatementJson()],
])('the construct that %s refers to is found', (_, value) => {
  expect(pathsIn(value)).toEqual(['Stack/Bucket']);
});

test('a construct is found once', () => {
  expect(pathsIn((bucket) => [bucket.bucketArn, bucket.bucketName])).toEqual(['Stack/Bucket']);
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a string', 'arn:aws:s3:::bucket'],
  ['a pseudo parameter', `${Aws.REGION}-${Aws.PARTITION}`],
])('%s refers to no construct', (_, value) => {
  expect(pathsIn(() => value)).toEqual([]);
});

test('a lazy value is not resolved before synthesis', () => {
  const produce = jest.fn();
  expect(pathsIn(() => ({ a: Lazy.string({ produce }), b: Lazy.any({ produce }) }))).toEqual([]);
  expect(produce).not.toHaveBeenCalled();
});
