import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { TargetRegistry } from '../targets/target-registry';

/**
 * What the role of a gateway needs while the service creates the gateway: the service assumes the role then.
 *
 * It is a policy of its own, because the gateway depends on it. If it were in the same policy as the permissions for targets, the gateway
 * would depend on its targets.
 */
export class CreationPolicy {
  constructor(private readonly gateway: Construct & agentcore.IGateway, private readonly resource: agentcore.CfnGateway) {}

  public add(statements: iam.PolicyStatement[]): void {
    if (statements.length === 0) return;
    this.resource.node.addDependency(TargetRegistry.of(this.gateway).rolePolicies.attachInline(this.gateway, 'CreationPolicy', statements));
  }
}
