import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { PERMISSIONS } from '../service/permissions';

/**
 * What a gateway's role needs to call an interceptor: exactly the function, alias or version that the gateway is given.
 *
 * The interceptors of aws-cdk-lib grant all aliases and versions besides.
 */
export function interceptorStatements(granted: iam.PolicyStatement[], { configuration }: agentcore.InterceptorBindConfig): iam.PolicyStatement[] {
  const { lambda } = configuration.interceptor as agentcore.CfnGateway.InterceptorConfigurationProperty;
  const { arn } = lambda as agentcore.CfnGateway.LambdaInterceptorConfigurationProperty;
  return granted.map((statement) => statement.actions.join() === PERMISSIONS.runInterceptors.actions.join() ? statement.copy({ resources: [arn] }) : statement);
}
