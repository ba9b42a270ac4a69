import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { Construct } from 'constructs';
import type { AnyTargetProps } from './options/shared';
import type { TargetStrategy } from './target-strategy';
import { GatewayError } from '../synthesis/gateway-error';

/**
 * What a target is created from.
 *
 * The constructor of `GatewayTarget` must be public for jsii to pass on what it throws, and takes aws-cdk-lib's properties to the compiler.
 * Only the static methods can make it work, with these.
 */
export class TargetParts {
  /** @throws GatewayError `target-constructor` where a program called the constructor */
  public static of(scope: Construct, id: string, props: agentcore.GatewayTargetProps): TargetParts {
    if (props as unknown instanceof TargetParts) return props as unknown as TargetParts;
    throw constructorError(scope, id, props);
  }

  constructor(readonly options: AnyTargetProps, readonly strategy: TargetStrategy, readonly name: string) {}

  public get asProps(): agentcore.GatewayTargetProps {
    return this as unknown as agentcore.GatewayTargetProps;
  }
}

/** The static method for each kind of target, and for each kind of target configuration of aws-cdk-lib. */
const FACTORIES: { readonly [type in agentcore.McpTargetType]: string } = {
  LAMBDA: 'GatewayTarget.forLambda',
  OPENAPI_SCHEMA: 'GatewayTarget.forOpenApi',
  SMITHY_MODEL: 'GatewayTarget.forSmithy',
  API_GATEWAY: 'GatewayTarget.forApiGateway',
  MCP_SERVER: 'GatewayTarget.forMcpServer',
};

function constructorError(scope: Construct, id: string, props?: agentcore.GatewayTargetProps): GatewayError {
  const { targetType } = (props?.targetConfiguration ?? {}) as { readonly targetType?: agentcore.McpTargetType };
  const all = [...Object.values(FACTORIES), 'GatewayTarget.forMcpRuntime', 'GatewayTarget.forGateway', 'GatewayTarget.forAgent'];
  const advice = targetType && FACTORIES[targetType]
    ? `${FACTORIES[targetType]}(scope, id, { gateway, … }) with what \`targetConfiguration\` was made of`
    : `one of ${all.join(', ')}, or \`gateway.add…\``;
  return new GatewayError('target-constructor', scope, `target ${scope.node.path}/${id} was created with \`new GatewayTarget\`, which cannot know its kind`, `call ${advice}`);
}
