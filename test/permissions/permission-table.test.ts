import { SecretValue, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { evaluateRuleOn, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { Certificate, Gateway, GatewayProps, InboundAuth, LambdaMcpServer, MultiProtocol, OutboundAuth, PrivateEndpoint } from '../../src';
import type { GatewayModel, Role, Statement } from '../../src/model/gateway-model';
import { loadAssembly } from '../../src/model/read-assembly';
import { GRANTS_RULES } from '../../src/rules/grants';
import { ANYTHING } from '../../src/rules/lib/needs/arns';
import { Need, needsOf } from '../../src/rules/lib/needs/needs';
import { accessOf, covers, isAllowed } from '../../src/rules/lib/role-access';
import { CredentialKind } from '../../src/service/credential-kinds';
import { OUTBOUND_AUTH } from '../../src/service/outbound-auth';
import { PermissionName, PERMISSIONS } from '../../src/service/permissions';
import { ACCOUNT, ENV, newAgent, newApp, newFunction, newKnowledgeBase, newStack, openApi, REGION } from '../builders';
import { API_KEY_ARN, EVERY_CREDENTIAL, oauthProvider } from '../targets/every-credential';
import { EVERY_KIND, gatewayFor, newRestApi } from '../targets/every-kind';

// Synthesis prints the warnings that are expected here.
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

const { GatewayCredentialProvider } = agentcore;
const SIGNED_FOR_API = [GatewayCredentialProvider.fromIamRole({ service: 'execute-api' })];

/** With AUTHENTICATE_ONLY, callers may send every kind of credentials that can be passed on. */
const CALLERS: GatewayProps = { gatewayName: 'Mixed-Case', authorizerConfiguration: InboundAuth.authenticateOnly() };

const OWN_VAULT = `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:token-vault/team`;
const OWN_SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:petstore/key-AbCdEf`;

type Build = (stack: Stack) => void;

/** A target of each kind with each kind of credentials that it allows. */
const EVERY_TARGET = EVERY_KIND.flatMap((kind) => OUTBOUND_AUTH[kind.kind].allowed.map((credential): [string, Build] => {
  const service = OUTBOUND_AUTH[kind.kind].iamService === 'required' ? 'bedrock-agentcore' : undefined;
  return [`${kind.kind} with ${credential}`, (stack) => {
    kind.add(gatewayFor(kind, stack, CALLERS), { credentialProviderConfigurations: EVERY_CREDENTIAL[credential](stack, service) });
  }];
}));

function withKey(config: (stack: Stack) => agentcore.ICredentialProviderConfig): Build {
  return (stack) => {
    new Gateway(stack, 'Gateway', CALLERS).addMcpServerTarget('Target', { endpoint: 'https://mcp.example.com/mcp', credentialProviderConfigurations: [config(stack)] });
  };
}

const PROVIDERS: [string, Build][] = [
  ['an API key provider of the app', withKey((stack) => GatewayCredentialProvider.fromApiKeyIdentity(new agentcore.ApiKeyCredentialProvider(stack, 'Key')))],
  ['an OAuth2 provider of the app', withKey((stack) => GatewayCredentialProvider.fromOauthIdentity(agentcore.OAuth2CredentialProvider.usingGithub(stack, 'Idp', {
    clientId: 'id', clientSecret: SecretValue.secretsManager('github'),
  }), { scopes: [] }))],
  ['an imported API key provider with a secret of the user', withKey(() => GatewayCredentialProvider.fromApiKeyIdentityArn({
    providerArn: API_KEY_ARN, secretArn: OWN_SECRET,
  }))],
  ['an imported API key provider in another vault', withKey(() => GatewayCredentialProvider.fromApiKeyIdentityArn({
    providerArn: `${OWN_VAULT}/apikeycredentialprovider/key`, secretArn: OWN_SECRET,
  }))],
  ['an imported OAuth2 provider in another vault', withKey((stack) => OutboundAuth.tokenExchange(
    agentcore.OAuth2CredentialProvider.fromOAuth2CredentialProviderAttributes(stack, 'Idp', {
      credentialProviderArn: `${OWN_VAULT}/oauth2credentialprovider/idp`, credentialProviderVendor: 'CustomOauth2', clientSecretArn: OWN_SECRET,
    }), { scopes: [] },
  ))],
  ['a provider that users sign in to', withKey((stack) => OutboundAuth.authorizationCode(oauthProvider(stack), { scopes: [], defaultReturnUrl: 'https://app.example.com' }))],
];

const OTHERS: [string, Build][] = [
  ['a schema in S3', (stack) => {
    const apiSchema = agentcore.ApiSchema.fromS3File(s3.Bucket.fromBucketName(stack, 'Bucket', 'schemas'), 'pets.json');
    new Gateway(stack, 'Gateway', CALLERS).addOpenApiTarget('Target', { apiSchema, credentialProviderConfigurations: [] });
  }],
  ['an MCP server behind a function URL', (stack) => {
    const { url } = newFunction(stack, 'Server').addFunctionUrl();
    new Gateway(stack, 'Gateway', CALLERS).addMcpServerTarget('Target', { endpoint: url });
  }],
  ['an MCP server on Lambda', (stack) => {
    new Gateway(stack, 'Gateway', CALLERS).addMcpServer(new LambdaMcpServer(stack, 'Target', { lambdaFunction: newFunction(stack, 'Server') }));
  }],
  ['an MCP server behind a REST API', (stack) => {
    const endpoint = newRestApi(stack).urlForPath('/mcp');
    new Gateway(stack, 'Gateway', CALLERS).addMcpServerTarget('Target', { endpoint, credentialProviderConfigurations: SIGNED_FOR_API });
  }],
  ['an OpenAPI document whose server is a REST API', (stack) => {
    const apiSchema = agentcore.ApiSchema.fromInline(JSON.stringify({ ...JSON.parse(openApi('do_it')), servers: [{ url: newRestApi(stack).url }] }));
    new Gateway(stack, 'Gateway', CALLERS).addOpenApiTarget('Target', { apiSchema, credentialProviderConfigurations: SIGNED_FOR_API });
  }],
  ['a knowledge base', (stack) => {
    new Gateway(stack, 'Gateway', CALLERS).addKnowledgeBaseTarget('Target', { knowledgeBase: newKnowledgeBase(stack) });
  }],
  ['certificates in a bucket, in secrets, and in a secret with a known name', (stack) => {
    new Gateway(stack, 'Gateway', CALLERS).addMcpServerTarget('Target', {
      endpoint: 'https://mcp.example.internal/mcp',
      privateEndpoint: PrivateEndpoint.lattice('rcfg-0123456789abcdef0'),
      certificates: [
        Certificate.fromBucket(new s3.Bucket(stack, 'Bucket'), 'ca.pem'),
        Certificate.fromSecret(new secretsmanager.Secret(stack, 'Authority')),
        Certificate.fromSecret(secretsmanager.Secret.fromSecretNameV2(stack, 'Other', 'authority')),
      ],
    });
  }],
  ['an A2A agent', (stack) => {
    const agent = newAgent(stack, 'Agent', { protocolConfiguration: agentcore.ProtocolType.A2A });
    new Gateway(stack, 'Gateway', { ...CALLERS, protocolConfiguration: MultiProtocol.all() }).addAgent(agent);
  }],
  ['a gateway with a key, a policy engine with a key, and interceptors', (stack) => {
    const policyEngine = new agentcore.PolicyEngine(stack, 'Engine', { kmsKey: new kms.Key(stack, 'EngineKey') });
    new Gateway(stack, 'Gateway', {
      ...CALLERS,
      kmsKey: new kms.Key(stack, 'Key'),
      policyEngineConfiguration: { policyEngine },
      interceptorConfigurations: [
        agentcore.LambdaInterceptor.forRequest(newFunction(stack, 'Request')), agentcore.LambdaInterceptor.forResponse(newFunction(stack, 'Response')),
      ],
    });
  }],
  ['a policy engine that is created elsewhere', (stack) => {
    const policyEngine = agentcore.PolicyEngine.fromPolicyEngineAttributes(stack, 'Engine', {
      policyEngineArn: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:policy-engine/engine-0123456789`,
    });
    new Gateway(stack, 'Gateway', { ...CALLERS, policyEngineConfiguration: { policyEngine } });
  }],
];

