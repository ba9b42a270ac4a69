import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { apiMessage } from '../findings/api-message';
import { StackOrder } from '../order/stack-order';
import { recordGrants } from '../permissions/record-grants';
import { PERMISSIONS } from '../service/permissions';
import { GatewayError } from '../synthesis/gateway-error';
import { EXPECTED, requireArgument } from '../synthesis/require-argument';

/** The interceptors of a gateway: one for requests, one for responses. */
export class Interceptors {
  private readonly bound = new Map<agentcore.InterceptionPoint, agentcore.InterceptorBindConfig>();

  constructor(private readonly gateway: Construct & agentcore.IGateway) {}

  /**
   * @returns the statements that the role of the gateway needs to call the interceptor
   * @throws GatewayError `limits-interceptors` for a second one at the same interception point
   */
  public add(interceptor: agentcore.IInterceptor): iam.PolicyStatement[] {
    const { gateway } = this;
    requireArgument(gateway, apiMessage`\`interceptor\` of \`addInterceptor\``, interceptor, EXPECTED.interceptor);
    const { interceptionPoint } = interceptor;
    if (this.bound.has(interceptionPoint)) {
      throw new GatewayError('limits-interceptors', gateway,
        `gateway ${gateway.node.path} already has a ${interceptionPoint} interceptor, and a gateway has at most one of each kind`, 'do both jobs in one function');
    }
    const { result, statements } = recordGrants(gateway.role, () => interceptor.bind(gateway, gateway));
    this.bound.set(interceptionPoint, result);
    StackOrder.of(gateway).requireReferences(gateway, statements.map((statement) => statement.toStatementJson()));
    return onlyTheFunction(statements, result);
  }

  public get configurations(): any[] {
    return [...this.bound.values()].map(({ configuration }) => configuration);
  }
}

/**
 * Narrows the permission to the function, alias or version that the gateway calls.
 *
 * The interceptors of aws-cdk-lib also grant all aliases and versions.
 */
function onlyTheFunction(granted: iam.PolicyStatement[], { configuration }: agentcore.InterceptorBindConfig): iam.PolicyStatement[] {
  const { lambda } = configuration.interceptor as agentcore.CfnGateway.InterceptorConfigurationProperty;
  const { arn } = lambda as agentcore.CfnGateway.LambdaInterceptorConfigurationProperty;
  return granted.map((statement) => statement.actions.join() === PERMISSIONS.runInterceptors.actions.join() ? statement.copy({ resources: [arn] }) : statement);
}
