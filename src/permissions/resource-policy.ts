import { Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { requireResourceStatement } from './resource-statement';

/**
 * The resource policy of a gateway, a runtime or an endpoint, created with its first statement: the service keeps one for each resource.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/resource-based-policies.html
 */
export class AgentCoreResourcePolicy {
  private document?: iam.PolicyDocument;

  /** @param callersHaveTokens whether callers have no AWS identity, as with JWT inbound authorization */
  constructor(
    private readonly scope: Construct, private readonly id: string, private readonly resourceArn: string, private readonly callersHaveTokens = false,
  ) {}

  /** @throws GatewayError `resource-policy-statement` for a statement that the service rejects or that matches no caller */
  public add(statement: iam.PolicyStatement): iam.AddToResourcePolicyResult {
    requireResourceStatement(this.scope, statement, this.resourceArn, this.callersHaveTokens);
    if (!this.document) {
      const document = new iam.PolicyDocument();
      new agentcore.CfnResourcePolicy(this.scope, this.id, {
        resourceArn: this.resourceArn,
        policy: Stack.of(this.scope).toJsonString(document),
      });
      this.document = document;
    }
    this.document.addStatements(statement.resources.length > 0 ? statement : statement.copy({ resources: [this.resourceArn] }));
    return { statementAdded: true, policyDependable: this.scope };
  }
}
