import type { IResolvable } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { requireOAuthOptions } from './oauth-options-check';

/**
 * OAuth options for outbound authorization on behalf of a user.
 */
export interface OutboundOAuthOptions {
  /**
   * The scopes that the gateway requests: at most 100, of 1 to 64 characters each.
   */
  readonly scopes: string[];

  /**
   * Additional parameters of the token request: 1 to 10.
   *
   * @default - none
   */
  readonly customParameters?: { [name: string]: string };
}

/**
 * Options for the OAuth authorization code grant.
 */
export interface AuthorizationCodeOptions extends OutboundOAuthOptions {
  /**
   * The URL that the user's browser returns to after sign-in.
   *
   * It must also be an allowed return URL of the gateway's workload identity.
   */
  readonly defaultReturnUrl: string;
}

/**
 * Outbound authorization that `GatewayCredentialProvider` of aws-cdk-lib does not support.
 *
 * For the IAM role, API keys and OAuth client credentials, use `GatewayCredentialProvider`. Pass either in
 * `credentialProviderConfigurations`.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html
 *
 * @example
 * declare const tools: Gateway;
 * declare const crm: agentcore.OAuth2CredentialProvider;
 * tools.addMcpServerTarget('Crm', {
 *   endpoint: 'https://mcp.crm.example.com/mcp',
 *   credentialProviderConfigurations: [OutboundAuth.tokenExchange(crm, { scopes: ['read'] })],
 * });
 */
export class OutboundAuth implements agentcore.ICredentialProviderConfig {
  /**
   * Sends an API key in a header without a prefix, for example in `x-api-key`.
   *
   * `GatewayCredentialProvider.fromApiKeyIdentity` of aws-cdk-lib always adds a prefix to a key in a header, `Bearer ` by default.
   */
  public static apiKeyHeader(provider: agentcore.IApiKeyCredentialProvider, headerName: string): agentcore.ICredentialProviderConfig {
    const binding = provider.bindForGatewayApiKeyTarget();
    return new OutboundAuth('API_KEY', {
      apiKeyCredentialProvider: { providerArn: binding.providerArn, credentialLocation: 'HEADER', credentialParameterName: headerName },
    }, binding.secretArn);
  }

  /**
   * Uses the OAuth authorization code grant: each user signs in to the provider once, and the gateway calls the target as that user.
   *
   * With a consent portal, pass its `returnUrl`: `gateway.addConsentPortal`.
   *
   * If the gateway lists the tools at creation, the target stays in the status `CREATE_PENDING_AUTH` until an administrator signs in. A
   * static tool schema avoids this.
   */
  public static authorizationCode(
    provider: agentcore.IOAuth2CredentialProvider, options: AuthorizationCodeOptions,
  ): agentcore.ICredentialProviderConfig {
    return OutboundAuth.oauth(provider, options, { grantType: 'AUTHORIZATION_CODE', defaultReturnUrl: options.defaultReturnUrl });
  }

  /**
   * Uses OAuth token exchange: the gateway exchanges the caller's token for a token that the target accepts, and calls the target on behalf
   * of the caller.
   */
  public static tokenExchange(provider: agentcore.IOAuth2CredentialProvider, options: OutboundOAuthOptions): agentcore.ICredentialProviderConfig {
    return OutboundAuth.oauth(provider, options, { grantType: 'TOKEN_EXCHANGE' });
  }

  /**
   * Passes the caller's JSON Web Token (JWT) to the target unchanged.
   *
   * Only for agents and other HTTP targets, on gateways whose callers send a token.
   */
  public static jwtPassthrough(): agentcore.ICredentialProviderConfig {
    return new OutboundAuth('JWT_PASSTHROUGH');
  }

  /**
   * Calls the target with the IAM credentials of the caller. The caller must be allowed to invoke the target.
   *
   * Only for agents and other HTTP targets, on gateways with IAM inbound authorization.
   */
  public static callerIam(): agentcore.ICredentialProviderConfig {
    return new OutboundAuth('CALLER_IAM_CREDENTIALS');
  }

  private static oauth(
    provider: agentcore.IOAuth2CredentialProvider,
    options: OutboundOAuthOptions,
    grant: { grantType: string; defaultReturnUrl?: string },
  ): agentcore.ICredentialProviderConfig {
    requireOAuthOptions(provider, { ...options, defaultReturnUrl: grant.defaultReturnUrl });
    const binding = provider.bindForGatewayOAuthTarget(options.scopes, options.customParameters);
    return new OutboundAuth('OAUTH', {
      oauthCredentialProvider: {
        providerArn: binding.providerArn,
        scopes: binding.scopes,
        customParameters: binding.customParameters,
        ...grant,
      },
    }, binding.secretArn);
  }

  /**
   * The credential provider type.
   *
   * It may be a value of the service that the enumeration of aws-cdk-lib does not have yet.
   */
  public readonly credentialProviderType: agentcore.CredentialProviderType;

  private constructor(
    type: string,
    private readonly credentialProvider?: agentcore.CfnGatewayTarget.CredentialProviderProperty,
    /** @internal The target grants the gateway role read access to it. */
    public readonly secretArn?: string,
  ) {
    this.credentialProviderType = type as agentcore.CredentialProviderType;
  }

  /**
   * Does nothing: `GatewayTarget` grants the permissions in its own policy.
   */
  public grantNeededPermissionsToRole(_gateway: agentcore.IGateway): iam.Grant | undefined {
    return undefined;
  }

  /** @internal */
  public _render(): agentcore.CfnGatewayTarget.CredentialProviderConfigurationProperty | IResolvable {
    return { credentialProviderType: this.credentialProviderType, credentialProvider: this.credentialProvider };
  }
}
