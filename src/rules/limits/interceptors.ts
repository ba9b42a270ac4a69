import { INTERCEPTION_POINTS } from '../../service/values';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const limitsInterceptors: Rule = {
  id: 'limits-interceptors',
  group: 'limits',
  severity: 'error',
  sentence: 'A gateway has at most one interceptor for requests and one for responses.',
  why: 'The service rejects the gateway. CloudFormation\'s schema limits only the number of interceptors.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-interceptors.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    const { items, known } = gateway.interceptors;
    if (items.length === 0 && known) return;
    const points = items.flatMap((interceptor) => interceptor.points.items.map(({ text }) => text));
    const twice = INTERCEPTION_POINTS.find((point) => points.filter((text) => text === point).length > 1);
    if (twice) {
      return evaluation.fail({
        at: placeOf(gateway),
        message: `${points.filter((text) => text === twice).length} interceptors are for \`${twice}\`, but a gateway allows only one`,
        fix: 'combine them in one function',
      });
    }
    if (known && items.every((interceptor) => interceptor.points.known)) evaluation.pass();
    else evaluation.unknown(`the interceptors of ${gateway.path} are unresolved until deployment`);
  }),
};
