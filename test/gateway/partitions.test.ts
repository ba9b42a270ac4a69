import { Aws, Fn, Stack, Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Gateway } from '../../src';
import { ACCOUNT, newAgent, newApp, newServer, newStack, resourceOf, resources } from '../builders';

interface Partition {
  readonly partition: string;
  readonly region: string;
  readonly urlSuffix: string;
}

const PARTITIONS: [string, Partition][] = [
  ['aws', { partition: 'aws', region: 'eu-central-1', urlSuffix: 'amazonaws.com' }],
  ['aws-cn', { partition: 'aws-cn', region: 'cn-north-1', urlSuffix: 'amazonaws.com.cn' }],
  ['aws-us-gov', { partition: 'aws-us-gov', region: 'us-gov-west-1', urlSuffix: 'amazonaws.com' }],
];

/** The value that CloudFormation gives an expression in a partition; `arns` are the attributes of resources. */
function evaluate(value: any, where: Partition, arns: { [logicalId: string]: string } = {}): any {
  if (Array.isArray(value)) return value.map((item) => evaluate(item, where, arns));
  if (typeof value !== 'object' || value === null) return value;
  const [[name, argument]] = Object.entries<any>(value);
  switch (name) {
    case 'Ref': return pseudoParameter(argument, where);
    case 'Fn::GetAtt': return arns[argument[0]];
    case 'Fn::Join': return evaluate(argument[1], where, arns).join(argument[0]);
    case 'Fn::Split': return evaluate(argument[1], where, arns).split(argument[0]);
    case 'Fn::Select': return evaluate(argument[1], where, arns)[Number(argument[0])];
    default: throw new Error(`${name} is not known here`);
  }
}

function pseudoParameter(name: string, where: Partition): string {
  switch (name) {
    case 'AWS::Partition': return where.partition;
    case 'AWS::Region': return where.region;
    case 'AWS::URLSuffix': return where.urlSuffix;
    case 'AWS::AccountId': return ACCOUNT;
    default: throw new Error(`${name} is not known here`);
  }
}

const arnIn = ({ partition, region }: Partition) => `arn:${partition}:bedrock-agentcore:${region}:${ACCOUNT}:runtime/docs-0123456789`;
const urlOf = (where: Partition, arn = arnIn(where)) =>
  `https://bedrock-agentcore.${where.region}.${where.urlSuffix}/runtimes/${encodeURIComponent(arn)}/invocations?qualifier=DEFAULT`;

function stackIn(where: Partition, known: boolean): Stack {
  return newStack(newApp(), 'Stack', known ? { env: { account: ACCOUNT, region: where.region } } : {});
}

const FIXED: [string, boolean][] = [['a fixed region', true], ['the region of its deployment', false]];

describe.each(PARTITIONS)('in partition %s', (_, where) => {
  describe.each(FIXED)('in a stack with %s', (__, known) => {
    test('the URL of a runtime has its host and its encoded ARN', () => {
      const stack = stackIn(where, known);
      const server = newServer(stack);
      const arns = { [stack.getLogicalId(server.node.defaultChild as any)]: arnIn(where) };
      expect(evaluate(stack.resolve(server.invocationUrl), where, arns)).toBe(urlOf(where));
    });

    test('a target has the URL of its runtime', () => {
      const stack = stackIn(where, known);
      const server = newServer(stack);
      const target = new Gateway(stack, 'Gateway').addMcpServer(server);
      const arns = { [stack.getLogicalId(server.node.defaultChild as any)]: arnIn(where) };
      expect(evaluate(resourceOf(target).Properties.TargetConfiguration.Mcp.McpServer.Endpoint, where, arns)).toBe(urlOf(where));
    });

    test('the role trusts gateways of the partition', () => {
      const stack = stackIn(where, known);
      const gateway = new Gateway(stack, 'Gateway', { gatewayName: 'tools' });
      const { ArnLike, StringEquals } = resourceOf(gateway.role).Properties.AssumeRolePolicyDocument.Statement[0].Condition;
      expect(evaluate(ArnLike['aws:SourceArn'], where)).toBe(`arn:${where.partition}:bedrock-agentcore:${where.region}:${ACCOUNT}:gateway/tools-??????????`);
      expect(evaluate(StringEquals['aws:SourceAccount'], where)).toBe(ACCOUNT);
    });

    test('identity ARNs are of the partition', () => {
      const stack = stackIn(where, known);
      const providerArn = `arn:${where.partition}:bedrock-agentcore:${where.region}:${ACCOUNT}:token-vault/default/apikeycredentialprovider/key`;
      new Gateway(stack, 'Gateway', { gatewayName: 'Tools' }).addMcpServerTarget('Docs', {
        endpoint: 'https://mcp.example.com',
        credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromApiKeyIdentityArn({
          providerArn, secretArn: `arn:${where.partition}:secretsmanager:${where.region}:${ACCOUNT}:secret:key`,
        })],
      });
      const [[, policy]] = resources(stack, 'AWS::IAM::Policy');
      const credential = policy.Properties.PolicyDocument.Statement.find((statement: any) => statement.Action === 'bedrock-agentcore:GetResourceApiKey');
      const prefix = `arn:${where.partition}:bedrock-agentcore:${where.region}:${ACCOUNT}`;
      expect(evaluate(credential.Resource, where).sort()).toEqual([
        `${prefix}:token-vault/default`,
        providerArn,
        `${prefix}:workload-identity-directory/default`,
        `${prefix}:workload-identity-directory/default/workload-identity/tools-??????????`,
      ]);
    });

    test('schema objects are of the partition', () => {
      const stack = stackIn(where, known);
      new Gateway(stack, 'Gateway').addOpenApiTarget('Api', {
        apiSchema: agentcore.ApiSchema.fromS3File(s3.Bucket.fromBucketName(stack, 'Bucket', 'schemas'), 'api.json'),
      });
      const [[, policy]] = resources(stack, 'AWS::IAM::Policy');
      expect(evaluate(policy.Properties.PolicyDocument.Statement[0].Resource, where)).toBe(`arn:${where.partition}:s3:::schemas/api.json`);
    });
  });

  test('a runtime that is imported by a literal ARN has a literal URL', () => {
    const runtime = agentcore.Runtime.fromAgentRuntimeAttributes(newStack(), 'Imported', {
      agentRuntimeArn: arnIn(where), agentRuntimeId: 'docs-0123456789', agentRuntimeName: 'docs', roleArn: `arn:${where.partition}:iam::${ACCOUNT}:role/docs`,
    });
    const target = new Gateway(Stack.of(runtime), 'Gateway').addMcpServer(runtime);
    expect(resourceOf(target).Properties.TargetConfiguration.Mcp.McpServer.Endpoint).toBe(urlOf(where));
  });

  test('a runtime that is imported by an ARN known at deployment has that ARN encoded', () => {
    const stack = newStack();
    const runtime = agentcore.Runtime.fromAgentRuntimeAttributes(stack, 'Imported', {
      agentRuntimeArn: Fn.join(':', ['arn', Aws.PARTITION, 'bedrock-agentcore', Aws.REGION, Aws.ACCOUNT_ID, 'runtime/docs-0123456789']),
      agentRuntimeId: 'docs-0123456789',
      agentRuntimeName: 'docs',
      roleArn: `arn:${where.partition}:iam::${ACCOUNT}:role/docs`,
    });
    const target = new Gateway(stack, 'Gateway').addMcpServer(runtime);
    expect(evaluate(resourceOf(target).Properties.TargetConfiguration.Mcp.McpServer.Endpoint, where)).toBe(urlOf(where));
  });
});

