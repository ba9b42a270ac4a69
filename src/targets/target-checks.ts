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
