import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { gatewayArnPattern } from '../permissions/gateway-arns';

/**
 * What a gateway's role needs to have its tool calls decided by a policy engine.
 *
 * `CheckAuthorizePermissions` is in no AWS document; the service asks for it when the engine is attached.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-permissions.html
 */
export function policyEngineStatements(gateway: IConstruct, engine: agentcore.IPolicyEngine, gatewayName: string): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({ actions: ['bedrock-agentcore:GetPolicyEngine'], resources: [engine.policyEngineArn] }),
    new iam.PolicyStatement({
      actions: [
        'bedrock-agentcore:AuthorizeAction',
        'bedrock-agentcore:PartiallyAuthorizeActions',
        'bedrock-agentcore:CheckAuthorizePermissions',
      ],
      // The gateway does not exist yet when its role must have this, so it is named by its name.
      resources: [engine.policyEngineArn, gatewayArnPattern(gateway, gatewayName)],
    }),
    // An engine with a key of yours is read with the gateway's role.
    ...engine.kmsKey ? [new iam.PolicyStatement({ actions: ['kms:Decrypt'], resources: [engine.kmsKey.keyArn] })] : [],
  ];
}
