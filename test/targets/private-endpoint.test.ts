import { Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { AddMcpServerTargetOptions, Certificate, Gateway, PrivateEndpoint } from '../../src';
import { newStack, only, openApi, resources, warnings } from '../builders';

const vpcIn = (stack: Stack) => new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });

function serverWith(stack: Stack, options: Partial<AddMcpServerTargetOptions>) {
  new Gateway(stack, 'Tools').addMcpServerTarget('Stock', { endpoint: 'https://stock.shop.internal/mcp', ...options });
  return only(stack, 'AWS::BedrockAgentCore::GatewayTarget');
}

const statementsIn = (stack: Stack) => resources(stack, 'AWS::IAM::Policy').flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as { Action: unknown; Resource: unknown }[]);

test('a target in a VPC names the subnets and security groups', () => {
  const stack = newStack();
  const vpc = vpcIn(stack);
  const group = new ec2.SecurityGroup(stack, 'Group', { vpc });
  const { Properties } = serverWith(stack, { privateEndpoint: PrivateEndpoint.inVpc({ vpc, securityGroups: [group], routingDomain: 'lb.shop.internal' }) });
  expect(Properties.PrivateEndpoint).toEqual({
    ManagedVpcResource: {
      VpcIdentifier: stack.resolve(vpc.vpcId),
      SubnetIds: vpc.privateSubnets.map(({ subnetId }) => stack.resolve(subnetId)),
      SecurityGroupIds: [stack.resolve(group.securityGroupId)],
      EndpointIpAddressType: 'IPV4',
      RoutingDomain: 'lb.shop.internal',
    },
  });
});

test('a target behind VPC Lattice names the resource configuration', () => {
  const { Properties } = serverWith(newStack(), { privateEndpoint: PrivateEndpoint.lattice('rcfg-1') });
  expect(Properties.PrivateEndpoint).toEqual({ SelfManagedLatticeResource: { ResourceConfigurationIdentifier: 'rcfg-1' } });
});

test('an API may be private too', () => {
  const stack = newStack();
  new Gateway(stack, 'Tools').addOpenApiTarget('Pets', { apiSchema: agentcore.ApiSchema.fromInline(openApi('listPets')), privateEndpoint: PrivateEndpoint.lattice('rcfg-1') });
  expect(only(stack, 'AWS::BedrockAgentCore::GatewayTarget').Properties.PrivateEndpoint).toBeDefined();
});

test('by default, a target is public', () => {
  const { Properties } = serverWith(newStack(), {});
  expect(Properties).not.toHaveProperty('PrivateEndpoint');
  expect(Properties).not.toHaveProperty('CertificateConfigurations');
});

test.each([
  [{ vpcSubnets: { subnets: [] } }, '`vpcSubnets` selects no subnets'],
  [{ routingDomain: 'https://stock.shop.internal' }, '`routingDomain` is `https://stock.shop.internal`; write a host name'],
])('options that the service rejects are an error at the call (%#)', (options, message) => {
  const vpc = vpcIn(newStack());
  expect(() => PrivateEndpoint.inVpc({ vpc, ...options })).toThrow(message);
});

test('the role of the gateway may read exactly the secret with the certificates', () => {
  const stack = newStack();
  const secret = new secretsmanager.Secret(stack, 'Authority');
  const { Properties } = serverWith(stack, { certificates: [Certificate.fromSecret(secret)] });
  expect(Properties.CertificateConfigurations).toEqual([{ SecretsManager: { SecretArn: stack.resolve(secret.secretArn) } }]);
  expect(statementsIn(stack)).toContainEqual({ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: stack.resolve(secret.secretArn) });
});

test('the role of the gateway may read exactly the object with the certificates', () => {
  const stack = newStack();
  const bucket = new s3.Bucket(stack, 'Bucket');
  serverWith(stack, { certificates: [Certificate.fromBucket(bucket, 'ca.pem')] });
  expect(statementsIn(stack)).toContainEqual({ Effect: 'Allow', Action: 's3:GetObject', Resource: stack.resolve(bucket.arnForObjects('ca.pem')) });
});

test('the role of the gateway may decrypt certificates with the key of the secret', () => {
  const stack = newStack();
  const encryptionKey = new kms.Key(stack, 'Key');
  serverWith(stack, { certificates: [Certificate.fromSecret(new secretsmanager.Secret(stack, 'Authority', { encryptionKey }))] });
  expect(statementsIn(stack)).toContainEqual({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: stack.resolve(encryptionKey.keyArn) });
});

test('the target is created after the role may read the certificates', () => {
  const stack = newStack();
  const target = serverWith(stack, { certificates: [Certificate.fromSecret(new secretsmanager.Secret(stack, 'Authority'))] });
  const [[policy]] = resources(stack, 'AWS::IAM::Policy');
  expect(target.DependsOn).toContain(policy);
});

test('a server URL that only a private network resolves is no finding for a private API', () => {
  const document = JSON.stringify({ ...JSON.parse(openApi('listPets')) as object, servers: [{ url: 'https://pets.shop.internal' }] });
  const warningsWith = (privateEndpoint?: PrivateEndpoint) => {
    const stack = newStack();
    new Gateway(stack, 'Tools').addOpenApiTarget('Pets', { apiSchema: agentcore.ApiSchema.fromInline(document), privateEndpoint });
    return warnings(stack).filter((warning) => warning.includes('private address'));
  };
  expect(warningsWith(PrivateEndpoint.lattice('rcfg-1'))).toEqual([]);
});
