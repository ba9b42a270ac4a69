import { Stack } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { AGENTCORE } from '../service/agentcore';

/** The ARN of a gateway. An imported gateway may have an ID only. */
export function gatewayArnOf(gateway: agentcore.IGateway): string {
  const { knownGatewayArn } = gateway as { knownGatewayArn?: string };
  if (knownGatewayArn !== undefined) return knownGatewayArn;
  if (!('knownGatewayArn' in gateway)) return gateway.gatewayArn;
  return Stack.of(gateway).formatArn({ service: AGENTCORE, resource: 'gateway', resourceName: gateway.gatewayId });
}
