import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Gateway, Readiness } from '../../src';
import { messageOf, newApp, newServer, newStack, resources } from '../builders';

function withCheck(stack: Stack): void {
  new Gateway(stack, 'Gateway').addMcpServer(newServer(stack));
}

/** In a VPC, the stack also has a function of aws-cdk-lib. */
const functionIn = (stack: Stack) => resources(stack, 'AWS::Lambda::Function').find(([id]) => id.startsWith('AgentCoreReadiness'))![1].Properties;
const logGroupIn = (stack: Stack) => resources(stack, 'AWS::Logs::LogGroup')[0][1].Properties;

describe('the function of the readiness check', () => {
  test('is in the subnets and security groups of the options, and may connect to the VPC', () => {
    const stack = newStack();
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const securityGroup = new ec2.SecurityGroup(stack, 'SecurityGroup', { vpc });
    Readiness.configure(stack, { vpc, vpcSubnets: { subnets: [vpc.privateSubnets[0]] }, securityGroups: [securityGroup] });
    withCheck(stack);
    expect(functionIn(stack).VpcConfig).toEqual({
      SubnetIds: [stack.resolve(vpc.privateSubnets[0].subnetId)], SecurityGroupIds: [stack.resolve(securityGroup.securityGroupId)],
    });
    const [role] = resources(stack, 'AWS::IAM::Role').filter(([id]) => id.startsWith('AgentCoreReadiness'));
    expect(role[1].Properties.Policies.map(({ PolicyName }: any) => PolicyName)).toContain('Network');
  });

  test('is in no VPC otherwise, and may not connect to one', () => {
    const stack = newStack();
    withCheck(stack);
    expect(functionIn(stack)).not.toHaveProperty('VpcConfig');
    expect(JSON.stringify(resources(stack, 'AWS::IAM::Role'))).not.toContain('ec2:');
  });

  test('keeps its logs for a month, or as long as the options say', () => {
    const [standard, shorter] = [newStack(), newStack()];
    Readiness.configure(shorter, { logRetention: logs.RetentionDays.ONE_WEEK });
    for (const stack of [standard, shorter]) withCheck(stack);
    expect([standard, shorter].map((stack) => logGroupIn(stack).RetentionInDays)).toEqual([30, 7]);
  });

  test('encrypts its logs with the key of the options, which CloudWatch Logs may use', () => {
    const stack = newStack();
    const kmsKey = new kms.Key(stack, 'Key');
    Readiness.configure(stack, { kmsKey });
    withCheck(stack);
    expect(logGroupIn(stack).KmsKeyId).toEqual(stack.resolve(kmsKey.keyArn));
    expect(JSON.stringify(resources(stack, 'AWS::KMS::Key')[0][1].Properties.KeyPolicy)).toContain('kms:EncryptionContext:aws:logs:arn');
  });

  test('has the options of its stack rather than those of the app', () => {
    const app = newApp();
    const stack = newStack(app);
    Readiness.configure(stack, { logRetention: logs.RetentionDays.ONE_DAY });
    Readiness.configure(app, { logRetention: logs.RetentionDays.ONE_WEEK });
    withCheck(stack);
    expect(logGroupIn(stack).RetentionInDays).toBe(1);
  });

  test('cannot be configured once it exists', () => {
    const stack = newStack();
    withCheck(stack);
    expect(messageOf(() => Readiness.configure(stack.node.root, {}))).toContain('the readiness check Stack/AgentCoreReadiness already exists');
  });
});
