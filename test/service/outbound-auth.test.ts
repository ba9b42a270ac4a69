import { SecretValue, Stack, Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Gateway, GatewayProps, GatewayTarget, InboundAuth, OutboundAuth } from '../../src';
import { CREDENTIAL_KINDS, CredentialKind, CREDENTIALS } from '../../src/service/credential-kinds';
import { OUTBOUND_AUTH, TARGET_TEXTS } from '../../src/service/outbound-auth';
import { ACCOUNT, ENV, messageOf, newStack, openApi, REGION, resourceOf, resources, TemplateResource } from '../builders';
import { API_KEY_ARN, API_KEY_SECRET, EVERY_CREDENTIAL, OAUTH_ARN, OAUTH_SECRET, oauthProvider } from '../targets/every-credential';
import { EVERY_KIND, gatewayFor, Kind, MadeKind } from '../targets/every-kind';

// Synthesis prints the warnings that are expected here.
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

const { GatewayCredentialProvider } = agentcore;

/** The documented credentials of each kind; `service` is the signing name where it is required. */
const EXPECTED: { [type in MadeKind]: { allowed: CredentialKind[]; byDefault: CredentialKind; service?: string } } = {
  lambda: { allowed: ['GATEWAY_IAM_ROLE'], byDefault: 'GATEWAY_IAM_ROLE' },
  openApi: {
    allowed: ['NONE', 'GATEWAY_IAM_ROLE', 'OAUTH_CLIENT_CREDENTIALS', 'OAUTH_AUTHORIZATION_CODE', 'OAUTH_TOKEN_EXCHANGE', 'API_KEY'],
    byDefault: 'NONE',
    service: 'execute-api',
  },
  smithy: { allowed: ['GATEWAY_IAM_ROLE', 'OAUTH_CLIENT_CREDENTIALS'], byDefault: 'GATEWAY_IAM_ROLE' },
  apiGateway: { allowed: ['NONE', 'GATEWAY_IAM_ROLE', 'API_KEY'], byDefault: 'GATEWAY_IAM_ROLE' },
  mcpServer: {
    allowed: ['NONE', 'GATEWAY_IAM_ROLE', 'OAUTH_CLIENT_CREDENTIALS', 'OAUTH_AUTHORIZATION_CODE', 'OAUTH_TOKEN_EXCHANGE', 'API_KEY'],
    byDefault: 'NONE',
    service: 'lambda',
  },
  mcpServerOnRuntime: {
    allowed: ['GATEWAY_IAM_ROLE', 'OAUTH_CLIENT_CREDENTIALS', 'OAUTH_AUTHORIZATION_CODE', 'OAUTH_TOKEN_EXCHANGE'],
    byDefault: 'GATEWAY_IAM_ROLE',
    service: 'bedrock-agentcore',
  },
  mcpServerOnGateway: { allowed: ['GATEWAY_IAM_ROLE'], byDefault: 'GATEWAY_IAM_ROLE', service: 'bedrock-agentcore' },
  runtime: {
    allowed: ['GATEWAY_IAM_ROLE', 'CALLER_IAM_CREDENTIALS', 'OAUTH_CLIENT_CREDENTIALS', 'JWT_PASSTHROUGH'],
    byDefault: 'GATEWAY_IAM_ROLE',
  },
  connector: { allowed: ['GATEWAY_IAM_ROLE'], byDefault: 'GATEWAY_IAM_ROLE' },
  // Neither allowed nor rejected by the documentation: users may pass any.
  httpConnector: { allowed: [...CREDENTIAL_KINDS], byDefault: 'GATEWAY_IAM_ROLE' },
  inferenceConnector: { allowed: [...CREDENTIAL_KINDS], byDefault: 'GATEWAY_IAM_ROLE' },
  inferenceProvider: { allowed: ['GATEWAY_IAM_ROLE', 'API_KEY'], byDefault: 'GATEWAY_IAM_ROLE' },
  passthrough: {
    allowed: ['GATEWAY_IAM_ROLE', 'CALLER_IAM_CREDENTIALS', 'OAUTH_CLIENT_CREDENTIALS', 'JWT_PASSTHROUGH', 'API_KEY'],
    byDefault: 'GATEWAY_IAM_ROLE',
  },
};

