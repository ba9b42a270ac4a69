import { Stack, Stage, StageProps } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { Construct } from 'constructs';
import { Assistant, OrdersFunction, shop } from './shop';
import { CedarPolicy, Gateway } from 'cdk-agentcore-gateway';

export interface ShopStageProps extends StageProps {
  /** Whether the policies decide, or only log what they would decide. */
  readonly policies: agentcore.PolicyEngineMode;
}

/** The whole shop for one environment, with its own Runtime Configuration. */
export class ShopStage extends Stage {
  public readonly tools: Gateway;
  public readonly stacks: Stack[];

  constructor(scope: Construct, id: string, props: ShopStageProps) {
    super(scope, id, props);
    const agent = new Stack(this, 'Agent');
    const assistant = new Assistant(agent, 'Assistant');

    const tools = new Stack(this, 'Tools');
    this.tools = new Gateway(tools, 'ShopTools', {
      cedarPolicies: CedarPolicy.fromDirectory(shop('policies'), { roles: { assistant: assistant.role } }),
      policyEngineMode: props.policies,
    });
    const orders = new OrdersFunction(tools, 'Orders');
    this.tools.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools });
    this.tools.grantInvokeAccess(assistant);
    this.stacks = [agent, tools];
  }
}
