import { Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoLogin, tokenEndpointOf } from './cognito-login';
import { apiMessage } from '../findings/api-message';
import { ADVERTISED_SCOPES, isWithin } from '../service/limits';
import { GatewayError } from '../synthesis/gateway-error';
import { EXPECTED, requireArgument } from '../synthesis/require-argument';
import type { PrivateEndpoint } from '../targets/private-endpoint';

/**
 * Options for JWT inbound authorization: those of aws-cdk-lib's `CustomJwtConfiguration`, and newer ones.
 */
export interface JwtAuthorizerOptions extends agentcore.CustomJwtConfiguration {
  /**
   * How to reach an identity provider without a public endpoint.
   *
   * @default - the discovery URL is public
   */
  readonly privateEndpoint?: PrivateEndpoint;

  /**
   * Names under which scopes are advertised to clients, by the name of the scope in a token: 1 to 50 scopes.
   *
   * @default - scopes are advertised under their own names
   */
  readonly advertisedScopeMapping?: { [scope: string]: string };
}

/**
 * Options for inbound authorization with an Amazon Cognito user pool: those of aws-cdk-lib's `CognitoAuthorizerProps`, and others.
 */
export interface CognitoAuthorizerOptions extends agentcore.CognitoAuthorizerProps {
  /**
   * The client of the agents.
   *
   * @default - the first of `allowedClients`
   */
  readonly userPoolClient?: cognito.IUserPoolClient;

  /**
   * The token endpoint of the user pool: `https://<domain>.auth.<region>.amazoncognito.com/oauth2/token`.
   *
   * @default - that of the domain that `userPool.addDomain` creates; none for an imported user pool
   */
  readonly tokenEndpointUrl?: string;
}

/**
 * Inbound authorization that `GatewayAuthorizer` of aws-cdk-lib does not support.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-inbound-auth.html
 *
 * @example
 * new Gateway(this, 'Tools', {
 *   authorizerConfiguration: InboundAuth.customJwt({
 *     discoveryUrl: 'https://idp.example.com/.well-known/openid-configuration',
 *     allowedClients: ['web'],
 *   }),
 * });
 */
export class InboundAuth implements agentcore.IGatewayAuthorizerConfig {
  /**
   * Authenticates callers by IAM without authorizing them: a policy engine or the targets authorize each call.
   *
   * Without a policy engine in mode ENFORCE, every AWS identity that can sign requests reaches every target.
   */
  public static authenticateOnly(): agentcore.IGatewayAuthorizerConfig {
    return new InboundAuth('AUTHENTICATE_ONLY');
  }

  /**
   * Requires a token of an identity provider, which may be a private one.
   *
   * @throws when `advertisedScopeMapping` does not have 1 to 50 scopes
   */
  public static customJwt(options: JwtAuthorizerOptions): agentcore.IGatewayAuthorizerConfig {
    const { privateEndpoint, advertisedScopeMapping, ...configuration } = options;
    const mapped = Object.keys(advertisedScopeMapping ?? {}).length;
    if (advertisedScopeMapping && !Token.isUnresolved(advertisedScopeMapping) && !isWithin(mapped, ADVERTISED_SCOPES)) {
      throw new GatewayError('advertised-scope-mapping', undefined, apiMessage`\`advertisedScopeMapping\` has ${mapped} scopes`,
        `give ${ADVERTISED_SCOPES.min} to ${ADVERTISED_SCOPES.max}, or leave it out`);
    }
    return new InboundAuth(agentcore.GatewayAuthorizerType.CUSTOM_JWT, {
      base: agentcore.GatewayAuthorizer.usingCustomJwt(configuration),
      more: { privateEndpoint: privateEndpoint?._render(), advertisedScopeMapping },
    });
  }

  /**
   * Requires an access token of an Amazon Cognito user pool. The gateway shows it as `userPool`, `userPoolClient` and `tokenEndpointUrl`.
   *
   * Only `userPoolClient` is allowed, unless `allowedClients` lists others.
   */
  public static cognito(options: CognitoAuthorizerOptions): agentcore.IGatewayAuthorizerConfig {
    requireArgument(undefined, apiMessage`\`options\` of \`InboundAuth.cognito\``, options, EXPECTED.props);
    requireArgument(undefined, apiMessage`\`userPool\` of \`InboundAuth.cognito\``, options.userPool, EXPECTED.userPool);
    const { userPoolClient = options.allowedClients?.[0], tokenEndpointUrl = tokenEndpointOf(options.userPool), ...props } = options;
    const base = agentcore.GatewayAuthorizer.usingCognito({ allowedClients: userPoolClient && [userPoolClient], ...props });
    return new InboundAuth(agentcore.GatewayAuthorizerType.CUSTOM_JWT, { base, more: {} }, { userPool: props.userPool, userPoolClient, tokenEndpointUrl });
  }

  /**
   * The authorizer type.
   *
   * It may be a value of the service that the enumeration of aws-cdk-lib does not have yet.
   */
  public readonly authorizerType: agentcore.GatewayAuthorizerType;

  private constructor(
    type: string,
    private readonly jwt?: { readonly base: agentcore.IGatewayAuthorizerConfig; readonly more: object },
    /** @internal */
    public readonly _cognito?: CognitoLogin,
  ) {
    this.authorizerType = type as agentcore.GatewayAuthorizerType;
  }

  /** @internal */
  public _render(): any {
    if (!this.jwt) return undefined;
    return { customJwtAuthorizer: { ...this.jwt.base._render().customJwtAuthorizer, ...this.jwt.more } };
  }
}