/** The credential provider in the template; `undefined` for none. */
const RENDERED: { [kind in CredentialKind]: any } = {
  NONE: undefined,
  GATEWAY_IAM_ROLE: { CredentialProviderType: 'GATEWAY_IAM_ROLE' },
  CALLER_IAM_CREDENTIALS: { CredentialProviderType: 'CALLER_IAM_CREDENTIALS' },
  OAUTH_CLIENT_CREDENTIALS: {
    CredentialProviderType: 'OAUTH',
    CredentialProvider: { OauthCredentialProvider: { ProviderArn: OAUTH_ARN, Scopes: ['read'] } },
  },
  OAUTH_AUTHORIZATION_CODE: {
    CredentialProviderType: 'OAUTH',
    CredentialProvider: {
      OauthCredentialProvider: {
        ProviderArn: OAUTH_ARN, Scopes: ['read'], GrantType: 'AUTHORIZATION_CODE', DefaultReturnUrl: 'https://app.example.com/done',
      },
    },
  },
  OAUTH_TOKEN_EXCHANGE: {
    CredentialProviderType: 'OAUTH',
    CredentialProvider: { OauthCredentialProvider: { ProviderArn: OAUTH_ARN, Scopes: ['read'], GrantType: 'TOKEN_EXCHANGE' } },
  },
  JWT_PASSTHROUGH: { CredentialProviderType: 'JWT_PASSTHROUGH' },
  API_KEY: {
    CredentialProviderType: 'API_KEY',
    CredentialProvider: {
      ApiKeyCredentialProvider: {
        ProviderArn: API_KEY_ARN, CredentialLocation: 'HEADER', CredentialParameterName: 'Authorization', CredentialPrefix: 'Bearer ',
      },
    },
  },
};

const KINDS = Object.fromEntries(EVERY_KIND.map((kind) => [kind.kind, kind])) as { [type in MadeKind]: Kind };
const COLUMNS = Object.keys(EVERY_CREDENTIAL) as CredentialKind[];
const CELLS = (Object.keys(EXPECTED) as MadeKind[]).flatMap((type) => COLUMNS.map((column): [MadeKind, CredentialKind] => [type, column]));

function gatewayOf(type: MadeKind, props: GatewayProps = {}): Gateway {
  // AUTHENTICATE_ONLY accepts all credentials that can be passed on.
  return gatewayFor(KINDS[type], newStack(undefined, 'Stack', { env: ENV }), {
    gatewayName: 'Mixed-Case', authorizerConfiguration: InboundAuth.authenticateOnly(), ...props,
  });
}

function targetWith(type: MadeKind, column: CredentialKind, gateway = gatewayOf(type)): GatewayTarget {
  return KINDS[type].add(gateway, { credentialProviderConfigurations: EVERY_CREDENTIAL[column](gateway.stack, EXPECTED[type].service) });
}

function isAllowed([type, column]: [MadeKind, CredentialKind]): boolean {
  return EXPECTED[type].allowed.includes(column);
}

function credentialsOf(target: GatewayTarget): any {
  return resourceOf(target).Properties.CredentialProviderConfigurations;
}

describe('a target accepts the credentials that the service documents', () => {
  test.each(CELLS.filter(isAllowed))('%s: %s', (type, column) => {
    const rendered = credentialsOf(targetWith(type, column));
    const expected = RENDERED[column];
    if (expected === undefined) expect(rendered).toBeUndefined();
    else expect(rendered).toEqual([column === 'GATEWAY_IAM_ROLE' && EXPECTED[type].service ? expect.objectContaining(expected) : expected]);
  });
});

describe('a target rejects all other credentials, with its kind, the given credentials and the allowed ones', () => {
  test.each(CELLS.filter((cell) => !isAllowed(cell)))('%s: %s', (type, column) => {
    const message = messageOf(() => targetWith(type, column));
    expect(message).toContain(`credentials do not fit a target of type ${TARGET_TEXTS[type]}: ${column === 'NONE' ? 'no credentials' : `credentials ${CREDENTIALS[column].text}`} were given; use ${EXPECTED[type].allowed.length === 1 ? '' : 'one of '}`);
    for (const allowed of EXPECTED[type].allowed) expect(message).toContain(CREDENTIALS[allowed].text);
    expect(message).toMatch(/\[cdk-agentcore-gateway:auth-outbound at Stack\/Gateway\/(Target|Target-target)\]$/);
  });
});

