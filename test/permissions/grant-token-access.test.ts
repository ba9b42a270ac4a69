import { SecretValue, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Gateway, IGateway, InboundAuth } from '../../src';
import { ACCOUNT, ENV, messageOf, newAgent, newApp, newFunction, newStack, only, OTHER_ACCOUNT, REGION, resourceOf, resources, warnings } from '../builders';

// Synthesis prints the warnings that are expected here.
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

const DISCOVERY_URL = 'https://idp.example.com/.well-known/openid-configuration';
const JWT = InboundAuth.customJwt({ discoveryUrl: DISCOVERY_URL, allowedClients: ['assistant'], allowedScopes: ['tools/read'] });
const CLIENT = { clientId: 'assistant', clientSecret: SecretValue.secretsManager('assistant') };
const PROVIDER = 'AWS::BedrockAgentCore::OAuth2CredentialProvider';

function newGateway(stack = newStack(undefined, 'Stack', { env: ENV })): Gateway {
  return new Gateway(stack, 'Tools', { authorizerConfiguration: JWT });
}

function importedGateway(stack: Stack): IGateway {
  return Gateway.fromGatewayAttributes(stack, 'Tools', {
    gatewayArn: `arn:aws:bedrock-agentcore:${REGION}:${OTHER_ACCOUNT}:gateway/tools-0123456789`, gatewayUrl: 'https://tools.example.com/mcp', authorizerConfiguration: JWT,
  });
}

