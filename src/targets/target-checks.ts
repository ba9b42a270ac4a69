import { Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { knownProtocol } from './known-protocol';
import { protocolTypeOf } from './target-type';
import { apiMessage } from '../findings/api-message';
import { DESCRIPTION_CHARACTERS, isWithin } from '../service/limits';
import { OutboundTargetKind, TARGET_TEXTS } from '../service/outbound-auth';
import { GatewayError, rejectFaults } from '../synthesis/gateway-error';

/** @throws GatewayError `target-description` */
export function requireDescription(scope: Construct, id: string, description?: string): void {
  if (description === undefined || Token.isUnresolved(description)) return;
  if (isWithin(description.length, DESCRIPTION_CHARACTERS)) return;
  const { min, max } = DESCRIPTION_CHARACTERS;
  throw new GatewayError('target-description', scope,
    `description of target ${scope.node.path}/${id} has ${description.length} characters`, `use ${min} to ${max}, or leave it out`);
}

/**
 * CloudFormation does not check the policy of a target, and IAM rejects an invalid one minutes into the deployment.
 *
 * @throws GatewayError `target-permissions`
 */
export function requirePermissions(target: Construct, statements: readonly iam.PolicyStatement[]): void {
  const faults = statements.flatMap((statement) => statement.validateForIdentityPolicy());
  rejectFaults(faults, 'target-permissions', target, apiMessage`\`additionalPermissions\` of ${target.node.path} are not valid in an identity-based policy`, 'correct the statements');
}

/**
 * @param path the path of the target, which does not exist yet
 * @param faults what is wrong with its properties, a line each
 * @throws GatewayError `target-props`, naming everything that is wrong
 */
export function requireTargetProps(gateway: agentcore.IGateway, path: string, faults: readonly string[]): void {
  rejectFaults(faults, 'target-props', gateway, `the service rejects target ${path}`, 'change these properties');
}

/**
 * A gateway with the protocol type MCP can have MCP targets only. A gateway without a protocol type can have every kind.
 *
 * @throws GatewayError `auth-target-protocol`
 */
export function requireProtocol(gateway: agentcore.IGateway, scope: Construct, id: string, kind: OutboundTargetKind): void {
  if (protocolTypeOf(kind) === agentcore.GatewayTargetProtocolType.MCP || knownProtocol(gateway)?.protocolType !== 'MCP') return;
  throw new GatewayError('auth-target-protocol', scope,
    `target ${scope.node.path}/${id} of type ${TARGET_TEXTS[kind]} needs a gateway without a protocol type, but ${gateway.node.path} has the protocol type MCP`,
    apiMessage`create the gateway with \`protocolConfiguration: MultiProtocol.all()\`, or add the runtime with \`addMcpServer\``);
}
