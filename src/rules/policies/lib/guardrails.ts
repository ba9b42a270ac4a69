import { findDogwood } from '../../../cedar/dogwood';
import { tokenize } from '../../../cedar/tokens';
import type { CedarPolicy, Gateway, GatewayModel } from '../../../model/gateway-model';

/** A gateway and the policies of its policy engine that have a guardrail. */
export interface Guarded {
  readonly gateway: Gateway;
  readonly policies: readonly CedarPolicy[];
}

export function guardedGateways({ gateways, cedarPolicies }: GatewayModel): Guarded[] {
  const guarding = cedarPolicies.filter(({ statement }) => statement !== undefined && findDogwood(tokenize(statement.text))?.text === 'guardrails');
  return gateways.flatMap((gateway) => {
    const { address } = gateway.policyEngine?.engine ?? {};
    const policies = address === undefined ? [] : guarding.filter(({ engine }) => engine?.address === address);
    return policies.length === 0 ? [] : [{ gateway, policies }];
  });
}
