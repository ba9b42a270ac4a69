import { property, textsOf } from '../../model/value';
import { isChosenByCaller, isIdentity } from '../../service/rate-limit-keys';
import { GATEWAY_RATE_LIMIT } from '../../service/resource-types';
import type { Rule } from '../rule';
import { evaluateType } from './lib/combination';

export const propertiesRateLimitKeys: Rule = {
  id: 'properties-rate-limit-keys',
  group: 'properties',
  severity: 'error',
  sentence: 'A rate limit by a header or the body also has the principal or a claim of the caller as a key.',
  why: 'Callers can send any header, so such a limit limits nobody. The service rejects it.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-rate-limits-dimensions.html',
  evaluate: ({ model }) => evaluateType(model, GATEWAY_RATE_LIMIT, ({ path, properties }) => {
    const keys = textsOf(property(properties, 'DimensionKeys'));
    if (!keys.known || keys.items.some(({ known }) => !known)) return { unknown: `the keys of ${path} are unresolved until deployment` };
    const chosen = keys.items.find(({ text }) => isChosenByCaller(text));
    if (!chosen || keys.items.some(({ text }) => isIdentity(text))) return undefined;
    return { message: `callers choose the value of \`${chosen.text}\`, and no key identifies them`, fix: 'add the key `$.context.iam.principal`, or `$.context.jwt.` with a claim' };
  }),
};
