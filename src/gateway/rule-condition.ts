import { Token } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { GatewayTarget } from '../targets/gateway-target';

/**
 * Which requests a gateway rule is for.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-rules.html
 */
export class RuleCondition {
  /** Requests to the paths of these agents and passthrough targets: `/<target name>/…`. Inference targets have no path of their own. */
  public static paths(...targets: GatewayTarget[]): RuleCondition {
    return new RuleCondition('paths', targets.length, targets, () => ({ matchPaths: { anyOf: targets.map(({ gatewayTargetName }) => `/${gatewayTargetName}/*`) } }));
  }

  /** Requests that one of these principals signed: ARNs, or patterns with `*` and `?`. */
  public static principals(...arns: string[]): RuleCondition {
    return new RuleCondition('principals', arns.length, [], () => ({ matchPrincipals: { anyOf: arns.map(principal) } }));
  }

  /** Requests that one of these roles signed, by their ARNs. */
  public static roles(...roles: iam.IRole[]): RuleCondition {
    return RuleCondition.principals(...roles.map(({ roleArn }) => roleArn));
  }

  /** Requests for one of these models: names, or patterns with `*` and `?`. Inference targets only. */
  public static models(...models: string[]): RuleCondition {
    return new RuleCondition('models', models.length, [], () => ({ matchModels: { anyOf: models.map((value) => ({ value, operator: operatorOf(value) })) } }));
  }

  private constructor(
    /** @internal */
    public readonly _kind: 'paths' | 'principals' | 'models',
    /** @internal */
    public readonly _count: number,
    /** @internal */
    public readonly _targets: readonly GatewayTarget[],
    private readonly render: () => agentcore.CfnGatewayRule.ConditionProperty,
  ) {}

  /** @internal */
  public _render(): agentcore.CfnGatewayRule.ConditionProperty {
    return this.render();
  }
}

function principal(arn: string): agentcore.CfnGatewayRule.MatchPrincipalEntryProperty {
  return { iamPrincipal: { arn, operator: operatorOf(arn) } };
}

function operatorOf(text: string): string {
  return !Token.isUnresolved(text) && /[*?]/.test(text) ? 'StringLike' : 'StringEquals';
}
