import { Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { apiMessage } from '../findings/api-message';
import { ADVERTISED_SCOPES, isWithin } from '../service/limits';
import { GatewayError } from '../synthesis/gateway-error';

/**
 * How a gateway reaches an identity provider that has no public endpoint.
 */
export class PrivateEndpoint {
  /**
   * Through a resource configuration of VPC Lattice that you manage.
   *
   * @param resourceConfigurationIdentifier its id or ARN
   */
  public static latticeResource(resourceConfigurationIdentifier: string): PrivateEndpoint {
    return new PrivateEndpoint({ selfManagedLatticeResource: { resourceConfigurationIdentifier } });
  }

  /**
   * Through network interfaces that the service creates in your VPC.
   */
  public static managedVpc(options: ManagedVpcEndpointOptions): PrivateEndpoint {
    return new PrivateEndpoint({
      managedVpcResource: {
        vpcIdentifier: options.vpc.vpcId,
        subnetIds: options.vpc.selectSubnets(options.vpcSubnets).subnetIds,
        securityGroupIds: options.securityGroups?.map((group) => group.securityGroupId),
        endpointIpAddressType: options.ipv6 ? 'IPV6' : 'IPV4',
        routingDomain: options.routingDomain,
        tags: options.tags,
      },
    });
  }

  private constructor(private readonly property: agentcore.CfnGateway.PrivateEndpointProperty) {}

  /** @internal */
  public _render(): agentcore.CfnGateway.PrivateEndpointProperty {
    return this.property;
  }
}

/**
 * Options of a private endpoint in your VPC.
 */
export interface ManagedVpcEndpointOptions {
  /** The VPC from which the identity provider can be reached. */
  readonly vpc: ec2.IVpc;

  /**
   * The subnets to use.
   *
   * @default - the VPC's private subnets
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * Security groups of the network interfaces.
   *
   * @default - the VPC's default security group
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Whether to use IPv6 addresses.
   *
   * @default false
   */
  readonly ipv6?: boolean;

  /**
   * Domain under which the provider is known inside the VPC.
   *
   * @default - the host of the discovery URL
   */
  readonly routingDomain?: string;

  /**
   * Tags of the network interfaces' resources.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
}

/**
 * JWT inbound authorization, with what aws-cdk-lib's `CustomJwtConfiguration` does not offer yet.
 */
export interface JwtAuthorizerOptions extends agentcore.CustomJwtConfiguration {
  /**
   * How to reach an identity provider without a public endpoint.
   *
   * @default - the discovery URL is public
   */
  readonly privateEndpoint?: PrivateEndpoint;

  /**
   * Scopes that are advertised to clients under other names, at most 50: from the name in a token to the advertised one.
   *
   * @default - the allowed scopes are advertised as they are
   */
  readonly advertisedScopeMapping?: { [scope: string]: string };
}

/**
 * The ways callers can be authorized that `GatewayAuthorizer` of aws-cdk-lib does not offer.
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
   * Verifies who calls, and leaves it to a policy engine or to the targets what the caller may do.
   *
   * Without a policy engine in mode ENFORCE, every AWS identity that can sign requests reaches every target.
   */
  public static authenticateOnly(): agentcore.IGatewayAuthorizerConfig {
    return new InboundAuth('AUTHENTICATE_ONLY');
  }

  /**
   * Tokens of an identity provider, also of a private one.
   *
   * @throws when more than 50 scopes are mapped
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
   * The authorizer type as the service names it.
   *
   * The enumeration of aws-cdk-lib does not list every type yet; the value is right for the service all the same.
   */
  public readonly authorizerType: agentcore.GatewayAuthorizerType;

  private constructor(type: string, private readonly jwt?: { readonly base: agentcore.IGatewayAuthorizerConfig; readonly more: object }) {
    this.authorizerType = type as agentcore.GatewayAuthorizerType;
  }

  /** @internal */
  public _render(): any {
    if (!this.jwt) return undefined;
    return { customJwtAuthorizer: { ...this.jwt.base._render().customJwtAuthorizer, ...this.jwt.more } };
  }
}
