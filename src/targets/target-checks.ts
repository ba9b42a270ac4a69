import { Token } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { knownProtocol } from './known-protocol';
import type { TargetStrategy } from './target-strategy';
import { apiMessage } from '../findings/api-message';
import { DESCRIPTION_CHARACTERS, isWithin } from '../service/limits';
import { TARGET_TEXTS } from '../service/outbound-auth';
import { GatewayError } from '../synthesis/gateway-error';

/** @throws GatewayError `target-description` */
export function requireDescription(scope: Construct, id: string, description?: string): void {
  if (description === undefined || Token.isUnresolved(description)) return;
  if (isWithin(description.length, DESCRIPTION_CHARACTERS)) return;
  const { min, max } = DESCRIPTION_CHARACTERS;
  throw new GatewayError('target-description', scope,
    `description of target ${scope.node.path}/${id} has ${description.length} characters`, `give ${min} to ${max}, or leave it out`);
}

/**
 * CloudFormation does not look into the policy of a target, and IAM rejects it minutes later.
 *
 * @throws GatewayError `target-permissions`
 */
export function requirePermissions(target: Construct, statements: readonly iam.PolicyStatement[]): void {
  const faults = statements.flatMap((statement) => statement.validateForIdentityPolicy());
  if (faults.length === 0) return;
  throw new GatewayError('target-permissions', target, apiMessage`\`additionalPermissions\` of ${target.node.path} are not valid in a policy of a role`,
    'correct the statements', faults.map((fault) => `- ${fault}`));
}

/**
 * A gateway with the MCP protocol type takes MCP targets only; one without a protocol type takes every kind.
 *
 * @throws GatewayError `auth-target-protocol`
 */
export function requireProtocol(gateway: agentcore.IGateway, scope: Construct, id: string, strategy: TargetStrategy): void {
  if (strategy.protocol === 'MCP' || knownProtocol(gateway)?.protocolType !== 'MCP') return;
  throw new GatewayError('auth-target-protocol', scope,
    `target ${scope.node.path}/${id} of type ${TARGET_TEXTS[strategy.kind]} needs a gateway without a protocol type, and ${gateway.node.path} has the protocol type MCP`,
    apiMessage`create the gateway with \`protocolConfiguration: MultiProtocol.all()\`, or add the runtime with \`addMcpServer\``);
}
