import type { CedarPolicy, GatewayModel, PolicyEngine } from '../../model/gateway-model';
import type { Rule } from '../rule';
import { evaluateNear, evaluateOver, lengthOf, Limit, Measured } from './lib/measure';
import { POLICIES_OF_RESOURCE_CHARACTERS } from '../../service/limits';

/**
 * The limit applies to the policies for one resource. A policy applies to one gateway or to all. With only one gateway at the engine, all
 * policies apply to that gateway.
 */
const CHARACTERS: Limit = {
  max: POLICIES_OF_RESOURCE_CHARACTERS,
  unit: 'characters in all policies',
  fix: 'merge or shorten policies',
  measure: ({ model }) => {
    const policies = new Map(model.cedarPolicies.map((policy) => [policy.address, policy]));
    return model.policyEngines.filter(({ gateways }) => gateways.length === 1).map((engine) => measured(model, engine, policies));
  },
};

function measured(model: GatewayModel, engine: PolicyEngine, policies: ReadonlyMap<string, CedarPolicy>): Measured {
  const lengths = engine.policies.map((address) => {
    const length = lengthOf(model, policies.get(address)?.statement?.text ?? '');
    return model.resources[address].exists === 'yes' ? length : { ...length, least: 0 };
  });
  const sum = (key: 'least' | 'typical' | 'most') => lengths.reduce((total, length) => total + length[key], 0);
  return {
    at: engine,
    least: sum('least'),
    typical: sum('typical'),
    ...sum('most') > CHARACTERS.max ? { unknown: `the length of the policies of ${engine.path} is unresolved until deployment` } : {},
  };
}

export const limitsPolicyTotalSize: Rule = {
  id: 'limits-policy-total-size',
  group: 'limits',
  severity: 'error',
  sentence: 'All policies for one gateway have at most 200 KB in total.',
  why: 'The service rejects the next policy during deployment.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-limitations-section.html',
  evaluate: (input) => evaluateOver(CHARACTERS, input),
};

export const limitsPolicyTotalSizeNear: Rule = {
  ...limitsPolicyTotalSize,
  id: 'limits-policy-total-size-near',
  severity: 'warning',
  sentence: 'All policies for one gateway have less than 160 KB in total, which leaves room for more.',
  evaluate: (input) => evaluateNear(CHARACTERS, input),
};
