import { Token } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { apiMessage } from '../findings/api-message';
import { isWithin, OAUTH_PARAMETERS, OAUTH_SCOPES, OAUTH_SCOPE_CHARACTERS, RETURN_URL_CHARACTERS } from '../service/limits';
import { rejectFaults } from '../synthesis/gateway-error';

/** The options of the OAuth grants that are checked. */
interface OAuthOptions {
  readonly scopes?: string[];
  readonly customParameters?: { readonly [name: string]: string };
  readonly defaultReturnUrl?: string;
}

/**
 * @throws GatewayError `outbound-oauth`, naming everything that the service rejects
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_OAuthCredentialProvider.html
 */
export function requireOAuthOptions(provider: agentcore.IOAuth2CredentialProvider, options: OAuthOptions): void {
  const faults = [...scopeFaults(options.scopes), ...parameterFaults(options.customParameters), ...returnUrlFaults(options.defaultReturnUrl)];
  rejectFaults(faults, 'outbound-oauth', provider, `the service rejects OAuth credentials of ${provider.node.path}`, 'change these options');
}

function scopeFaults(scopes: string[] | undefined): string[] {
  if (scopes === undefined || Token.isUnresolved(scopes)) return [];
  const { min, max } = OAUTH_SCOPE_CHARACTERS;
  return [
    ...scopes.length > OAUTH_SCOPES ? [apiMessage`\`scopes\` has ${scopes.length} scopes; use at most ${OAUTH_SCOPES}`] : [],
    ...scopes.filter((scope) => !Token.isUnresolved(scope) && !isWithin(scope.length, OAUTH_SCOPE_CHARACTERS))
      .map((scope) => apiMessage`scope \`${scope}\` has ${scope.length} characters; use ${min} to ${max}`),
    // One text with several scopes would be sent as one scope that no provider knows.
    ...scopes.filter((scope) => !Token.isUnresolved(scope) && /\s/.test(scope.trim())).map((scope) => apiMessage`scope \`${scope}\` contains a space; write each scope as an item of the list`),
  ];
}

function parameterFaults(parameters: OAuthOptions['customParameters']): string[] {
  if (parameters === undefined || Token.isUnresolved(parameters)) return [];
  const count = Object.keys(parameters).length;
  return isWithin(count, OAUTH_PARAMETERS) ? [] : [apiMessage`\`customParameters\` has ${count} parameters; use ${OAUTH_PARAMETERS.min} to ${OAUTH_PARAMETERS.max}, or leave it out`];
}

function returnUrlFaults(url: string | undefined): string[] {
  if (url === undefined || Token.isUnresolved(url)) return [];
  if (!/^\w+:\/?\/?\S+$/.test(url)) return [apiMessage`\`defaultReturnUrl\` is \`${url}\`; write a whole URL, such as https://app.example.com/signed-in`];
  return url.length > RETURN_URL_CHARACTERS ? [apiMessage`\`defaultReturnUrl\` has ${url.length} characters; use at most ${RETURN_URL_CHARACTERS}`] : [];
}
