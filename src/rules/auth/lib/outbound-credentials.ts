import type { Credential, GatewayModel, Target } from '../../../model/gateway-model';
import { property, Resolved } from '../../../model/value';
import { CredentialKind, credentialKindOf } from '../../../service/credential-kinds';
import { CREDENTIAL_PROVIDERS } from '../../../service/identity';
import type { OutboundTargetKind } from '../../../service/outbound-auth';
import { isUnresolved, placesOf } from '../../lib/places';

/** The kind of a target for outbound authorization; undefined if unresolved until deployment. */
export function outboundKindOf(model: GatewayModel, target: Target): OutboundTargetKind | undefined {
  const { kind, pointsTo } = target;
  if (kind === 'unknown') return undefined;
  if (kind !== 'mcpServer') return kind;
  if (pointsTo.kind === 'runtime') return 'mcpServerOnRuntime';
  // A gateway outside the app may accept the same credentials as any MCP server.
  return isIamGateway(model, target) ? 'mcpServerOnGateway' : 'mcpServer';
}

function isIamGateway(model: GatewayModel, { pointsTo }: Target): boolean {
  const inner = pointsTo.kind === 'gateway' && pointsTo.address !== undefined ? placesOf(model).gateways.get(pointsTo.address) : undefined;
  return inner?.authorizer.type?.text === 'AWS_IAM';
}

/** The outbound authorization of a target. */
type Outbound =
  | { readonly is: 'known'; readonly kind: CredentialKind; readonly credential?: Credential }
  | { readonly is: 'unknown'; readonly because: string }
  /** Invalid: other rules report it. */
  | { readonly is: 'malformed' };

export function outboundOf({ credentials, path }: Target): Outbound {
  const unknown: Outbound = { is: 'unknown', because: `the credentials of ${path} are unresolved until deployment` };
  if (!credentials.known) return unknown;
  const [credential, ...others] = credentials.items;
  if (!credential) return { is: 'known', kind: 'NONE' };
  const { type, grantType } = credential;
  if (others.length > 0 || !type) return { is: 'malformed' };
  if (!type.known || hasUnresolvedSettings(credential) || (type.text === 'OAUTH' && grantType?.known === false)) return unknown;
  const kind = credentialKindOf(type.text, grantType?.text);
  return kind ? { is: 'known', kind, credential } : { is: 'malformed' };
}

/** Whether the settings are unresolved until deployment. */
function hasUnresolvedSettings({ properties }: Credential): boolean {
  const provider = property(properties, 'CredentialProvider');
  return isUnresolved(provider) || PROVIDERS.some((name) => isUnresolved(property(provider, name)));
}

const PROVIDERS = ['IamCredentialProvider', ...Object.values(CREDENTIAL_PROVIDERS).map(({ setting }) => setting)];

export function iamProvider(credential: Credential): Resolved | undefined {
  return property(credential.properties, 'CredentialProvider', 'IamCredentialProvider');
}

