import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * What targets created here and imported ones have in common: permissions to manage them.
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
   * Allows actions on the target, which IAM authorizes on its gateway: they are then allowed on all targets of the gateway.
   *
   * IAM knows no resource type for targets, so the permission names the ARN of the gateway.
   *
   * @param grantee who may
   * @param actions IAM actions, for example `bedrock-agentcore:GetGatewayTarget`
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockagentcore.html
   */
  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [this.gateway.gatewayArn] });
  }

  /**
   * Allows reading the targets of the gateway: `GetGatewayTarget` and `ListGatewayTargets`.
   *
   * @param grantee who may
   */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, 'bedrock-agentcore:GetGatewayTarget', 'bedrock-agentcore:ListGatewayTargets');
  }

  /**
   * Allows creating, updating and deleting targets of the gateway.
   *
   * @param grantee who may
   */
  public grantManage(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, 'bedrock-agentcore:CreateGatewayTarget', 'bedrock-agentcore:UpdateGatewayTarget', 'bedrock-agentcore:DeleteGatewayTarget');
  }

  /**
   * Allows synchronizing the gateway's targets, which makes it read the tools of MCP servers anew.
   *
   * @param grantee who may
   */
  public grantSync(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, 'bedrock-agentcore:SynchronizeGatewayTargets');
  }
}
