import { Aspects, SecretValue, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Gateway, MultiProtocol } from '../../src';
import { isInTemplate } from '../../src/cdk-internals';
import { newAgent, newFunction, newServer, newStack, openApi, tools } from '../builders';
import { newRestApi, REST_API_TOOLS } from '../targets/every-kind';

const oauth = (stack: Stack, index: number) => agentcore.OAuth2CredentialProvider.usingGithub(stack, `Login${index}`, {
  clientId: 'id', clientSecret: SecretValue.secretsManager('login'),
});
const key = (stack: Stack, index: number) => new agentcore.ApiKeyCredentialProvider(stack, `Key${index}`, { apiKey: SecretValue.secretsManager('key') });
/** An object of its own for each target, with names as long as those of assets. */
const schemaObject = ({ stack }: Gateway, index: number) => [
  stack.node.tryFindChild('Assets') as s3.IBucket | undefined ?? s3.Bucket.fromBucketName(stack, 'Assets', 'cdk-hnb659fds-assets-111111111111-us-east-1'),
  `${String(index).padStart(64, '0')}.json`,
] as const;

const KINDS: Record<string, (gateway: Gateway, index: number) => void> = {
  'Lambda': (gateway, index) => gateway.addLambdaTarget(`Target${index}`, { lambdaFunction: newFunction(gateway.stack, `Function${index}`), toolSchema: tools('do_it') }),
  'Lambda, one function': (gateway, index) => gateway.addLambdaTarget(`Target${index}`, {
    lambdaFunction: gateway.stack.node.tryFindChild('Function') as ReturnType<typeof newFunction> ?? newFunction(gateway.stack), toolSchema: tools('do_it'),
  }),
  'Lambda, schemas in S3': (gateway, index) => gateway.addLambdaTarget(`Target${index}`, {
    lambdaFunction: newFunction(gateway.stack, `Function${index}`), toolSchema: agentcore.ToolSchema.fromS3File(...schemaObject(gateway, index)),
  }),
  'API Gateway': (gateway, index) => gateway.addApiGatewayTarget(`Target${index}`, { restApi: newRestApi(gateway.stack, `Api${index}`), apiGatewayToolConfiguration: REST_API_TOOLS }),
  'MCP server': (gateway, index) => gateway.addMcpServer(newServer(gateway.stack, `Server${index}`)),
  'agent': (gateway, index) => gateway.addAgent(newAgent(gateway.stack, `Agent${index}`)),
  'gateway': (gateway, index) => gateway.addGateway(new Gateway(gateway.stack, `Inner${index}`)),
  'API key': (gateway, index) => gateway.addOpenApiTarget(`Target${index}`, {
    apiSchema: agentcore.ApiSchema.fromInline(openApi('do_it')), credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromApiKeyIdentity(key(gateway.stack, index))],
  }),
  'OAuth': (gateway, index) => gateway.addOpenApiTarget(`Target${index}`, {
    apiSchema: agentcore.ApiSchema.fromInline(openApi('do_it')), credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromOauthIdentity(oauth(gateway.stack, index), { scopes: [] })],
  }),
  'OAuth, schemas in S3': (gateway, index) => gateway.addOpenApiTarget(`Target${index}`, {
    apiSchema: agentcore.ApiSchema.fromS3File(...schemaObject(gateway, index)),
    credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromOauthIdentity(oauth(gateway.stack, index), { scopes: [] })],
  }),
};

function newGateway(kind: string): Gateway {
  return new Gateway(newStack(), 'Gateway', kind === 'agent' ? { protocolConfiguration: MultiProtocol.all() } : {});
}

/** The managed policies of the gateway's role, without synthesizing an app of more than 500 resources. */
function managedPolicies(gateway: Gateway): number {
  for (const construct of gateway.node.findAll()) for (const aspect of Aspects.of(construct).all) aspect.visit(construct);
  return gateway.node.findAll().filter((construct) => construct instanceof iam.CfnManagedPolicy && isInTemplate(construct)).length;
}

test.each([
  ['Lambda', 21, 3],
  ['Lambda, one function', 100, 0],
  ['Lambda, schemas in S3', 11, 7],
  ['API Gateway', 16, 4],
  ['MCP server', 13, 5],
  ['agent', 13, 6],
  ['gateway', 20, 3],
  ['API key', 4, 6],
  ['OAuth', 3, 7],
  ['OAuth, schemas in S3', 3, 10],
])('targets of kind %s: up to %i have inline policies, and 100 have %i managed policies', (kind, inline, managed) => {
  const gateway = newGateway(kind);
  let largestInline = 0;
  for (let count = 1; count <= 100; count++) {
    KINDS[kind](gateway, count);
    if (largestInline === count - 1 && managedPolicies(gateway) === 0) largestInline = count;
  }
  expect({ inline: largestInline, managed: managedPolicies(gateway) }).toEqual({ inline, managed });
});
