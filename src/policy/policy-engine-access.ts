import { ArnFormat, Stack } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { gatewayArnPattern } from '../permissions/gateway-arns';
import { permissionStatements } from '../permissions/permission-statements';
import { AGENTCORE } from '../service/agentcore';

/**
 * The permissions that the role of a gateway needs to evaluate tool calls with a policy engine.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-permissions.html
 */
export function policyEngineStatements(gateway: IConstruct, engine: agentcore.IPolicyEngine, gatewayName: string): iam.PolicyStatement[] {
  const { policyEngineArn, kmsKey } = engine;
  return permissionStatements(['readPolicyEngine', 'authorizeCalls', 'attachPolicyEngine', 'attachGateway', ...kmsKey ? ['decryptPolicyEngine'] as const : []], {
    policyEngine: policyEngineArn,
    policyEngineAttachment: [policyEngineArn, attachmentArn(gateway, engine)],
    // The role needs this before the gateway exists, so the ARN is built from the name.
    gateway: gatewayArnPattern(gateway, gatewayName),
    policyEngineKey: kmsKey?.keyArn,
  });
}

/** Not documented by AWS. The service rejected deployments without a permission on this ARN. */
function attachmentArn(gateway: IConstruct, { policyEngineId }: agentcore.IPolicyEngine): string {
  return Stack.of(gateway).formatArn({
    service: AGENTCORE,
    resource: '/policy-engines',
    resourceName: `${policyEngineId}/target-resource/*`,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
}
