import { shorten } from './text-width';
import type { Authorizer, Credential, Gateway, JwtConfiguration, Link, Runtime, Target } from '../../../src/model/gateway-model';
import type { List, Text } from '../../../src/model/value';

/** The width of the longest list item that is shown; others are only counted. */
const LONGEST_LIST = 28;

/** The inbound authorization of a gateway: the type, and for JWT a second line with the required claims. */
export function inboundLabel({ authorizer }: Pick<Gateway, 'authorizer'>): string[] {
  switch (authorizer.type?.text) {
    case 'CUSTOM_JWT': return ['JWT', ...tokenLabel(authorizer)];
    case 'AWS_IAM': return ['AWS IAM'];
    case 'AUTHENTICATE_ONLY': return ['authenticated only'];
    case 'NONE': return ['no authentication'];
    case undefined: return ['inbound auth not set'];
    default: return ['inbound auth unknown'];
  }
}

export function runtimeInboundLabel({ jwt }: Pick<Runtime, 'jwt'>): string {
  return jwt ? 'JWT' : 'AWS IAM';
}

/** Returns the name of a credential provider. */
type NameOf = (link: Link) => string;

/** The outbound authorization of a target. */
export function outboundLabel({ credentials }: Pick<Target, 'credentials'>, nameOf: NameOf): string[] {
  if (!credentials.known) return ['outbound auth unknown'];
  return credentials.items.length === 0 ? ['no credentials'] : credentials.items.flatMap((credential) => credentialLabel(credential, nameOf));
}

function credentialLabel({ type, provider, grantType, location, parameterName, scopes }: Credential, nameOf: NameOf): string[] {
  const named = (kind: string) => provider ? `${kind} ${shorten(nameOf(provider))}` : kind;
  switch (type?.text) {
    case 'GATEWAY_IAM_ROLE': return ["gateway's role"];
    case 'CALLER_IAM_CREDENTIALS': return ["caller's IAM credentials"];
    case 'JWT_PASSTHROUGH': return ["caller's JWT"];
    case 'OAUTH': return [named('OAuth'), ...grantLabel(grantType, scopes)];
    case 'API_KEY': return [named('API key'), ...keyPlace(location, parameterName)];
    default: return ['outbound auth unknown'];
  }
}

function keyPlace(location: Text | undefined, parameterName: Text | undefined): string[] {
  const place = location?.text === 'QUERY_PARAMETER' ? 'query' : 'header';
  return parameterName ? [`in ${place} ${parameterName.known ? shorten(parameterName.text) : '…'}`] : [];
}

const GRANTS: Readonly<Record<string, string>> = {
  CLIENT_CREDENTIALS: 'client credentials', AUTHORIZATION_CODE: 'user consent', TOKEN_EXCHANGE: 'token exchange',
};

function grantLabel(grantType: Text | undefined, scopes: List<Text> | undefined): string[] {
  const grant = GRANTS[grantType?.text ?? 'CLIENT_CREDENTIALS'];
  const scope = scopes && scopes.items.length > 0 ? listLabel('scope', scopes) : undefined;
  const parts = [grant, scope].filter((part) => part !== undefined);
  return parts.length > 0 ? [parts.join(', ')] : [];
}

function tokenLabel({ jwt, configurationUnknown }: Authorizer): string[] {
  if (!jwt) return configurationUnknown ? ['details at deployment'] : [];
  const parts = [
    listLabel('audience', jwt.allowedAudience), listLabel('client', jwt.allowedClients), listLabel('scope', jwt.allowedScopes), claimsLabel(jwt),
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? [parts.slice(0, 2).join(', ')] : ['any audience and client'];
}

function claimsLabel({ customClaims: { items, known } }: JwtConfiguration): string | undefined {
  return items.length === 0 && known ? undefined : `${items.length} custom claim${items.length === 1 ? '' : 's'}`;
}

function listLabel(noun: string, { items, known }: List<Text>): string | undefined {
  if (items.length === 0) return known ? undefined : `${noun}s at deployment`;
  const list = items.map((item) => item.known ? item.text : '…').join(' ');
  if (items.length === 1 && list.length <= LONGEST_LIST && list !== '…') return `${noun} ${list}`;
  return `${items.length} ${noun}${items.length === 1 ? '' : 's'}`;
}
