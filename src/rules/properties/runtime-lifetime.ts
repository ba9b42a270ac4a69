import { evaluateType } from './lib/combination';
import { property, textOf } from '../../model/value';
import { DEFAULT_IDLE_SECONDS, DEFAULT_LIFETIME_SECONDS } from '../../service/limits';
import { RUNTIME } from '../../service/resource-types';
import type { Rule } from '../rule';

export const propertiesRuntimeLifetime: Rule = {
  id: 'properties-runtime-lifetime',
  group: 'properties',
  severity: 'error',
  sentence: 'The idle timeout of a runtime does not exceed the maximum lifetime of its sessions.',
  why: 'The service returns "idleRuntimeSessionTimeout must be less than or equal to maxLifeTime".',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_LifecycleConfiguration.html',
  evaluate: ({ model }) => evaluateType(model, RUNTIME, ({ path, properties }) => {
    const [idle, lifetime] = ['IdleRuntimeSessionTimeout', 'MaxLifetime'].map((name) => textOf(property(properties, 'LifecycleConfiguration', name)));
    if (!idle && !lifetime) return undefined;
    if (idle?.known === false || lifetime?.known === false) return { unknown: `the timeouts of ${path} are unresolved until deployment` };
    const [idleSeconds, lifeSeconds] = [Number(idle?.text ?? DEFAULT_IDLE_SECONDS), Number(lifetime?.text ?? DEFAULT_LIFETIME_SECONDS)];
    if (!(idleSeconds > lifeSeconds)) return undefined;
    return {
      message: `\`IdleRuntimeSessionTimeout\` is ${idleSeconds} seconds${idle ? '' : ' by default'}, but \`MaxLifetime\` is ${lifeSeconds} seconds${lifetime ? '' : ' by default'}`,
      fix: `set \`IdleRuntimeSessionTimeout\` to ${lifeSeconds} or less, or increase \`MaxLifetime\``,
    };
  }),
};
