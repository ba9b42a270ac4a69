import type { Rule } from '../rule';
import { evaluateNear, evaluateOver, Limit } from './lib/measure';
import { NEAR_LIMIT, TARGETS_PER_GATEWAY } from '../../service/limits';

const TARGETS: Limit = {
  max: TARGETS_PER_GATEWAY,
  unit: 'targets',
  fix: 'move some of them to another gateway and add that gateway as a target, or acknowledge this finding if your account has a higher quota',
  measure: ({ model }) => model.gateways.map((gateway) => {
    const sure = gateway.targets.filter((address) => model.resources[address].exists === 'yes').length;
    const conditional = gateway.targets.length - sure;
    return { at: gateway, least: sure, typical: gateway.targets.length, ...conditional > 0 ? { unknown: `the number of targets of ${gateway.path} is unknown until deployment` } : {} };
  }),
};

export const limitsTargetsPerGateway: Rule = {
  id: 'limits-targets-per-gateway',
  group: 'limits',
  severity: 'error',
  sentence: `A gateway has at most ${TARGETS_PER_GATEWAY} targets.`,
  why: 'The service rejects the next target during deployment.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html',
  evaluate: (input) => evaluateOver(TARGETS, input),
};

export const limitsTargetsPerGatewayNear: Rule = {
  ...limitsTargetsPerGateway,
  id: 'limits-targets-per-gateway-near',
  severity: 'warning',
  sentence: `A gateway has fewer than ${NEAR_LIMIT * TARGETS_PER_GATEWAY} targets, which leaves room for more.`,
  evaluate: (input) => evaluateNear(TARGETS, input),
};
