import type { IResolvable } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';

/**
 * OAuth settings of an outbound authorization that acts for a user.
 */
export interface OutboundOAuthOptions {
  /**
   * Scopes the gateway asks for, at most 100 of 1 to 64 characters.
   */
  readonly scopes: string[];

  /**
   * Further parameters of the token request, 1 to 10 of them.
   *
   * @default - none
   */
  readonly customParameters?: { [name: string]: string };
}

/**
 * Settings of the OAuth authorization code grant.
 */
export interface AuthorizationCodeOptions extends OutboundOAuthOptions {
  /**
   * Where the browser of the user returns to after signing in.
   *
   * It must also be among the allowed return URLs of the gateway's workload identity.
   */
  readonly defaultReturnUrl: string;
}

/**
 * The ways a gateway can authorize itself at a target that `GatewayCredentialProvider` of aws-cdk-lib does not offer.
 *
 * Use them together: the IAM role, API keys and OAuth client credentials come from `GatewayCredentialProvider`,
 * the rest from here; both go into `credentialProviderConfigurations`.
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
   * An API key alone in a header, for example `x-api-key`.
   *
   * `GatewayCredentialProvider.fromApiKeyIdentity` of aws-cdk-lib always puts a prefix before a key in a header, `Bearer ` by default.
   */
  public static apiKeyHeader(provider: agentcore.IApiKeyCredentialProvider, headerName: string): agentcore.ICredentialProviderConfig {
    const binding = provider.bindForGatewayApiKeyTarget();
    return new OutboundAuth('API_KEY', {
      apiKeyCredentialProvider: { providerArn: binding.providerArn, credentialLocation: 'HEADER', credentialParameterName: headerName },
    }, binding.secretArn);
  }

  /**
   * OAuth authorization code grant: every user signs in once at the provider, and the target is called as that user.
   *
   * A target that the gateway would synchronize at creation waits in `CREATE_PENDING_AUTH` for an administrator
   * to sign in, unless it has a static tool schema.
   */
  public static authorizationCode(
    provider: agentcore.IOAuth2CredentialProvider, options: AuthorizationCodeOptions,
  ): agentcore.ICredentialProviderConfig {
    return OutboundAuth.oauth(provider, options, { grantType: 'AUTHORIZATION_CODE', defaultReturnUrl: options.defaultReturnUrl });
  }

  /**
   * OAuth token exchange: the caller's token is exchanged for one the target accepts, so that the target is called on behalf of the caller.
   */
  public static tokenExchange(provider: agentcore.IOAuth2CredentialProvider, options: OutboundOAuthOptions): agentcore.ICredentialProviderConfig {
    return OutboundAuth.oauth(provider, options, { grantType: 'TOKEN_EXCHANGE' });
  }

  /**
   * Passes the caller's JSON web token on to the target unchanged.
   *
   * Only for agents and other HTTP targets, on gateways whose callers bring a token.
   */
  public static jwtPassthrough(): agentcore.ICredentialProviderConfig {
    return new OutboundAuth('JWT_PASSTHROUGH');
  }

  /**
   * Calls the target with the IAM credentials of the caller, who therefore needs the permission at the target.
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
   * The credential provider type as the service names it.
   *
   * The enumeration of aws-cdk-lib does not list every type yet; the value is right for the service all the same.
   */
  public readonly credentialProviderType: agentcore.CredentialProviderType;

  private constructor(
    type: string,
    private readonly credentialProvider?: agentcore.CfnGatewayTarget.CredentialProviderProperty,
    /** @internal Read where the target's permissions are put together. */
    public readonly secretArn?: string,
  ) {
    this.credentialProviderType = type as agentcore.CredentialProviderType;
  }

  /**
   * Does nothing: `GatewayTarget` grants what the credentials need in a policy of its own.
   */
  public grantNeededPermissionsToRole(_gateway: agentcore.IGateway): iam.Grant | undefined {
    return undefined;
  }

  /** @internal */
  public _render(): agentcore.CfnGatewayTarget.CredentialProviderConfigurationProperty | IResolvable {
    return { credentialProviderType: this.credentialProviderType, credentialProvider: this.credentialProvider };
  }
}
