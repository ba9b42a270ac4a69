import { Stack, Token } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { apiMessage } from '../findings/api-message';
import { gatewayArnPattern } from '../permissions/gateway-arns';
import { AGENTCORE_PRINCIPAL } from '../service/agentcore';
import { annotate } from '../synthesis/annotate';

/** Creates the role that a gateway assumes. Its trust policy allows gateways of this name only, which prevents the confused deputy problem. */
export function createServiceRole(gateway: Construct & agentcore.IGateway): iam.Role {
  const { gatewayName } = gateway;
  if (Token.isUnresolved(gatewayName)) {
    annotate(gateway, 'gateway-name-token',
      `the name of gateway ${gateway.node.path} is unresolved until deployment, so its role trusts every gateway of the account`,
      apiMessage`use a literal \`gatewayName\``);
  }
  return new iam.Role(gateway, 'ServiceRole', {
    description: `Role of gateway ${gatewayName}`,
    assumedBy: new iam.ServicePrincipal(AGENTCORE_PRINCIPAL, {
      conditions: {
        StringEquals: { 'aws:SourceAccount': Stack.of(gateway).account },
        ArnLike: { 'aws:SourceArn': gatewayArnPattern(gateway, gatewayName) },
      },
    }),
  });
}
