import type { CedarPolicy, GatewayModel, PolicyEngine } from '../../model/gateway-model';
import type { Rule } from '../rule';
import { evaluateNear, evaluateOver, lengthOf, Limit, Measured } from './lib/measure';
import { POLICIES_OF_RESOURCE_CHARACTERS } from '../../service/limits';

/**
 * The limit is on the policies about one resource, and a policy names its gateway or is about all: with one gateway at the engine, all of
 * them are about it.
 */
const CHARACTERS: Limit = {
  max: POLICIES_OF_RESOURCE_CHARACTERS,
  unit: 'characters in all policies',
  fix: 'join or shorten policies',
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
    ...sum('most') > CHARACTERS.max ? { unknown: `only the deployment knows how long the policies of ${engine.path} get` } : {},
  };
}

export const limitsPolicyTotalSize: Rule = {
  id: 'limits-policy-total-size',
  group: 'limits',
  severity: 'error',
  sentence: 'All policies about one gateway have at most 200 KB together.',
  why: 'The service refuses the next one while the stack is deployed.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-limitations-section.html',
  evaluate: (input) => evaluateOver(CHARACTERS, input),
};

export const limitsPolicyTotalSizeNear: Rule = {
  ...limitsPolicyTotalSize,
  id: 'limits-policy-total-size-near',
  severity: 'warning',
  sentence: 'All policies about one gateway have less than 160 KB together, so that there is room for more.',
  evaluate: (input) => evaluateNear(CHARACTERS, input),
};
