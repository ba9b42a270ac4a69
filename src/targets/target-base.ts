import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * The grants that created and imported targets have in common.
 *
 * @internal
 */
export abstract class TargetBase extends agentcore.GatewayTargetBase {
  /**
   * A reference to the target, for constructs of aws-cdk-lib.
   */
  public get gatewayTargetRef(): agentcore.GatewayTargetReference {
    return { gatewayIdentifier: this.gateway.gatewayId, targetId: this.targetId };
  }

  /**
   * Grants actions on the target, and thereby on all targets of the gateway.
   *
   * IAM has no resource type for targets, so the permission is for the ARN of the gateway.
   *
   * @param grantee the principal to allow
   * @param actions IAM actions, for example `bedrock-agentcore:GetGatewayTarget`
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockagentcore.html
   */
  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [this.gateway.gatewayArn] });
  }

  /**
   * Grants reading the targets of the gateway: `GetGatewayTarget` and `ListGatewayTargets`.
   *
   * @param grantee the principal to allow
   */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, 'bedrock-agentcore:GetGatewayTarget', 'bedrock-agentcore:ListGatewayTargets');
  }

  /**
   * Grants creating, updating and deleting targets of the gateway.
   *
   * @param grantee the principal to allow
   */
  public grantManage(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, 'bedrock-agentcore:CreateGatewayTarget', 'bedrock-agentcore:UpdateGatewayTarget', 'bedrock-agentcore:DeleteGatewayTarget');
  }

  /**
   * Grants synchronizing the targets of the gateway: the gateway then lists the tools of its MCP servers again.
   *
   * @param grantee the principal to allow
   */
  public grantSync(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, 'bedrock-agentcore:SynchronizeGatewayTargets');
  }
}
