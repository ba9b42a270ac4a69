import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { Construct } from 'constructs';
import type { AnyTargetProps } from './options/shared';
import type { TargetStrategy } from './target-strategy';
import { apiMessage } from '../findings/api-message';
import { GatewayError } from '../synthesis/gateway-error';

/**
 * The real arguments of the `GatewayTarget` constructor.
 *
 * The constructor must be public, because jsii otherwise hides the error that it throws, and declares the properties of aws-cdk-lib. Only
 * the static methods pass an instance of this class instead.
 */
export class TargetParts {
  /** @throws GatewayError `target-constructor` if a program calls the constructor */
  public static of(scope: Construct, id: string, props: agentcore.GatewayTargetProps): TargetParts {
    if (props as unknown instanceof TargetParts) return props as unknown as TargetParts;
    throw constructorError(scope, id, props);
  }

  constructor(readonly options: AnyTargetProps, readonly strategy: TargetStrategy, readonly name: string) {}

  public get asProps(): agentcore.GatewayTargetProps {
    return this as unknown as agentcore.GatewayTargetProps;
  }
}

/** The static method for each kind of target configuration in aws-cdk-lib. */
const METHODS: { readonly [type in agentcore.McpTargetType]: () => string } = {
  LAMBDA: () => apiMessage`\`GatewayTarget.forLambda\``,
  OPENAPI_SCHEMA: () => apiMessage`\`GatewayTarget.forOpenApi\``,
  SMITHY_MODEL: () => apiMessage`\`GatewayTarget.forSmithy\``,
  API_GATEWAY: () => apiMessage`\`GatewayTarget.forApiGateway\``,
  MCP_SERVER: () => apiMessage`\`GatewayTarget.forMcpServer\``,
};

/** The methods for kinds that aws-cdk-lib does not have. */
const OTHER_METHODS: readonly (() => string)[] = [
  () => apiMessage`\`GatewayTarget.forMcpRuntime\``,
  () => apiMessage`\`GatewayTarget.forLambdaMcpServer\``,
  () => apiMessage`\`GatewayTarget.forGateway\``,
  () => apiMessage`\`GatewayTarget.forAgent\``,
  () => apiMessage`\`GatewayTarget.forPassthrough\``,
  () => apiMessage`\`GatewayTarget.forConnector\``,
  () => apiMessage`\`GatewayTarget.forKnowledgeBase\``,
  () => apiMessage`\`GatewayTarget.forWebSearch\``,
  () => apiMessage`\`GatewayTarget.forHttpConnector\``,
  () => apiMessage`\`GatewayTarget.forInference\``,
];

function constructorError(scope: Construct, id: string, props?: agentcore.GatewayTargetProps): GatewayError {
  const { targetType } = (props?.targetConfiguration ?? {}) as { readonly targetType?: agentcore.McpTargetType };
  const method = targetType && METHODS[targetType];
  const fix = method
    ? apiMessage`call ${method()} with the arguments of \`targetConfiguration\``
    : apiMessage`call ${[...Object.values(METHODS), ...OTHER_METHODS].map((name) => name()).join(', ')} or \`gateway.add…\``;
  return new GatewayError('target-constructor', scope, `target ${scope.node.path}/${id} was created with \`new GatewayTarget\` instead of the method for its kind`, fix);
}
