import type { Rule } from '../rule';
import { evaluateNear, evaluateOver, Limit } from './lib/measure';
import { NEAR_LIMIT, TARGETS_PER_GATEWAY } from '../../service/limits';

const TARGETS: Limit = {
  max: TARGETS_PER_GATEWAY,
  unit: 'targets',
  fix: 'put some of them on another gateway, and make that one a target of this one; or acknowledge this finding if your quota was raised',
  measure: ({ model }) => model.gateways.map((gateway) => {
    const sure = gateway.targets.filter((address) => model.resources[address].exists === 'yes').length;
    const conditional = gateway.targets.length - sure;
    return { at: gateway, least: sure, typical: gateway.targets.length, ...conditional > 0 ? { unknown: `only the deployment knows how many targets ${gateway.path} gets` } : {} };
  }),
};

export const limitsTargetsPerGateway: Rule = {
  id: 'limits-targets-per-gateway',
  group: 'limits',
  severity: 'error',
  sentence: `A gateway has at most ${TARGETS_PER_GATEWAY} targets.`,
  why: 'The service refuses the next one while the stack is deployed.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html',
  evaluate: (input) => evaluateOver(TARGETS, input),
};

export const limitsTargetsPerGatewayNear: Rule = {
  ...limitsTargetsPerGateway,
  id: 'limits-targets-per-gateway-near',
  severity: 'warning',
  sentence: `A gateway has fewer than ${NEAR_LIMIT * TARGETS_PER_GATEWAY} targets, so that there is room for more.`,
  evaluate: (input) => evaluateNear(TARGETS, input),
};
