import { Stack, Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { secretArnForPolicy } from './credential-secret';
import { workloadIdentityArns } from '../permissions/gateway-arns';
import { recordGrants } from '../permissions/record-grants';
import { CredentialKind, INBOUND_NEEDED, OUTBOUND_MATRIX, TargetType } from '../service/outbound-matrix';
import { GatewayError } from '../synthesis/gateway-error';

type Rendered = agentcore.CfnGatewayTarget.CredentialProviderConfigurationProperty;

/** What a target sends to prove who calls: the property to render, and what the gateway role needs for it. */
export interface TargetCredentials {
  readonly kind: CredentialKind | 'UNKNOWN';
  readonly rendered?: agentcore.ICredentialProviderConfig[];
  readonly statements: iam.PolicyStatement[];
}

export interface CredentialsRequest {
  readonly type: TargetType;
  /** Signing name used when the user gives no credentials and the target needs one. */
  readonly signingService?: string;
  /** Region of the target, when that is known. */
  readonly signingRegion?: string;
  readonly given?: agentcore.ICredentialProviderConfig[];
  /** Why this kind of target has no other choice, for the error message. */
  readonly target: IConstruct;
}

/**
 * Chooses and checks the credentials of a target.
 *
 * @throws GatewayError `outbound-auth` for what the service rejects for this kind of target.
 */
export function targetCredentials(gateway: agentcore.IGateway, request: CredentialsRequest): TargetCredentials {
  const given = request.given ?? defaultCredentials(gateway, request);
  if (given.length > 1) {
    throw refusal(request, `${given.length} credential providers were given`, 'give exactly one');
  }
  if (given.length === 0) {
    checkAllowed(request, 'NONE');
    return { kind: 'NONE', statements: [] };
  }
  const [config] = given;
  const rendered = config._render();
  if (Token.isUnresolved(rendered)) return { kind: 'UNKNOWN', rendered: given, statements: grantedByItself(gateway, config) };
  const kind = credentialKind(rendered as Rendered);
  checkAllowed(request, kind);
  checkService(request, kind, rendered as Rendered);
  checkInbound(gateway, request, kind);
  return { kind, rendered: given, statements: credentialStatements(gateway, request.target, config, rendered as Rendered, kind) };
}

function defaultCredentials(gateway: agentcore.IGateway, request: CredentialsRequest): agentcore.ICredentialProviderConfig[] {
  if (OUTBOUND_MATRIX[request.type].default === 'NONE') return [];
  const { signingService: service, signingRegion } = request;
  // Requests are signed for the region of the gateway unless another one is said.
  const isElsewhere = signingRegion !== undefined && !Token.isUnresolved(signingRegion) && signingRegion !== gateway.env.region;
  return [agentcore.GatewayCredentialProvider.fromIamRole(service ? { service, region: isElsewhere ? signingRegion : undefined } : undefined)];
}

function credentialKind(rendered: Rendered): CredentialKind {
  if (rendered.credentialProviderType !== 'OAUTH') return rendered.credentialProviderType as CredentialKind;
  const provider = rendered.credentialProvider as agentcore.CfnGatewayTarget.CredentialProviderProperty | undefined;
  const oauth = provider?.oauthCredentialProvider as agentcore.CfnGatewayTarget.OAuthCredentialProviderProperty | undefined;
  return `OAUTH ${oauth?.grantType ?? 'CLIENT_CREDENTIALS'}` as CredentialKind;
}

function checkAllowed(request: CredentialsRequest, kind: CredentialKind): void {
  const { allowed } = OUTBOUND_MATRIX[request.type];
  if (!allowed.includes(kind)) {
    throw refusal(request, `credentials \`${kind}\` were given`, `allowed are ${allowed.join(', ')}`);
  }
}

function checkService(request: CredentialsRequest, kind: CredentialKind, rendered: Rendered): void {
  if (kind !== 'GATEWAY_IAM_ROLE') return;
  const provider = rendered.credentialProvider as agentcore.CfnGatewayTarget.CredentialProviderProperty | undefined;
  const iamProvider = provider?.iamCredentialProvider as agentcore.CfnGatewayTarget.IamCredentialProviderProperty | undefined;
  const { iamService } = OUTBOUND_MATRIX[request.type];
  if (iamService === 'required' && !iamProvider?.service) {
    throw refusal(request, 'the IAM role was given without the service to sign for',
      `write GatewayCredentialProvider.fromIamRole({ service: '${request.signingService ?? 'execute-api'}' })`);
  }
  if (iamService === 'rejected' && iamProvider) {
    throw refusal(request, `the IAM role was given with the signing service \`${iamProvider.service}\`, which the service rejects here`,
      'write GatewayCredentialProvider.fromIamRole() without service and region');
  }
  if (request.type === 'mcpServer on AgentCore Gateway' && iamProvider && iamProvider.service !== 'bedrock-agentcore') {
    throw refusal(request, `the signing service is \`${iamProvider.service}\``, 'a gateway takes requests signed for `bedrock-agentcore`');
  }
}

function checkInbound(gateway: agentcore.IGateway, request: CredentialsRequest, kind: CredentialKind): void {
  const needed = INBOUND_NEEDED[kind];
  if (!needed) return;
  const inbound: string = gateway.authorizerConfiguration.authorizerType;
  if (!needed.includes(inbound)) {
    throw refusal(request, `credentials \`${kind}\` pass on what the caller brings, but gateway ${gateway.node.path} has inbound authorization ${inbound}`,
      `use an inbound authorization of ${needed.join(' or ')}, or other credentials`);
  }
}

function refusal(request: CredentialsRequest, given: string, change: string): GatewayError {
  return new GatewayError('outbound-auth', request.target, `a target of kind \`${request.type}\` cannot be called this way: ${given}; ${change}`);
}

/** What the gateway role needs to obtain the credentials. The IAM role itself, and the caller's own credentials, need nothing here. */
function credentialStatements(
  gateway: agentcore.IGateway,
  scope: IConstruct,
  config: agentcore.ICredentialProviderConfig,
  rendered: Rendered,
  kind: CredentialKind,
): iam.PolicyStatement[] {
  const provider = rendered.credentialProvider as agentcore.CfnGatewayTarget.CredentialProviderProperty | undefined;
  const oauth = provider?.oauthCredentialProvider as agentcore.CfnGatewayTarget.OAuthCredentialProviderProperty | undefined;
  const apiKey = provider?.apiKeyCredentialProvider as agentcore.CfnGatewayTarget.ApiKeyCredentialProviderProperty | undefined;
  const providerArn = oauth?.providerArn ?? apiKey?.providerArn;
  if (!providerArn) return [];
  const secretArn = (config as { secretArn?: string }).secretArn;
  if (!secretArn) return grantedByItself(gateway, config);

  const identity = workloadIdentityArns(scope, gateway.gatewayName);
  const provided = [vaultOf(scope, providerArn), providerArn, ...identity];
  const tokenActions = oauth
    ? ['GetWorkloadAccessToken', 'GetWorkloadAccessTokenForJWT', 'GetWorkloadAccessTokenForUserId']
    : ['GetWorkloadAccessToken'];
  const credentialActions = apiKey ? ['GetResourceApiKey'] : ['GetResourceOauth2Token'];
  if (kind === 'OAUTH AUTHORIZATION_CODE') credentialActions.push('CompleteResourceTokenAuth');
  return [
    allow(tokenActions.map(agentCoreAction), identity),
    allow(credentialActions.map(agentCoreAction), provided),
    allow(['secretsmanager:GetSecretValue'], [secretArnForPolicy(scope, secretArn)]),
  ];
}

/** The vault that the provider is in: an ARN that is spelled out names it, and providers of the app are in the default one. */
function vaultOf(scope: IConstruct, providerArn: string): string {
  const [, named] = /^(arn:[^/]+:token-vault\/[^/]+)\//.exec(providerArn) ?? [];
  return named ?? Stack.of(scope).formatArn({ service: 'bedrock-agentcore', resource: 'token-vault', resourceName: 'default' });
}

/** A credential configuration of the user's own: it knows best what it needs. */
function grantedByItself(gateway: agentcore.IGateway, config: agentcore.ICredentialProviderConfig): iam.PolicyStatement[] {
  return recordGrants(gateway.role, () => config.grantNeededPermissionsToRole(gateway)).statements;
}

function agentCoreAction(name: string): string {
  return `bedrock-agentcore:${name}`;
}

function allow(actions: string[], resources: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources });
}