describe('without credentials given', () => {
  test.each(Object.entries(EXPECTED) as [MadeKind, typeof EXPECTED['lambda']][])('a target of kind %s has its default', (type, row) => {
    const rendered = credentialsOf(KINDS[type].add(gatewayOf(type)));
    if (row.byDefault === 'NONE') expect(rendered).toBeUndefined();
    else expect(rendered).toEqual([expect.objectContaining({ CredentialProviderType: row.byDefault })]);
  });
});

describe('the service that the IAM role signs for', () => {
  const required = CELLS.filter(([type, column]) => column === 'GATEWAY_IAM_ROLE' && EXPECTED[type].service);
  const rejected = CELLS.filter(([type, column]) => column === 'GATEWAY_IAM_ROLE' && OUTBOUND_AUTH[type].iamService === 'rejected');

  function withRole(type: MadeKind, props?: agentcore.GatewayIamRoleCredentialProviderProps) {
    return KINDS[type].add(gatewayOf(type), { credentialProviderConfigurations: [GatewayCredentialProvider.fromIamRole(props)] });
  }

  test.each(required)('must be given for %s', (type) => {
    const message = messageOf(() => withRole(type));
    expect(message).toContain(`a target of type ${TARGET_TEXTS[type]}`);
    expect(message).toContain('the IAM role was given without the service to sign for; use `GatewayCredentialProvider.fromIamRole({ service: ');
    expect(message).toContain('cdk-agentcore-gateway:auth-service-required');
  });

  test.each(required)('is in the template for %s, with the region', (type) => {
    const service = EXPECTED[type].service!;
    expect(credentialsOf(withRole(type, { service, region: 'eu-west-1' }))).toEqual([{
      CredentialProviderType: 'GATEWAY_IAM_ROLE', CredentialProvider: { IamCredentialProvider: { Service: service, Region: 'eu-west-1' } },
    }]);
  });

  test.each(rejected)('must not be given for %s', (type) => {
    const message = messageOf(() => withRole(type, { service: 'execute-api' }));
    expect(message).toContain(`a target of type ${TARGET_TEXTS[type]}`);
    expect(message).toContain('signing service `execute-api`, which the service rejects for this kind of target; use `GatewayCredentialProvider.fromIamRole()` without');
    expect(message).toContain('cdk-agentcore-gateway:auth-service-rejected');
  });

  test.each<[MadeKind, string]>([
    ['mcpServerOnRuntime', 'bedrock-agentcore'],
    ['mcpServerOnGateway', 'bedrock-agentcore'],
  ])('is there by default for %s', (type, service) => {
    expect(credentialsOf(KINDS[type].add(gatewayOf(type)))[0].CredentialProvider).toEqual({ IamCredentialProvider: { Service: service } });
  });

  test('must be bedrock-agentcore for an inner gateway', () => {
    expect(messageOf(() => withRole('mcpServerOnGateway', { service: 'execute-api' })))
      .toContain('the signing service is `execute-api`; sign for `bedrock-agentcore` [cdk-agentcore-gateway:auth-service-wrong');
  });
});