function importedProvider(stack: Stack, clientSecretArn?: string): agentcore.IOAuth2CredentialProvider {
  return agentcore.OAuth2CredentialProvider.fromOAuth2CredentialProviderAttributes(stack, 'Login', {
    credentialProviderArn: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:token-vault/default/oauth2credentialprovider/login`,
    credentialProviderVendor: 'CustomOauth2',
    clientSecretArn,
  });
}

/** The statements with `action` in all policies of a stack. */
function statements(scope: Stack, action: string): any[] {
  const all = resources(scope, 'AWS::IAM::Policy').flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement);
  return all.filter((statement) => [statement.Action].flat().includes(action));
}

/** The entry of a gateway in the Runtime Configuration, of an app with one stack. */
function details(stack: Stack, key = 'Tools'): Record<string, unknown> {
  const { Content: content } = only(stack, 'AWS::AppConfig::HostedConfigurationVersion').Properties;
  const text = typeof content === 'string' ? content : content['Fn::Sub'].replace(/\$\{[^}]*\}/g, '⟨token⟩');
  return JSON.parse(text).gatewayDetails[key];
}

describe('an agent with a client', () => {
  test('gets a credential provider with the discovery URL of the gateway, and a reference to the secret only', () => {
    const gateway = newGateway();
    gateway.grantTokenAccess(newAgent(gateway.stack), CLIENT);
    expect(only(gateway.stack, PROVIDER).Properties).toMatchObject({
      CredentialProviderVendor: 'CustomOauth2',
      Oauth2ProviderConfigInput: {
        CustomOauth2ProviderConfig: { ClientId: 'assistant', ClientSecret: '{{resolve:secretsmanager:assistant:SecretString:::}}', OauthDiscovery: { DiscoveryUrl: DISCOVERY_URL } },
      },
    });
  });

  test('may get tokens from this credential provider, and read its secret only', () => {
    const gateway = newGateway();
    gateway.grantTokenAccess(newAgent(gateway.stack), CLIENT);
    const [[id, { Properties: { Name: name } }]] = resources(gateway.stack, PROVIDER);
    const [{ Resource: resource, ...statement }] = statements(gateway.stack, 'bedrock-agentcore:GetResourceOauth2Token');
    expect(statement).toEqual({ Effect: 'Allow', Action: 'bedrock-agentcore:GetResourceOauth2Token' });
    expect(JSON.stringify(resource)).toContain(JSON.stringify({ 'Fn::GetAtt': [id, 'CredentialProviderArn'] }));
    expect(resource.map((arn: unknown) => JSON.stringify(arn)).filter((arn: string) => arn.includes(':token-vault/default'))).toHaveLength(1);
    const [{ Resource: secret }] = statements(gateway.stack, 'secretsmanager:GetSecretValue');
    expect(JSON.stringify(secret)).toContain(`secret:bedrock-agentcore-identity!default/oauth2/${name}-*`);
  });

  test('finds gateway, credential provider and scopes in the Runtime Configuration', () => {
    const gateway = newGateway();
    const agent = newAgent(gateway.stack);
    gateway.grantTokenAccess(agent, CLIENT);
    expect(details(gateway.stack)).toMatchObject({
      authorizerType: 'CUSTOM_JWT', credentialProvider: only(gateway.stack, PROVIDER).Properties.Name, scopes: ['tools/read'], region: REGION,
    });
    expect(resourceOf(agent).Properties.EnvironmentVariables).toHaveProperty('RUNTIME_CONFIG_APP_ID');
  });

  test('requests other scopes if they are given', () => {
    const gateway = newGateway();
    gateway.grantTokenAccess(newAgent(gateway.stack), { ...CLIENT, scopes: ['tools/write'] });
    expect(details(gateway.stack).scopes).toEqual(['tools/write']);
  });

  test('has the gateway in its environment if it asks for that', () => {
    const gateway = newGateway();
    const agent = newAgent(gateway.stack, 'Agent', { gatewayEnvironmentVariables: true });
    gateway.grantTokenAccess(agent, { ...CLIENT, scopes: ['a', 'b'] });
    expect(resourceOf(agent).Properties.EnvironmentVariables).toMatchObject({
      AGENTCORE_GATEWAY_TOOLS_URL: gateway.stack.resolve(gateway.url),
      AGENTCORE_GATEWAY_TOOLS_AUTH_TYPE: 'CUSTOM_JWT',
      AGENTCORE_GATEWAY_TOOLS_CREDENTIAL_PROVIDER: only(gateway.stack, PROVIDER).Properties.Name,
      AGENTCORE_GATEWAY_TOOLS_SCOPES: 'a b',
    });
  });

  test('shares the credential provider with other agents', () => {
    const gateway = newGateway();
    for (const id of ['First', 'Second']) gateway.grantTokenAccess(newAgent(gateway.stack, id), CLIENT);
    expect(resources(gateway.stack, PROVIDER)).toHaveLength(1);
    expect(statements(gateway.stack, 'bedrock-agentcore:GetResourceOauth2Token')).toHaveLength(2);
  });

  test('of another stack is deployed after the gateway', () => {
    const app = newApp();
    const gateway = newGateway(newStack(app, 'Gateways', { env: ENV }));
    const agents = newStack(app, 'Agents', { env: ENV });
    gateway.grantTokenAccess(newAgent(agents), CLIENT);
    app.synth();
    expect(agents.dependencies).toContain(gateway.stack);
  });

  test('of another region is told to import the gateway', () => {
    const app = newApp();
    const gateway = newGateway(newStack(app, 'Gateways', { env: ENV }));
    const agents = newStack(app, 'Agents', { env: { ...ENV, region: 'eu-west-1' } });
    const grant = gateway.grantTokenAccess(newAgent(agents), CLIENT);
    expect(grant.success).toBe(false);
    expect(statements(agents, 'bedrock-agentcore:GetResourceOauth2Token')).toEqual([]);
    expect(warnings(gateway.stack).join()).toContain('call `grantTokenAccess` on the imported gateway');
  });
});

describe('a given credential provider', () => {
  test('is used as it is', () => {
    const gateway = newGateway();
    const provider = importedProvider(gateway.stack, `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:login-abcdef`);
    gateway.grantTokenAccess(newAgent(gateway.stack), { credentialProvider: provider });
    expect(resources(gateway.stack, PROVIDER)).toEqual([]);
    expect(details(gateway.stack).credentialProvider).toBe('login');
    expect(statements(gateway.stack, 'secretsmanager:GetSecretValue')[0].Resource).toBe(`arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:login-abcdef`);
  });

  test('without a known secret allows tokens only', () => {
    const gateway = newGateway();
    gateway.grantTokenAccess(newAgent(gateway.stack), { credentialProvider: importedProvider(gateway.stack) });
    expect(statements(gateway.stack, 'bedrock-agentcore:GetResourceOauth2Token')).toHaveLength(1);
    expect(statements(gateway.stack, 'secretsmanager:GetSecretValue')).toEqual([]);
  });
});

test('a role gets the permissions only', () => {
  const gateway = newGateway();
  const role = new iam.Role(gateway.stack, 'Caller', { assumedBy: new iam.AccountRootPrincipal() });
  expect(gateway.grantTokenAccess(role, CLIENT).success).toBe(true);
  expect(statements(gateway.stack, 'bedrock-agentcore:GetResourceOauth2Token')).toHaveLength(1);
});

test('a function finds the gateway too', () => {
  const gateway = newGateway();
  const fn = newFunction(gateway.stack);
  gateway.grantTokenAccess(fn, CLIENT);
  expect(resourceOf(fn).Properties.Environment.Variables).toHaveProperty('RUNTIME_CONFIG_APP_ID');
});

test('an imported gateway is described to all its callers', () => {
  const stack = newStack(undefined, 'Stack', { env: ENV });
  const gateway = importedGateway(stack);
  for (const id of ['First', 'Second']) gateway.grantTokenAccess(newAgent(stack, id), CLIENT);
  expect(details(stack)).toMatchObject({ authorizerType: 'CUSTOM_JWT', credentialProvider: only(stack, PROVIDER).Properties.Name, scopes: ['tools/read'] });
});

test('a gateway that is not registered has no entry', () => {
  const stack = newStack(undefined, 'Stack', { env: ENV });
  const gateway = new Gateway(stack, 'Tools', { authorizerConfiguration: JWT, registerInRuntimeConfig: false });
  gateway.grantTokenAccess(newAgent(stack), CLIENT);
  expect(JSON.stringify(only(stack, 'AWS::AppConfig::HostedConfigurationVersion'))).not.toContain('gatewayDetails');
});

describe('what cannot be granted', () => {
  test('is a token for a gateway that takes signatures', () => {
    const stack = newStack();
    const message = messageOf(() => new Gateway(stack, 'Tools').grantTokenAccess(newAgent(stack), CLIENT));
    expect(message).toContain('gateway Stack/Tools has inbound authorization AWS_IAM, which does not accept tokens; use `grantInvokeAccess`');
    expect(message).toContain('cdk-agentcore-gateway:token-access-without-jwt');
  });

  test.each([
    ['nothing', {}],
    ['an ID without a secret', { clientId: 'assistant' }],
    ['a secret without an ID', { clientSecret: CLIENT.clientSecret }],
  ])('is %s', (_, options) => {
    const gateway = newGateway();
    const message = messageOf(() => gateway.grantTokenAccess(newAgent(gateway.stack), options));
    expect(message).toContain('need either `credentialProvider`, or `clientId` and `clientSecret`; pass what is missing [cdk-agentcore-gateway:token-client at Stack/Tools]');
  });

  test('is a client and a credential provider at once', () => {
    const gateway = newGateway();
    const message = messageOf(() => gateway.grantTokenAccess(newAgent(gateway.stack), { ...CLIENT, credentialProvider: importedProvider(gateway.stack) }));
    expect(message).toContain('leave out the others [cdk-agentcore-gateway:token-client at Stack/Tools]');
  });

  test('is a second client, because the Runtime Configuration has one entry', () => {
    const gateway = newGateway();
    const agent = newAgent(gateway.stack);
    gateway.grantTokenAccess(agent, CLIENT);
    const message = messageOf(() => gateway.grantTokenAccess(agent, { ...CLIENT, clientId: 'other' }));
    expect(message).toContain('the agents of gateway Stack/Tools already get tokens from Stack/Tools/TokenClient');
    expect(message).toContain('cdk-agentcore-gateway:token-client-taken');
  });
});

describe('a gateway with a Cognito user pool', () => {
  function newPool(stack: Stack) {
    const userPool = new cognito.UserPool(stack, 'Pool');
    const domain = userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'tools' } });
    return { userPool, domain, client: userPool.addClient('Client', { generateSecret: true }) };
  }

  test.each([
    ['InboundAuth', (options: agentcore.CognitoAuthorizerProps) => InboundAuth.cognito(options)],
    ['GatewayAuthorizer of aws-cdk-lib', (options: agentcore.CognitoAuthorizerProps) => agentcore.GatewayAuthorizer.usingCognito(options)],
  ])('of %s has pool, client, token endpoint and scopes', (_, authorizer) => {
    const stack = newStack();
    const { userPool, domain, client } = newPool(stack);
    const gateway = new Gateway(stack, 'Tools', { authorizerConfiguration: authorizer({ userPool, allowedClients: [client], allowedScopes: ['tools/read'] }) });
    expect(gateway.userPool).toBe(userPool);
    expect(gateway.userPoolClient).toBe(client);
    expect(gateway.tokenEndpointUrl).toBe(`${domain.baseUrl()}/oauth2/token`);
    expect(gateway.oauthScopes).toEqual(['tools/read']);
    expect(details(stack).tokenEndpoint).toMatch(/^https:.*\/oauth2\/token$/);
  });

  test('allows only the client that it is given', () => {
    const stack = newStack();
    const { userPool, client } = newPool(stack);
    const gateway = new Gateway(stack, 'Tools', { authorizerConfiguration: InboundAuth.cognito({ userPool, userPoolClient: client }) });
    const { CustomJWTAuthorizer: jwt } = only(stack, 'AWS::BedrockAgentCore::Gateway').Properties.AuthorizerConfiguration;
    expect(jwt.AllowedClients).toEqual([stack.resolve(client.userPoolClientId)]);
    expect(gateway.oauthScopes).toBeUndefined();
  });

  test('of another app takes its token endpoint', () => {
    const stack = newStack(undefined, 'Stack', { env: ENV });
    const userPool = cognito.UserPool.fromUserPoolId(stack, 'Pool', `${REGION}_abcdef`);
    const tokenEndpointUrl = 'https://tools.auth.us-east-1.amazoncognito.com/oauth2/token';
    const gateway = new Gateway(stack, 'Tools', { authorizerConfiguration: InboundAuth.cognito({ userPool, tokenEndpointUrl }) });
    expect(gateway.userPool).toBe(userPool);
    expect(gateway.userPoolClient).toBeUndefined();
    expect(details(stack).tokenEndpoint).toBe(tokenEndpointUrl);
  });

  test.each([
    ['the user pool of another app, in aws-cdk-lib\'s authorizer', (stack: Stack) => agentcore.GatewayAuthorizer.usingCognito({ userPool: cognito.UserPool.fromUserPoolId(stack, 'Pool', 'us-east-1_a') })],
    ['another identity provider', () => JWT],
    ['IAM', () => agentcore.GatewayAuthorizer.usingAwsIam()],
  ])('has none of them for %s', (_, authorizer) => {
    const stack = newStack(undefined, 'Stack', { env: ENV });
    const { userPool, userPoolClient, tokenEndpointUrl } = new Gateway(stack, 'Tools', { authorizerConfiguration: authorizer(stack) });
    expect([userPool, userPoolClient, tokenEndpointUrl]).toEqual([undefined, undefined, undefined]);
  });
});