test('an imported runtime of another region is called there', () => {
  const stack = newStack(newApp(), 'Stack', { env: { account: ACCOUNT, region: 'us-east-1' } });
  const where = { partition: 'aws', region: 'eu-west-1', urlSuffix: 'amazonaws.com' };
  const runtime = agentcore.Runtime.fromAgentRuntimeAttributes(stack, 'Imported', {
    agentRuntimeArn: arnIn(where), agentRuntimeId: 'docs-0123456789', agentRuntimeName: 'docs', roleArn: `arn:aws:iam::${ACCOUNT}:role/docs`,
  });
  const target = new Gateway(stack, 'Gateway').addMcpServer(runtime);
  expect(resourceOf(target).Properties.TargetConfiguration.Mcp.McpServer.Endpoint).toBe(urlOf(where));
  expect(resources(stack, 'Custom::AgentCoreReadiness')[0][1].Properties.Region).toBe('eu-west-1');
  expect(resourceOf(target).Properties.CredentialProviderConfigurations[0].CredentialProvider.IamCredentialProvider)
    .toEqual({ Service: 'bedrock-agentcore', Region: 'eu-west-1' });
});

test('an imported gateway of another region is called there', () => {
  const stack = newStack(newApp(), 'Stack', { env: { account: ACCOUNT, region: 'us-east-1' } });
  const inner = Gateway.fromGatewayAttributes(stack, 'Imported', {
    gatewayArn: `arn:aws:bedrock-agentcore:eu-west-1:${ACCOUNT}:gateway/tools-0123456789`,
    gatewayUrl: 'https://tools-0123456789.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp',
    authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam(),
  });
  const target = new Gateway(stack, 'Gateway').addGateway(inner);
  expect(resources(stack, 'Custom::AgentCoreReadiness')[0][1].Properties.Servers[0].Region).toBe('eu-west-1');
  expect(resourceOf(target).Properties.CredentialProviderConfigurations[0].CredentialProvider.IamCredentialProvider)
    .toEqual({ Service: 'bedrock-agentcore', Region: 'eu-west-1' });
});

test('a target is in the region of its gateway, also when its server is in another one', () => {
  const app = newApp();
  const [tools, servers] = ['us-east-1', 'eu-west-1'].map((region) => newStack(app, region, { env: { account: ACCOUNT, region }, crossRegionReferences: true }));
  const target = new Gateway(tools, 'Gateway').addMcpServer(newServer(servers));
  expect(target.stack).toBe(tools);
  expect(resourceOf(target).Properties.CredentialProviderConfigurations[0].CredentialProvider.IamCredentialProvider.Region).toBe('eu-west-1');
});

test('a qualifier that is only known at deployment stays as it is', () => {
  const stack = newStack();
  const target = new Gateway(stack, 'Gateway').addMcpServer(newServer(stack), { qualifier: Token.asString({ Ref: 'AWS::Region' }) });
  const endpoint = evaluate(resourceOf(target).Properties.TargetConfiguration.Mcp.McpServer.Endpoint, PARTITIONS[0][1], {
    [stack.getLogicalId(stack.node.findChild('Server').node.defaultChild as any)]: arnIn(PARTITIONS[0][1]),
  });
  expect(endpoint).toMatch(/qualifier=eu-central-1$/);
});

test('the URL of an agent is encoded like that of a server', () => {
  const stack = newStack();
  const agent = newAgent(stack);
  const [, where] = PARTITIONS[0];
  const arns = { [stack.getLogicalId(agent.node.defaultChild as any)]: arnIn(where) };
  expect(evaluate(stack.resolve(agent.invocationUrl), where, arns)).toBe(urlOf(where));
});
