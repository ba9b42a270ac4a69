import { Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { secretArnForPolicy } from './credential-secret';
import { apiMessage } from '../findings/api-message';
import type { ErrorId } from '../findings/errors';
import { identityArns, tokenVaultArn } from '../permissions/gateway-arns';
import { permissionStatements } from '../permissions/permission-statements';
import { recordGrants } from '../permissions/record-grants';
import { AGENTCORE } from '../service/agentcore';
import { CredentialKind, credentialKindOf, CREDENTIALS } from '../service/credential-kinds';
import { vaultInProviderArn } from '../service/identity';
import { INSTEAD_OF_CREDENTIALS, OUTBOUND_AUTH, OutboundTargetKind, TARGET_TEXTS } from '../service/outbound-auth';
import { CREDENTIAL_PERMISSIONS } from '../service/permissions';
import { GatewayError } from '../synthesis/gateway-error';

type Rendered = agentcore.CfnGatewayTarget.CredentialProviderConfigurationProperty;

/** The credentials of a target: the property to render, and the permissions that the gateway role needs for them. */
interface TargetCredentials {
  readonly kind: CredentialKind | 'UNKNOWN';
  readonly rendered?: agentcore.ICredentialProviderConfig[];
  readonly statements: iam.PolicyStatement[];
}

interface CredentialsRequest {
  readonly kind: OutboundTargetKind;
  /** Signing name for the default credentials, where the service requires one. */
  readonly signingService?: string;
  /** Region of the target, if known. */
  readonly signingRegion?: string;
  /** Whether the target certainly rejects requests that are not signed. */
  readonly requiresSignature?: boolean;
  readonly given?: agentcore.ICredentialProviderConfig[];
  readonly target: IConstruct;
}

/**
 * Chooses and checks the credentials of a target.
 *
 * @throws GatewayError with the id of the rule that the credentials violate, such as `auth-outbound`.
 */
export function targetCredentials(gateway: agentcore.IGateway, request: CredentialsRequest): TargetCredentials {
  const given = request.given ?? defaultCredentials(gateway, request);
  if (given.length > 1) {
    throw refusal('auth-credentials-one', request, `${given.length} credential providers were given`, 'pass exactly one');
  }
  if (given.length === 0) {
    requireAllowed(request, 'NONE', 'no credentials');
    requireSignature(request, 'NONE');
    return { kind: 'NONE', statements: [] };
  }
  const [config] = given;
  const rendered = config._render();
  if (Token.isUnresolved(rendered)) return { kind: 'UNKNOWN', rendered: given, statements: ownStatements(gateway, config) };
  const kind = requireKind(request, rendered as Rendered);
  requireSignature(request, kind);
  checkService(request, kind, rendered as Rendered);
  checkInbound(gateway, request, kind);
  return { kind, rendered: given, statements: credentialStatements(gateway, request.target, config, rendered as Rendered, kind) };
}

function defaultCredentials(gateway: agentcore.IGateway, request: CredentialsRequest): agentcore.ICredentialProviderConfig[] {
  if (OUTBOUND_AUTH[request.kind].default === 'NONE' && !request.requiresSignature) return [];
  const { signingService: service, signingRegion } = request;
  // Requests are signed for the region of the gateway unless another region is given.
  const isElsewhere = signingRegion !== undefined && !Token.isUnresolved(signingRegion) && signingRegion !== gateway.env.region;
  return [agentcore.GatewayCredentialProvider.fromIamRole(service ? { service, region: isElsewhere ? signingRegion : undefined } : undefined)];
}

function requireKind(request: CredentialsRequest, { credentialProviderType, credentialProvider }: Rendered): CredentialKind {
  const provider = credentialProvider as agentcore.CfnGatewayTarget.CredentialProviderProperty | undefined;
  const oauth = provider?.oauthCredentialProvider as agentcore.CfnGatewayTarget.OAuthCredentialProviderProperty | undefined;
  const kind = credentialKindOf(credentialProviderType, oauth?.grantType);
  const text = kind ? CREDENTIALS[kind].text : `\`${[credentialProviderType, oauth?.grantType].join(' ').trim()}\``;
  return requireAllowed(request, kind, `credentials ${text}`);
}

function requireAllowed(request: CredentialsRequest, kind: CredentialKind | undefined, what: string): CredentialKind {
  const { allowed, undocumented = [] } = OUTBOUND_AUTH[request.kind];
  // Of some kinds, AWS documents nothing: their users know more.
  if (kind && (allowed.includes(kind) || (allowed.length === 0 && undocumented.includes(kind)))) return kind;
  const texts = allowed.map((one) => CREDENTIALS[one].text);
  const instead = INSTEAD_OF_CREDENTIALS[request.kind];
  throw refusal('auth-outbound', request, `${what} were given`,
    `use ${texts.length === 1 ? '' : 'one of '}${texts.join(', ')}${instead === undefined ? '' : `; ${instead}`}`);
}

/** A function URL with IAM authorization rejects every request that is not signed. */
function requireSignature(request: CredentialsRequest, kind: CredentialKind): void {
  const { text, sends } = CREDENTIALS[kind];
  if (!request.requiresSignature || sends === 'signature') return;
  throw refusal('auth-function-url-authorizer', request, `${kind === 'NONE' ? '' : 'credentials '}${text} were given, but the function URL accepts only signed requests`,
    'use the IAM role of the gateway, or create the function URL without authorization');
}

function checkService(request: CredentialsRequest, kind: CredentialKind, rendered: Rendered): void {
  if (kind !== 'GATEWAY_IAM_ROLE') return;
  const provider = rendered.credentialProvider as agentcore.CfnGatewayTarget.CredentialProviderProperty | undefined;
  const iamProvider = provider?.iamCredentialProvider as agentcore.CfnGatewayTarget.IamCredentialProviderProperty | undefined;
  const { iamService } = OUTBOUND_AUTH[request.kind];
  if (iamService === 'required' && !iamProvider?.service) {
    throw refusal('auth-service-required', request, 'the IAM role was given without the service to sign for',
      apiMessage`use \`GatewayCredentialProvider.fromIamRole({ service: '${request.signingService ?? 'execute-api'}' })\``);
  }
  if (iamService === 'rejected' && iamProvider) {
    throw refusal('auth-service-rejected', request, `the IAM role was given with the signing service \`${iamProvider.service}\`, which the service rejects for this kind of target`,
      apiMessage`use \`GatewayCredentialProvider.fromIamRole()\` without service and region`);
  }
  if (request.kind === 'mcpServerOnGateway' && iamProvider && iamProvider.service !== AGENTCORE) {
    throw refusal('auth-service-wrong', request, `the signing service is \`${iamProvider.service}\``, `sign for \`${AGENTCORE}\``);
  }
}

function checkInbound(gateway: agentcore.IGateway, request: CredentialsRequest, kind: CredentialKind): void {
  const needed: readonly string[] | undefined = CREDENTIALS[kind].inbound;
  if (!needed) return;
  const inbound: string = gateway.authorizerConfiguration.authorizerType;
  if (!needed.includes(inbound)) {
    throw refusal('auth-inbound-needed', request, `credentials ${CREDENTIALS[kind].text} come from the caller, but gateway ${gateway.node.path} has inbound authorization ${inbound}`,
      `use inbound authorization ${needed.join(' or ')}, or other credentials`);
  }
}

function refusal(id: ErrorId, request: CredentialsRequest, given: string, fix: string): GatewayError {
  return new GatewayError(id, request.target, `credentials do not fit a target of type ${TARGET_TEXTS[request.kind]}: ${given}`, fix);
}

/** The permissions that the gateway role needs to obtain the credentials. */
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
  if (!secretArn) return ownStatements(gateway, config);

  return permissionStatements(CREDENTIAL_PERMISSIONS[kind], {
    ...identityArns(scope, gateway.gatewayName),
    tokenVault: vaultInProviderArn(providerArn) ?? tokenVaultArn(scope),
    credentialProvider: providerArn,
    credentialSecret: secretArnForPolicy(scope, secretArn),
  });
}

/** Custom credential configurations grant their own permissions. */
function ownStatements(gateway: agentcore.IGateway, config: agentcore.ICredentialProviderConfig): iam.PolicyStatement[] {
  return recordGrants(gateway.role, () => config.grantNeededPermissionsToRole(gateway)).statements;
}