const APPS: [string, Build][] = [...EVERY_TARGET, ...PROVIDERS, ...OTHERS];

function modelOf(build: Build): GatewayModel {
  const app = newApp();
  build(newStack(app, 'Stack', { env: ENV }));
  return loadAssembly(app.synth().directory);
}

/** The permissions that the rows of the table require for the gateways of an app, by role. */
function rowsOf(model: GatewayModel): { readonly role: Role; readonly rows: readonly Need[]; readonly asks: string }[] {
  return needsOf(model).map(({ role, needs, precautions, of }) => ({ role: role!, rows: [...needs, ...precautions], asks: of.address }));
}

/** The secret of a provider outside the app is unknown. */
function isAnySecret({ on }: Need): boolean {
  return on.forms.includes(ANYTHING);
}

/** Whether a row requires a statement, reduced to one of its resources. */
function isAskedFor(model: GatewayModel, statement: Statement, action: string, rows: readonly Need[]): boolean {
  return rows.filter((row) => row.action === action)
    .some((row) => isAnySecret(row) || [row.on.forms, row.on.also ?? []].some((forms) => covers(model, statement, action, forms) === 'yes'));
}

describe.each(APPS)('for %s', (_name, build) => {
  let model: GatewayModel;

  beforeAll(() => {
    jest.spyOn(console, 'error').mockImplementation();
    model = modelOf(build);
  });

  test('constructs grant every permission that a row requires', () => {
    const missing = rowsOf(model).flatMap(({ role, rows, asks }) => rows.filter((row) => {
      return isAllowed(accessOf(model, role, row.action, row.on, asks), role) !== (isAnySecret(row) ? 'unknown' : 'yes');
    }));
    expect(missing.map(({ action, on }) => `${action} on ${on.name}`)).toEqual([]);
  });

  test('constructs grant only permissions that a row requires', () => {
    const byRole = new Map<Role, Need[]>();
    for (const { role, rows } of rowsOf(model)) byRole.set(role, [...byRole.get(role) ?? [], ...rows]);
    const pairs = [...byRole].flatMap(([role, rows]) => role.statements.flatMap((statement) => statement.actions.items.flatMap(({ text: action }) => {
      return statement.resources.items.map((resource) => ({ rows, action, statement: { ...statement, resources: { items: [resource], known: true } } }));
    })));
    const unasked = pairs.filter(({ rows, action, statement }) => !isAskedFor(model, statement, action, rows));
    expect(unasked.map(({ action, statement }) => `${action} on ${statement.resources.items[0].text}`)).toEqual([]);
  });

  test('no rule about grants fails', () => {
    // Only the user knows which operations of the service of a Smithy model to allow.
    const rules = GRANTS_RULES.filter(({ id }) => id !== 'grants-service-not-allowed');
    expect(rules.flatMap((rule) => linesOf(evaluateRuleOn(rule, model)))).toEqual([]);
  });
});

test('every row of the table applies to one of these apps', () => {
  const asked = APPS.flatMap(([, build]) => rowsOf(modelOf(build)).flatMap(({ rows }) => rows));
  const names = (Object.keys(PERMISSIONS) as PermissionName[]).filter((name) => {
    const { actions, to, evidence } = PERMISSIONS[name];
    return asked.some((row) => row.to === to && actions.includes(row.action) && row.evidence === (evidence ?? 'documented'));
  });
  expect(names.sort()).toEqual(Object.keys(PERMISSIONS).sort());
});

test('these apps use every kind of credentials', () => {
  const used = new Set<CredentialKind>(EVERY_KIND.flatMap(({ kind }) => OUTBOUND_AUTH[kind].allowed));
  expect([...used].sort()).toEqual(Object.keys(EVERY_CREDENTIAL).sort());
});