describe('credentials of the caller', () => {
  const jwt = InboundAuth.customJwt({ discoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', allowedAudience: ['a'] });

  test.each<[CredentialKind, string, GatewayProps['authorizerConfiguration']]>([
    ['JWT_PASSTHROUGH', 'CUSTOM_JWT', jwt],
    ['JWT_PASSTHROUGH', 'AUTHENTICATE_ONLY', InboundAuth.authenticateOnly()],
    ['CALLER_IAM_CREDENTIALS', 'AWS_IAM', agentcore.GatewayAuthorizer.usingAwsIam()],
    ['CALLER_IAM_CREDENTIALS', 'AUTHENTICATE_ONLY', InboundAuth.authenticateOnly()],
  ])('%s go with inbound authorization %s', (column, _, authorizerConfiguration) => {
    expect(() => targetWith('runtime', column, gatewayOf('runtime', { authorizerConfiguration }))).not.toThrow();
  });

  test.each<[CredentialKind, string, GatewayProps['authorizerConfiguration'], string]>([
    ['JWT_PASSTHROUGH', 'AWS_IAM', agentcore.GatewayAuthorizer.usingAwsIam(), 'CUSTOM_JWT or AUTHENTICATE_ONLY'],
    ['JWT_PASSTHROUGH', 'NONE', agentcore.GatewayAuthorizer.withNoAuth(), 'CUSTOM_JWT or AUTHENTICATE_ONLY'],
    ['CALLER_IAM_CREDENTIALS', 'CUSTOM_JWT', jwt, 'AWS_IAM or AUTHENTICATE_ONLY'],
    ['CALLER_IAM_CREDENTIALS', 'NONE', agentcore.GatewayAuthorizer.withNoAuth(), 'AWS_IAM or AUTHENTICATE_ONLY'],
  ])('%s do not go with inbound authorization %s', (column, inbound, authorizerConfiguration, needed) => {
    const message = messageOf(() => targetWith('runtime', column, gatewayOf('runtime', { authorizerConfiguration })));
    expect(message).toContain(`gateway Stack/Gateway has inbound authorization ${inbound}; use inbound authorization ${needed}`);
  });
});

test('two credentials are rejected', () => {
  const gateway = gatewayOf('openApi');
  const message = messageOf(() => KINDS.openApi.add(gateway, {
    credentialProviderConfigurations: [...EVERY_CREDENTIAL.API_KEY(gateway.stack), ...EVERY_CREDENTIAL.OAUTH_CLIENT_CREDENTIALS(gateway.stack)],
  }));
  expect(message).toContain('2 credential providers were given; pass exactly one');
});

describe('an API key', () => {
  function keyAt(credentialLocation: agentcore.ApiKeyCredentialLocation) {
    const config = GatewayCredentialProvider.fromApiKeyIdentityArn({ providerArn: API_KEY_ARN, secretArn: API_KEY_SECRET, credentialLocation });
    return credentialsOf(KINDS.openApi.add(gatewayOf('openApi'), { credentialProviderConfigurations: [config] }))[0]
      .CredentialProvider.ApiKeyCredentialProvider;
  }

  test('can be in a header, with name and prefix', () => {
    expect(keyAt(agentcore.ApiKeyCredentialLocation.header({ credentialParameterName: 'X-Api-Key', credentialPrefix: 'Key ' })))
      .toEqual({ ProviderArn: API_KEY_ARN, CredentialLocation: 'HEADER', CredentialParameterName: 'X-Api-Key', CredentialPrefix: 'Key ' });
  });

  test('can be in the query', () => {
    expect(keyAt(agentcore.ApiKeyCredentialLocation.queryParameter({ credentialParameterName: 'key' })))
      .toEqual({ ProviderArn: API_KEY_ARN, CredentialLocation: 'QUERY_PARAMETER', CredentialParameterName: 'key' });
  });
});

test('OAuth parameters of the user are in the template', () => {
  const gateway = gatewayOf('openApi');
  const config = OutboundAuth.tokenExchange(oauthProvider(gateway.stack), { scopes: ['read'], customParameters: { audience: 'pets' } });
  const [rendered] = credentialsOf(KINDS.openApi.add(gateway, { credentialProviderConfigurations: [config] }));
  expect(rendered.CredentialProvider.OauthCredentialProvider.CustomParameters).toEqual({ audience: 'pets' });
});

describe('the permission to obtain credentials', () => {
  const identity = [
    'workload-identity-directory/default',
    'workload-identity-directory/default/workload-identity/mixed-case-??????????',
  ];

  /** The statements about credentials, with the partition filled in. */
  function statementsOf(target: GatewayTarget): any[] {
    const policies = resources(target, 'AWS::IAM::Policy').map(([, policy]: [string, TemplateResource]) => policy.Properties.PolicyDocument.Statement);
    const text = JSON.stringify(policies.flat()).replace(/\{"Fn::Join":\["",\["arn:",\{"Ref":"AWS::Partition"\},"([^"]*)"\]\]\}/g, '"arn:aws$1"');
    return JSON.parse(text);
  }

  function about(target: GatewayTarget, action: string): any {
    const found = statementsOf(target).filter((statement) => [statement.Action].flat().includes(action));
    expect(found).toHaveLength(1);
    return found[0];
  }

  const arn = (name: string) => `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:${name}`;

  test.each<[CredentialKind, string[]]>([
    ['API_KEY', ['GetWorkloadAccessToken']],
    ['OAUTH_CLIENT_CREDENTIALS', ['GetWorkloadAccessToken', 'GetWorkloadAccessTokenForJWT', 'GetWorkloadAccessTokenForUserId']],
    ['OAUTH_AUTHORIZATION_CODE', ['GetWorkloadAccessToken', 'GetWorkloadAccessTokenForJWT', 'GetWorkloadAccessTokenForUserId']],
    ['OAUTH_TOKEN_EXCHANGE', ['GetWorkloadAccessToken', 'GetWorkloadAccessTokenForJWT', 'GetWorkloadAccessTokenForUserId']],
  ])('%s: tokens are of this gateway only, by its lower-cased name', (column, actions) => {
    const statement = about(targetWith('openApi', column), 'bedrock-agentcore:GetWorkloadAccessToken');
    expect([statement.Action].flat().sort()).toEqual(actions.map((action) => `bedrock-agentcore:${action}`).sort());
    expect(statement.Resource).toEqual(identity.map(arn));
  });

  test.each<[CredentialKind, string[], string]>([
    ['API_KEY', ['GetResourceApiKey'], API_KEY_ARN],
    ['OAUTH_CLIENT_CREDENTIALS', ['GetResourceOauth2Token'], OAUTH_ARN],
    ['OAUTH_AUTHORIZATION_CODE', ['CompleteResourceTokenAuth', 'GetResourceOauth2Token'], OAUTH_ARN],
    ['OAUTH_TOKEN_EXCHANGE', ['GetResourceOauth2Token'], OAUTH_ARN],
  ])('%s: credentials are of this provider only', (column, actions, providerArn) => {
    const statement = about(targetWith('openApi', column), `bedrock-agentcore:${actions[actions.length - 1]}`);
    expect([statement.Action].flat().sort()).toEqual(actions.map((action) => `bedrock-agentcore:${action}`));
    expect(statement.Resource).toEqual(expect.arrayContaining([arn('token-vault/default'), providerArn, ...identity.map(arn)]));
    expect(statement.Resource).toHaveLength(4);
  });

  test.each<[CredentialKind, string]>([
    ['API_KEY', API_KEY_SECRET],
    ['OAUTH_CLIENT_CREDENTIALS', OAUTH_SECRET],
    ['OAUTH_AUTHORIZATION_CODE', OAUTH_SECRET],
    ['OAUTH_TOKEN_EXCHANGE', OAUTH_SECRET],
  ])('%s: the secret is the one that was named', (column, secret) => {
    expect(about(targetWith('openApi', column), 'secretsmanager:GetSecretValue').Resource).toBe(secret);
  });

  test('in another token vault is for that vault, and for a secret that the user manages', () => {
    const vault = `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:token-vault/team`;
    const providerArn = `${vault}/apikeycredentialprovider/key`;
    const secretArn = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:petstore-AbCdEf`;
    const target = KINDS.openApi.add(gatewayOf('openApi'), {
      credentialProviderConfigurations: [GatewayCredentialProvider.fromApiKeyIdentityArn({ providerArn, secretArn })],
    });
    expect(about(target, 'bedrock-agentcore:GetResourceApiKey').Resource).toEqual([vault, providerArn, ...identity.map(arn)]);
    expect(about(target, 'secretsmanager:GetSecretValue').Resource).toBe(secretArn);
  });

  test.each<[CredentialKind, MadeKind]>([
    ['CALLER_IAM_CREDENTIALS', 'runtime'],
    ['JWT_PASSTHROUGH', 'runtime'],
    ['NONE', 'openApi'],
    ['GATEWAY_IAM_ROLE', 'openApi'],
  ])('%s: needs nothing at a target of kind %s', (column, type) => {
    const target = targetWith(type, column);
    expect(target.node.tryFindChild('Policy')).toBeUndefined();
  });

  const constructs: [string, (stack: Stack) => agentcore.ICredentialProviderConfig, string][] = [
    ['ApiKeyCredentialProvider', (stack) => GatewayCredentialProvider.fromApiKeyIdentity(new agentcore.ApiKeyCredentialProvider(stack, 'Provider', {
      apiKeyCredentialProviderName: 'petstore',
    })), 'petstore'],
    ['OAuth2CredentialProvider', (stack) => GatewayCredentialProvider.fromOauthIdentity(newOauthProvider(stack), { scopes: ['read'] }), 'github'],
    ['OAuth2CredentialProvider with an authorization code', (stack) => OutboundAuth.authorizationCode(newOauthProvider(stack), {
      scopes: ['read'], defaultReturnUrl: 'https://app.example.com',
    }), 'github'],
  ];

  function newOauthProvider(stack: Stack) {
    return agentcore.OAuth2CredentialProvider.usingGithub(stack, 'Provider', {
      oAuth2CredentialProviderName: 'github', clientId: 'id', clientSecret: SecretValue.secretsManager('github'),
    });
  }

  test.each(constructs)('a construct %s of aws-cdk-lib grants only its own secret', (_, config, name) => {
    const gateway = gatewayOf('openApi');
    const target = KINDS.openApi.add(gateway, { credentialProviderConfigurations: [config(gateway.stack)] });
    const resource = JSON.stringify(about(target, 'secretsmanager:GetSecretValue').Resource);
    expect(resource).toMatch(new RegExp(`bedrock-agentcore-identity!default/[a-z0-9]+/${name}-\\*`));
    expect(resource).not.toContain('bedrock-agentcore-identity!*');
  });

  test.each(constructs)('a construct %s of aws-cdk-lib causes no warning about its secret', (_, config) => {
    const gateway = gatewayOf('openApi');
    KINDS.openApi.add(gateway, { credentialProviderConfigurations: [config(gateway.stack)] });
    const texts = gateway.stack.node.findAll().flatMap((construct) => construct.node.metadata.map((entry) => String(entry.data)));
    expect(texts.join()).not.toContain('wildcardSecretArnGrant');
  });

  test('two targets with one provider share a policy that both wait for, so that one can be removed', () => {
    const gateway = gatewayOf('openApi');
    const targets = ['One', 'Two'].map((id) => gateway.addOpenApiTarget(id, {
      apiSchema: agentcore.ApiSchema.fromInline(openApi('do_it')), credentialProviderConfigurations: EVERY_CREDENTIAL.API_KEY(gateway.stack),
    }));
    const reading = resources(gateway.stack, 'AWS::IAM::Policy').filter(([, policy]) => JSON.stringify(policy).includes('GetResourceApiKey'));
    expect(reading).toHaveLength(1);
    for (const target of targets) expect(resourceOf(target).DependsOn).toContain(reading[0][0]);
  });
});

describe('a credential configuration of the user', () => {
  function ownConfig(rendered: any): agentcore.ICredentialProviderConfig {
    return {
      credentialProviderType: agentcore.CredentialProviderType.API_KEY,
      _render: () => rendered,
      grantNeededPermissionsToRole: (gateway) => iam.Grant.addToPrincipal({
        grantee: gateway.role, actions: ['secretsmanager:GetSecretValue'], resourceArns: [API_KEY_SECRET],
      }),
    };
  }

  const apiKey = { credentialProviderType: 'API_KEY', credentialProvider: { apiKeyCredentialProvider: { providerArn: API_KEY_ARN } } };

  test.each([
    ['that is known now', apiKey],
    ['that is only known at deployment', Token.asAny(apiKey)],
  ])('%s grants what it needs into the policy of the target', (_, rendered) => {
    const gateway = gatewayOf('openApi');
    const target = KINDS.openApi.add(gateway, { credentialProviderConfigurations: [ownConfig(rendered)] });
    const policies = resources(gateway, 'AWS::IAM::Policy');
    expect(policies).toHaveLength(1);
    expect(policies[0][1].Properties.PolicyDocument.Statement)
      .toEqual([{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: API_KEY_SECRET }]);
    expect(resourceOf(target).DependsOn).toEqual([policies[0][0]]);
  });
});
