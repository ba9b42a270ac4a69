import { Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * The resource policy of a gateway, a runtime or an endpoint, created with its first statement.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/resource-based-policies.html
 */
export class AgentCoreResourcePolicy {
  private document?: iam.PolicyDocument;

  constructor(private readonly scope: Construct, private readonly id: string, private readonly resourceArn: string) {}

  public add(statement: iam.PolicyStatement): iam.AddToResourcePolicyResult {
    if (!this.document) {
      const document = new iam.PolicyDocument();
      new agentcore.CfnResourcePolicy(this.scope, this.id, {
        resourceArn: this.resourceArn,
        policy: Stack.of(this.scope).toJsonString(document),
      });
      this.document = document;
    }
    this.document.addStatements(statement);
    return { statementAdded: true, policyDependable: this.scope };
  }
}
