import type { GatewayModel, Target } from '../../model/gateway-model';
import { toolsThrough } from '../../model/tools-through';
import type { Rule } from '../rule';
import { count, evaluateNear, evaluateOver, Limit, Measured } from './lib/measure';
import { NEAR_LIMIT, TOOLS_PER_TARGET } from '../../service/limits';

const TOOLS: Limit = {
  max: TOOLS_PER_TARGET,
  unit: 'tools',
  fix: 'split the schema over several targets, or acknowledge this finding if your account has a higher quota',
  measure: ({ model }) => model.targets.flatMap((target) => measuredTools(model, target)),
};

function measuredTools(model: GatewayModel, target: Target): Measured[] {
  const { tools } = target;
  switch (tools.is) {
    case 'none': return [];
    case 'unknown': return [{ at: target, least: 0, unknown: `${target.path}: ${tools.reason}` }];
    case 'known': return [{ at: target, least: tools.tools.length, ...tools.complete ? {} : { unknown: `${target.path}: some of its tools are unresolved until deployment` } }];
    case 'through': {
      const inner = toolsThrough(model, tools.gateway);
      const [unknown] = inner.unknown;
      return [{ at: target, least: inner.tools.length, ...unknown ? { unknown: `${target.path}: ${unknown.reason}` } : {} }];
    }
  }
}

export const limitsToolsPerTarget: Rule = {
  id: 'limits-tools-per-target',
  group: 'limits',
  severity: 'error',
  sentence: `A target has at most ${count(TOOLS_PER_TARGET)} tools.`,
  why: 'The service rejects the target.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html',
  evaluate: (input) => evaluateOver(TOOLS, input),
};

export const limitsToolsPerTargetNear: Rule = {
  ...limitsToolsPerTarget,
  id: 'limits-tools-per-target-near',
  severity: 'warning',
  sentence: `A target has fewer than ${NEAR_LIMIT * TOOLS_PER_TARGET} tools, which leaves room for more.`,
  evaluate: (input) => evaluateNear(TOOLS, input),
};
