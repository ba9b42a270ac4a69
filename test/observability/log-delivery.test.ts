import { RemovalPolicy } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Gateway, GatewayLogGroup } from '../../src';
import { newAgent, newStack, only, resources, warnings } from '../builders';

const { APPLICATION_LOGS, USAGE_LOGS } = agentcore.LogType;
const { cloudWatchLogs } = agentcore.LoggingDestination;
const SOURCE = 'AWS::Logs::DeliverySource';
const DESTINATION = 'AWS::Logs::DeliveryDestination';
const DELIVERY = 'AWS::Logs::Delivery';

test('by default, nothing is delivered', () => {
  const stack = newStack();
  new Gateway(stack, 'Tools');
  expect(resources(stack, SOURCE)).toEqual([]);
});

test('logs go from the gateway to the log group', () => {
  const stack = newStack();
  new Gateway(stack, 'Tools', { loggingConfigs: [{ logType: APPLICATION_LOGS, destination: cloudWatchLogs(new GatewayLogGroup(stack, 'Logs')) }] });
  expect(only(stack, SOURCE).Properties).toMatchObject({ LogType: 'APPLICATION_LOGS', ResourceArn: { 'Fn::GetAtt': [expect.stringMatching(/^Tools/), 'GatewayArn'] } });
  expect(only(stack, DESTINATION).Properties).toMatchObject({ DeliveryDestinationType: 'CWL', DestinationResourceArn: { 'Fn::GetAtt': [expect.stringMatching(/^Logs/), 'Arn'] } });
});

test('a delivery is created after its source and its destination', () => {
  const stack = newStack();
  new Gateway(stack, 'Tools', { loggingConfigs: [{ logType: APPLICATION_LOGS, destination: cloudWatchLogs(new GatewayLogGroup(stack, 'Logs')) }] });
  const ids = [...resources(stack, SOURCE), ...resources(stack, DESTINATION)].map(([id]) => id);
  expect(only(stack, DELIVERY).DependsOn).toEqual(expect.arrayContaining(ids));
});

test('a delivery to a bucket is created after the policy of the bucket, which lets CloudWatch Logs write', () => {
  const stack = newStack();
  new Gateway(stack, 'Tools', { loggingConfigs: [{ logType: APPLICATION_LOGS, destination: agentcore.LoggingDestination.s3(new s3.Bucket(stack, 'Archive')) }] });
  const [[policy]] = resources(stack, 'AWS::S3::BucketPolicy');
  expect(only(stack, DELIVERY).DependsOn).toContain(policy);
});

test('two destinations of one log type share the source', () => {
  const stack = newStack();
  const stream = new firehose.DeliveryStream(stack, 'Stream', { destination: new firehose.S3Bucket(new s3.Bucket(stack, 'Archive')) });
  new Gateway(stack, 'Tools', {
    loggingConfigs: [
      { logType: APPLICATION_LOGS, destination: cloudWatchLogs(new GatewayLogGroup(stack, 'Logs')) },
      { logType: APPLICATION_LOGS, destination: agentcore.LoggingDestination.firehose(stream) },
    ],
  });
  expect(resources(stack, SOURCE)).toHaveLength(1);
  expect(resources(stack, DELIVERY)).toHaveLength(2);
});

test('traces go to X-Ray, and CloudWatch Logs may write those of this gateway there', () => {
  const stack = newStack();
  new Gateway(stack, 'Tools', { tracingEnabled: true });
  expect(only(stack, SOURCE).Properties.LogType).toBe('TRACES');
  expect(only(stack, DESTINATION).Properties.DeliveryDestinationType).toBe('XRAY');
  expect(JSON.stringify(only(stack, 'AWS::XRay::ResourcePolicy').Properties.PolicyDocument)).toContain('GatewayArn');
});

