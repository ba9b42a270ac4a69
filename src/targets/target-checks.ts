import { Token } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { Construct } from 'constructs';
import { knownProtocol } from './known-protocol';
import type { TargetKind } from './target-kind';
import { GatewayError } from '../synthesis/gateway-error';

const DESCRIPTION_MAX_LENGTH = 200;

/** @throws GatewayError `target-description` */
export function requireDescription(scope: Construct, id: string, description?: string): void {
  if (description === undefined || Token.isUnresolved(description)) return;
  if (description.length >= 1 && description.length <= DESCRIPTION_MAX_LENGTH) return;
  throw new GatewayError('target-description', scope,
    `description of target ${scope.node.path}/${id} has ${description.length} characters; give 1 to ${DESCRIPTION_MAX_LENGTH}, or leave it out`);
}

/**
 * A gateway with the MCP protocol type takes MCP targets only; one without a protocol type takes every kind.
 *
 * @throws GatewayError `target-protocol`
 */
export function requireProtocol(gateway: agentcore.IGateway, scope: Construct, id: string, kind: TargetKind): void {
  if (kind.protocol === 'MCP' || knownProtocol(gateway)?.protocolType !== 'MCP') return;
  throw new GatewayError('target-protocol', scope,
    `target ${scope.node.path}/${id} of kind \`${kind.type}\` needs a gateway without a protocol type, and ${gateway.node.path} has the protocol type MCP; `
    + 'create the gateway with `protocolConfiguration: MultiProtocol.all()`, or add the runtime with addMcpServer');
}

/** The static method for each kind of target, and for each kind of target configuration of aws-cdk-lib. */
const FACTORIES: { readonly [type in agentcore.McpTargetType]: string } = {
  LAMBDA: 'GatewayTarget.forLambda',
  OPENAPI_SCHEMA: 'GatewayTarget.forOpenApi',
  SMITHY_MODEL: 'GatewayTarget.forSmithy',
  API_GATEWAY: 'GatewayTarget.forApiGateway',
  MCP_SERVER: 'GatewayTarget.forMcpServer',
};

/** What to call instead of the constructor, which programs in JavaScript and Python can reach although it is private. */
export function constructorError(scope: Construct, id: string, props: unknown): GatewayError {
  const { targetConfiguration } = (props ?? {}) as { targetConfiguration?: { targetType?: agentcore.McpTargetType } };
  const { targetType } = targetConfiguration ?? {};
  const all = [...Object.values(FACTORIES), 'GatewayTarget.forMcpRuntime', 'GatewayTarget.forGateway', 'GatewayTarget.forAgent'];
  const advice = targetType && FACTORIES[targetType]
    ? `${FACTORIES[targetType]}(scope, id, { gateway, … }) with what \`targetConfiguration\` was made of`
    : `one of ${all.join(', ')}, or \`gateway.add…\``;
  return new GatewayError('target-constructor', scope, `target ${scope.node.path}/${id} was created with \`new GatewayTarget\`, which cannot know its kind; call ${advice}`);
}
