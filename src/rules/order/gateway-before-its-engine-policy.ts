import { evaluateGateways } from './lib/gateway-order';
import { AGENTCORE } from '../../service/agentcore';
import type { Need } from '../lib/needs/needs';
import type { Rule } from '../rule';

/** A gateway with a policy engine depends on the policies that allow its role to use the policy engine. */
export const gatewayBeforeItsEnginePolicy: Rule = {
  id: 'order-gateway-before-its-engine-policy',
  group: 'order',
  severity: 'error',
  sentence: 'A gateway with a policy engine is created after the policies that allow its role to use the policy engine.',
  why: 'While it creates the gateway, the service assumes the gateway\'s role to verify access to the policy engine. It rejects the gateway if the permission is missing.',
  source: 'https://github.com/awslabs/nx-plugin-for-aws/pull/996, https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-permissions.html',
  evaluate: (input) => evaluateGateways(input, (needs) => needs.gateway.policyEngine ? needs.needs.filter(isForEngine) : []),
};

/** Whether a need is a documented need of the policy engine. All of these are actions of AgentCore. */
function isForEngine({ action, evidence }: Need): boolean {
  return action.startsWith(`${AGENTCORE}:`) && evidence === 'documented';
}
