import type { Credential, GatewayModel, Target } from '../../../model/gateway-model';
import { property, Resolved } from '../../../model/value';
import { CredentialKind, OUTBOUND_MATRIX } from '../../../service/outbound-matrix';
import { placesOf, waits } from '../../lib/places';

/** What a kind of target takes. */
export interface OutboundRow {
  /** As the service's documentation calls the kind of target. */
  readonly kind: string;
  readonly allowed: readonly CredentialKind[];
  /** Neither allowed nor refused by any page. */
  readonly undocumented?: readonly CredentialKind[];
  readonly iamService?: 'required' | 'rejected';
}

const CONNECTOR: OutboundRow = { kind: 'connector', allowed: ['GATEWAY_IAM_ROLE'], iamService: 'rejected' };

const INFERENCE_PROVIDER: OutboundRow = { kind: 'inference provider', allowed: ['GATEWAY_IAM_ROLE', 'API_KEY'] };

const PASSTHROUGH: OutboundRow = {
  kind: 'HTTP passthrough',
  allowed: ['GATEWAY_IAM_ROLE', 'CALLER_IAM_CREDENTIALS', 'OAUTH CLIENT_CREDENTIALS', 'JWT_PASSTHROUGH', 'API_KEY'],
  undocumented: ['NONE', 'OAUTH AUTHORIZATION_CODE', 'OAUTH TOKEN_EXCHANGE'],
};

/** What the kind of a target takes; undefined where no page says. */
export function outboundRow(model: GatewayModel, target: Target): OutboundRow | undefined {
  const { kind, pointsTo } = target;
  switch (kind) {
    case 'lambda': return { kind: 'Lambda', ...OUTBOUND_MATRIX.lambda };
    case 'openApi': return { kind: 'OpenAPI', ...OUTBOUND_MATRIX.openApiSchema };
    case 'smithy': return { kind: 'Smithy', ...OUTBOUND_MATRIX.smithyModel };
    case 'apiGateway': return { kind: 'API Gateway stage', ...OUTBOUND_MATRIX.apiGateway };
    case 'runtime': return { kind: 'AgentCore runtime', ...OUTBOUND_MATRIX.agentcoreRuntime };
    case 'connector': return CONNECTOR;
    case 'passthrough': return PASSTHROUGH;
    case 'inferenceProvider': return INFERENCE_PROVIDER;
    case 'mcpServer':
      if (pointsTo.kind === 'runtime') return { kind: 'MCP server on an AgentCore runtime', ...OUTBOUND_MATRIX['mcpServer on AgentCore Runtime'] };
      // A gateway elsewhere may take whatever an MCP server can take.
      if (isIamGateway(model, target)) return { kind: 'AgentCore gateway', ...OUTBOUND_MATRIX['mcpServer on AgentCore Gateway'] };
      return { kind: 'MCP server', ...OUTBOUND_MATRIX.mcpServer };
    default: return undefined;
  }
}

function isIamGateway(model: GatewayModel, { pointsTo }: Target): boolean {
  const inner = pointsTo.kind === 'gateway' && pointsTo.address !== undefined ? placesOf(model).gateways.get(pointsTo.address) : undefined;
  return inner?.authorizer.type?.text === 'AWS_IAM';
}

/** How a gateway authorizes itself at a target. */
export type Outbound =
  | { readonly is: 'known'; readonly kind: CredentialKind; readonly credential?: Credential }
  | { readonly is: 'unknown'; readonly because: string }
  /** So wrong that only the rules about it have something to say. */
  | { readonly is: 'malformed' };

const TYPES: readonly string[] = ['GATEWAY_IAM_ROLE', 'CALLER_IAM_CREDENTIALS', 'JWT_PASSTHROUGH', 'API_KEY'] satisfies CredentialKind[];

const GRANTS: readonly string[] = ['CLIENT_CREDENTIALS', 'AUTHORIZATION_CODE', 'TOKEN_EXCHANGE'];

export function outboundOf({ credentials, path }: Target): Outbound {
  const unknown: Outbound = { is: 'unknown', because: `only the deployment knows the credentials of ${path}` };
  if (!credentials.known) return unknown;
  const [credential, ...others] = credentials.items;
  if (!credential) return { is: 'known', kind: 'NONE' };
  const { type, grantType = { text: 'CLIENT_CREDENTIALS', known: true } } = credential;
  if (others.length > 0 || !type) return { is: 'malformed' };
  if (!type.known || waitsInside(credential)) return unknown;
  if (TYPES.includes(type.text)) return { is: 'known', kind: type.text as CredentialKind, credential };
  if (type.text !== 'OAUTH') return { is: 'malformed' };
  if (!grantType.known) return unknown;
  return GRANTS.includes(grantType.text) ? { is: 'known', kind: `OAUTH ${grantType.text}` as CredentialKind, credential } : { is: 'malformed' };
}

/** Whether only the deployment knows which settings there are. */
function waitsInside({ properties }: Credential): boolean {
  const provider = property(properties, 'CredentialProvider');
  return waits(provider) || PROVIDERS.some((name) => waits(property(provider, name)));
}

const PROVIDERS = ['IamCredentialProvider', 'OauthCredentialProvider', 'ApiKeyCredentialProvider'];

export function iamProvider(credential: Credential): Resolved | undefined {
  return property(credential.properties, 'CredentialProvider', 'IamCredentialProvider');
}

/** Whether the gateway signs with AWS credentials, its own or the caller's. */
export function signs(kind: CredentialKind): boolean {
  return kind === 'GATEWAY_IAM_ROLE' || kind === 'CALLER_IAM_CREDENTIALS';
}

/** Whether the gateway sends a token. */
export function sendsToken(kind: CredentialKind): boolean {
  return kind.startsWith('OAUTH ') || kind === 'JWT_PASSTHROUGH';
}

/** How a kind of credentials is written in a template, for messages. */
export function credentialName(kind: CredentialKind): string {
  return kind === 'NONE' ? 'no credentials' : `\`${kind}\``;
}