test('gateways and runtimes of a stack share its resource policies, of which an account has few', () => {
  const stack = newStack();
  const group = new GatewayLogGroup(stack, 'Logs');
  const loggingConfigs = [{ logType: APPLICATION_LOGS, destination: cloudWatchLogs(group) }];
  new Gateway(stack, 'One', { loggingConfigs, tracingEnabled: true });
  newAgent(stack, 'Agent', { loggingConfigs, tracingEnabled: true });
  new Gateway(stack, 'Two', { loggingConfigs, tracingEnabled: true });
  expect(resources(stack, 'AWS::Logs::ResourcePolicy')).toHaveLength(1);
  expect(resources(stack, 'AWS::XRay::ResourcePolicy')).toHaveLength(1);
});

test('without management of resource policies there are none', () => {
  const stack = newStack();
  new Gateway(stack, 'Tools', {
    loggingConfigs: [{ logType: APPLICATION_LOGS, destination: cloudWatchLogs(new GatewayLogGroup(stack, 'Logs')) }], tracingEnabled: true, manageDeliveryResourcePolicy: false,
  });
  expect([...resources(stack, 'AWS::Logs::ResourcePolicy'), ...resources(stack, 'AWS::XRay::ResourcePolicy')]).toEqual([]);
  expect(warnings(stack)).toEqual([]);
});

test('without management of resource policies, a log group that CloudWatch Logs cannot write to is a warning', () => {
  const stack = newStack();
  new Gateway(stack, 'Tools', {
    loggingConfigs: [{ logType: APPLICATION_LOGS, destination: cloudWatchLogs(new logs.LogGroup(stack, 'Logs')) }], manageDeliveryResourcePolicy: false,
  });
  expect(warnings(stack)).toEqual([expect.stringContaining('the logs of gateway Stack/Tools go to a log group whose name does not begin with /aws/vendedlogs/')]);
});

test.each([
  [USAGE_LOGS, 'gateway Stack/Tools has no logs of type `USAGE_LOGS`; a gateway has APPLICATION_LOGS; use `LogType.APPLICATION_LOGS`'],
  [agentcore.LogType.of('TRACES'), 'set `tracingEnabled: true`'],
])('logs of another type are an error at the call (%#)', (logType, message) => {
  const stack = newStack();
  const destination = cloudWatchLogs(new GatewayLogGroup(stack, 'Logs'));
  expect(() => new Gateway(stack, 'Tools', { loggingConfigs: [{ logType, destination }] })).toThrow(message);
});

test('a log group as the destination is an error that names what to pass', () => {
  const stack = newStack();
  const destination = new GatewayLogGroup(stack, 'Logs') as unknown as agentcore.LoggingDestination;
  expect(() => new Gateway(stack, 'Tools', { loggingConfigs: [{ logType: APPLICATION_LOGS, destination }] })).toThrow('use `LoggingDestination.cloudWatchLogs`');
});

describe('a log group for gateways', () => {
  test('has a name that CloudWatch Logs can write to, and keeps logs for a month', () => {
    const stack = newStack();
    new GatewayLogGroup(stack, 'Logs');
    expect(only(stack, 'AWS::Logs::LogGroup').Properties).toEqual({ LogGroupName: '/aws/vendedlogs/bedrock-agentcore/gateway/Stack-Logs', RetentionInDays: 30 });
  });

  test('has the given name and retention', () => {
    const stack = newStack();
    new GatewayLogGroup(stack, 'Logs', { name: 'tools', retention: logs.RetentionDays.ONE_YEAR, removalPolicy: RemovalPolicy.DESTROY });
    expect(only(stack, 'AWS::Logs::LogGroup')).toMatchObject({ Properties: { LogGroupName: '/aws/vendedlogs/bedrock-agentcore/gateway/tools', RetentionInDays: 365 }, DeletionPolicy: 'Delete' });
  });

  test('lets CloudWatch Logs use its key', () => {
    const stack = newStack();
    new GatewayLogGroup(stack, 'Logs', { encryptionKey: new kms.Key(stack, 'Key') });
    expect(JSON.stringify(only(stack, 'AWS::KMS::Key').Properties.KeyPolicy)).toContain('kms:EncryptionContext:aws:logs:arn');
  });
});
