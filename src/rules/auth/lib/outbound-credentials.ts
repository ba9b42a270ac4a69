import type { Credential, GatewayModel, Target } from '../../../model/gateway-model';
import { property, Resolved } from '../../../model/value';
import { CredentialKind, credentialKindOf } from '../../../service/credential-kinds';
import { CREDENTIAL_PROVIDERS } from '../../../service/identity';
import type { OutboundTargetKind } from '../../../service/outbound-auth';
import { placesOf, waits } from '../../lib/places';

/** What outbound authorization takes a target for; undefined when its kind is unresolved until deployment. */
export function outboundKindOf(model: GatewayModel, target: Target): OutboundTargetKind | undefined {
  const { kind, pointsTo } = target;
  if (kind === 'unknown') return undefined;
  if (kind !== 'mcpServer') return kind;
  if (pointsTo.kind === 'runtime') return 'mcpServerOnRuntime';
  // A gateway elsewhere may take whatever an MCP server can take.
  return isIamGateway(model, target) ? 'mcpServerOnGateway' : 'mcpServer';
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

export function outboundOf({ credentials, path }: Target): Outbound {
  const unknown: Outbound = { is: 'unknown', because: `only the deployment knows the credentials of ${path}` };
  if (!credentials.known) return unknown;
  const [credential, ...others] = credentials.items;
  if (!credential) return { is: 'known', kind: 'NONE' };
  const { type, grantType } = credential;
  if (others.length > 0 || !type) return { is: 'malformed' };
  if (!type.known || waitsInside(credential) || (type.text === 'OAUTH' && grantType?.known === false)) return unknown;
  const kind = credentialKindOf(type.text, grantType?.text);
  return kind ? { is: 'known', kind, credential } : { is: 'malformed' };
}

/** Whether only the deployment knows which settings there are. */
function waitsInside({ properties }: Credential): boolean {
  const provider = property(properties, 'CredentialProvider');
  return waits(provider) || PROVIDERS.some((name) => waits(property(provider, name)));
}

const PROVIDERS = ['IamCredentialProvider', ...Object.values(CREDENTIAL_PROVIDERS).map(({ setting }) => setting)];

export function iamProvider(credential: Credential): Resolved | undefined {
  return property(credential.properties, 'CredentialProvider', 'IamCredentialProvider');
}

