import { App } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Gateway, GatewayTarget, GatewayTargetAttributes } from '../../src';
import { ACCOUNT, messageOf, newStack, only, REGION } from '../builders';

const GATEWAY_ARN = `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:gateway/tools-0123456789`;

function imported(attrs: Partial<GatewayTargetAttributes> = {}): agentcore.IGatewayTarget & { readonly targetType?: string } {
  const stack = newStack();
  const gateway = Gateway.fromGatewayAttributes(stack, 'Gateway', { gatewayArn: GATEWAY_ARN });
  return GatewayTarget.fromGatewayTargetAttributes(stack, 'Target', { gateway, targetId: 'ABCDEFGHIJ', gatewayTargetName: 'weather', ...attrs });
}

test('an imported target has the given attributes', () => {
  const attrs = {
    targetId: 'KLMNOPQRST',
    gatewayTargetName: 'pets',
    targetArn: 'tools-0123456789|KLMNOPQRST',
    description: 'For pets',
    targetType: agentcore.McpTargetType.LAMBDA,
    status: 'READY',
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-02T00:00:00Z',
  };
  expect(imported(attrs)).toMatchObject(attrs);
});

test('an imported target without a description, status or type has none', () => {
  const target = imported();
  expect([target.description, target.status, target.targetType, target.statusReasons]).toEqual([undefined, undefined, undefined, undefined]);
});

test('an imported target has a reference for constructs of aws-cdk-lib', () => {
  expect(imported().gatewayTargetRef).toEqual({ gatewayIdentifier: 'tools-0123456789', targetId: 'ABCDEFGHIJ' });
});

test('an imported target creates nothing', () => {
  expect((imported().node.root as App).synth().getStackByName('Stack').template.Resources).toBeUndefined();
});

test('reading the ARN of a target imported without it fails, and the error says why', () => {
  expect(messageOf(() => imported().targetArn)).toBe('target Stack/Target was imported without `targetArn`; pass it to `GatewayTarget.fromGatewayTargetAttributes` '
    + '[cdk-agentcore-gateway:import-attribute-unknown at Stack/Target]');
});

test('permissions on an imported target are for the ARN of its gateway', () => {
  const target = imported();
  target.grantRead(new iam.Role(target.stack, 'Pipeline', { assumedBy: new iam.AccountRootPrincipal() }));
  expect(only(target, 'AWS::IAM::Policy').Properties.PolicyDocument.Statement).toEqual([{
    Effect: 'Allow', Action: ['bedrock-agentcore:GetGatewayTarget', 'bedrock-agentcore:ListGatewayTargets'], Resource: GATEWAY_ARN,
  }]);
});
