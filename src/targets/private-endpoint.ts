import { Token } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { apiMessage } from '../findings/api-message';
import { rejectFaults } from '../synthesis/gateway-error';

/**
 * How a gateway reaches a target or an identity provider that has no public endpoint.
 *
 * The certificate of the endpoint must be from a public certificate authority, or be given in `certificates` of the target.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/vpc-egress-private-endpoints.html
 *
 * @example
 * declare const tools: Gateway;
 * declare const vpc: ec2.Vpc;
 * tools.addMcpServerTarget('Stock', {
 *   endpoint: 'https://stock.shop.internal/mcp',
 *   privateEndpoint: PrivateEndpoint.inVpc({ vpc }),
 * });
 */
export class PrivateEndpoint {
  /**
   * Connects through a VPC Lattice resource configuration that you manage, for example one that another account shares.
   *
   * @param resourceConfigurationIdentifier the ID or ARN of the resource configuration
   */
  public static lattice(resourceConfigurationIdentifier: string): PrivateEndpoint {
    return new PrivateEndpoint({ selfManagedLatticeResource: { resourceConfigurationIdentifier } });
  }

  /**
   * Connects through network interfaces that the service creates in your VPC.
   *
   * Whoever deploys the stack needs permission to create a service-linked role:
   * https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway/blob/main/docs/DEPLOYING.md
   *
   * @throws when no subnets are selected, or the routing domain is not a host name
   */
  public static inVpc(options: VpcEndpointOptions): PrivateEndpoint {
    const { subnetIds } = options.vpc.selectSubnets(options.vpcSubnets);
    const faults = [
      ...subnetIds.length === 0 ? [apiMessage`\`vpcSubnets\` selects no subnets; select at least one`] : [],
      ...isHostName(options.routingDomain) ? [] : [apiMessage`\`routingDomain\` is \`${options.routingDomain}\`; write a host name, such as stock.shop.internal`],
    ];
    rejectFaults(faults, 'private-endpoint', options.vpc, `the service rejects a private endpoint in ${options.vpc.node.path}`, 'change these options');
    return new PrivateEndpoint({
      managedVpcResource: {
        vpcIdentifier: options.vpc.vpcId,
        subnetIds,
        securityGroupIds: options.securityGroups?.map((group) => group.securityGroupId),
        endpointIpAddressType: options.ipv6 ? 'IPV6' : 'IPV4',
        routingDomain: options.routingDomain,
        tags: options.tags,
      },
    });
  }

  private constructor(private readonly property: agentcore.CfnGatewayTarget.PrivateEndpointProperty) {}

  /** @internal */
  public _render(): agentcore.CfnGatewayTarget.PrivateEndpointProperty {
    return this.property;
  }
}

/**
 * Options for a private endpoint in your VPC.
 */
export interface VpcEndpointOptions {
  /** A VPC that can reach the target or the identity provider. */
  readonly vpc: ec2.IVpc;

  /**
   * The subnets to use.
   *
   * @default - the VPC's private subnets
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * Security groups of the network interfaces. They must allow traffic to port 443 of the endpoint.
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
   * The domain name inside the VPC to connect to, if it is not the host name of the URL: for example that of a load balancer or of a VPC endpoint.
   *
   * @default - the host name of the URL
   */
  readonly routingDomain?: string;

  /**
   * Tags of the resources that the service creates.
   *
   * @default - no tags
   */
  readonly tags?: { [key: string]: string };
}

function isHostName(domain: string | undefined): boolean {
  return domain === undefined || Token.isUnresolved(domain) || /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(domain);
}
