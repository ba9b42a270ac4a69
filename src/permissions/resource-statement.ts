import { Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { apiMessage } from '../findings/api-message';
import { AGENTCORE } from '../service/agentcore';
import { rejectFaults } from '../synthesis/gateway-error';

/**
 * Requires that the service accepts a statement in the resource policy of a resource, and that it can match a caller.
 *
 * @throws GatewayError `resource-policy-statement`, naming everything that is wrong
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/resource-based-policies.html
 */
export function requireResourceStatement(scope: Construct, statement: iam.PolicyStatement, arn: string, callersHaveTokens: boolean): void {
  const faults = [
    ...principalFaults(statement, callersHaveTokens),
    ...actionFaults(statement),
    ...resourceFaults(scope, statement, arn),
  ];
  rejectFaults(faults, 'resource-policy-statement', scope, `the service rejects a statement for the resource policy of ${scope.node.path}`, 'change the statement');
}

function principalFaults(statement: iam.PolicyStatement, callersHaveTokens: boolean): string[] {
  if (!statement.hasPrincipal) return [apiMessage`it has no principal; set \`principals\``];
  const { Principal: principal } = statement.toStatementJson() as { Principal?: string | { AWS?: string } };
  const isAnyone = principal === '*' || (typeof principal === 'object' && principal.AWS === '*');
  if (!callersHaveTokens || isAnyone || Token.isUnresolved(principal)) return [];
  return [apiMessage`its principal is an AWS identity, but callers of a gateway with JWT inbound authorization have none; use \`new StarPrincipal()\` and conditions`];
}

function actionFaults({ actions, notActions }: iam.PolicyStatement): string[] {
  if (actions.length === 0 && notActions.length === 0) return [apiMessage`it has no action; set \`actions\``];
  const foreign = actions.filter((action) => !Token.isUnresolved(action) && !action.toLowerCase().startsWith(`${AGENTCORE}:`));
  return foreign.map((action) => `\`${action}\` is not an action of AgentCore; use actions that begin with \`${AGENTCORE}:\``);
}

function resourceFaults(scope: Construct, { resources, notResources }: iam.PolicyStatement, arn: string): string[] {
  if (notResources.length > 0) return [apiMessage`it has \`notResources\`; set \`resources\` to the ARN of ${scope.node.path} instead`];
  const isOther = (resource: string) => resource === '*' || (resource !== arn && !Token.isUnresolved(resource) && !Token.isUnresolved(arn));
  if (resources.length === 0 || (resources.length === 1 && !isOther(resources[0]))) return [];
  const given = resources.map((resource) => Token.isUnresolved(resource) ? 'an ARN that is unresolved until deployment' : `\`${resource}\``).join(', ');
  return [apiMessage`its resources are ${given}; leave \`resources\` out, or set it to the ARN of ${scope.node.path} only`];
}
