import { GatewayAuthError } from './errors.js';
import type { Gateway } from './gateway.js';
import { type Outgoing, parse } from './outgoing.js';
import { currentSession } from './session.js';

/** Returns a bearer token. */
export type TokenProvider = () => string | Promise<string>;

const RENEW_BEFORE_EXPIRY_MS = 60_000;
const MAX_CACHED = 256;

/** Sends the token of a provider, which is asked again when the token expires or the gateway refuses it. */
export class Bearer {
  private readonly tokens = new Map<string, { token: string; expires: number }>();
  private claims: Record<string, unknown> = {};

  public constructor(private readonly provider: TokenProvider) {}

  public async authenticate(request: Outgoing): Promise<void> {
    const token = await this.token();
    this.claims = claimsOf(token);
    request.headers.set('authorization', `Bearer ${token}`);
  }

  public async renew(status: number): Promise<boolean> {
    return status === 401 && this.tokens.delete(user());
  }

  public explain(arn: string | undefined): string {
    const said = Object.fromEntries(['iss', 'aud', 'client_id', 'scope'].flatMap((name) => name in this.claims ? [[name, this.claims[name]]] : []));
    return `sent a token with ${JSON.stringify(said)}; the authorizer of ${arn ?? 'the gateway'} must accept its issuer, audience, client and scopes`;
  }

  private async token(): Promise<string> {
    const owner = user();
    const cached = this.tokens.get(owner);
    if (cached && Date.now() < cached.expires) return cached.token;
    const token = await this.provider();
    if (this.tokens.size >= MAX_CACHED) this.tokens.clear();
    this.tokens.set(owner, { token, expires: Number(claimsOf(token).exp ?? 0) * 1000 - RENEW_BEFORE_EXPIRY_MS });
    return token;
  }
}

/** Whose token it is: what a provider returns may depend on the session, so a token never serves another one. */
function user(): string {
  const { sessionId, policySessionId, workloadAccessToken } = currentSession();
  return JSON.stringify([sessionId, policySessionId, workloadAccessToken]);
}

/** The claims of a JWT, unverified; none for an opaque token. */
function claimsOf(token: string): Record<string, unknown> {
  return parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

export interface ClientCredentialsOptions {
  readonly clientId: string;
  /** The secret in AWS Secrets Manager that holds the client secret, as text or as JSON with `clientSecret` or `client_secret`. */
  readonly secretArn: string;
  readonly scopes?: string[];
}

/**
 * A token provider for the OAuth2 client credentials grant. Needs `@aws-sdk/client-secrets-manager`.
 *
 * @param tokenEndpoint for Amazon Cognito `https://<domain>.auth.<region>.amazoncognito.com/oauth2/token`
 */
export function clientCredentials(tokenEndpoint: string, { clientId, secretArn, scopes = [] }: ClientCredentialsOptions): TokenProvider {
  return async () => {
    const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
    const { SecretString: text = '' } = await new SecretsManagerClient({ region: secretArn.split(':')[3] }).send(new GetSecretValueCommand({ SecretId: secretArn }));
    const { clientSecret, client_secret: snakeCase } = parse(text);
    const secret = clientSecret ?? snakeCase ?? text;
    const form = new URLSearchParams({ grant_type: 'client_credentials', ...scopes.length > 0 ? { scope: scopes.join(' ') } : {} });
    const authorization = `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(String(secret))}`).toString('base64')}`;
    const response = await fetch(tokenEndpoint, { method: 'POST', headers: { authorization }, body: form, redirect: 'error', signal: AbortSignal.timeout(10_000) });
    const body = await response.text();
    if (!response.ok) throw new GatewayAuthError(`${tokenEndpoint} returned ${response.status} to client \`${clientId}\`: ${body.slice(0, 500)}`);
    return String(parse(body).access_token);
  };
}

/** A token provider that asks AgentCore Identity, as the gateway's entry in the Runtime Configuration says. */
export function identityToken({ name, region, details }: Gateway): TokenProvider {
  return async () => {
    const { workloadAccessToken: workloadIdentityToken } = currentSession();
    if (!workloadIdentityToken) {
      throw new GatewayAuthError(`a token for gateway \`${name}\` comes from AgentCore Identity, which needs the workload access token of an invocation: `
        + 'call it inside `runWithSession(context, …)` with the context of BedrockAgentCoreApp, or pass `token`');
    }
    const { BedrockAgentCoreClient, GetResourceOauth2TokenCommand } = await import('@aws-sdk/client-bedrock-agentcore');
    const { accessToken } = await new BedrockAgentCoreClient({ region }).send(new GetResourceOauth2TokenCommand({
      workloadIdentityToken, resourceCredentialProviderName: details.credentialProvider, scopes: details.scopes ?? [], oauth2Flow: 'M2M',
    }));
    return accessToken!;
  };
}
