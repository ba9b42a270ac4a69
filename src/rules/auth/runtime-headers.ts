import { property, textsOf } from '../../model/value';
import { evaluateEach, placeOf, runtimeOf } from '../lib/places';
import type { Rule } from '../rule';
import { outboundOf } from './lib/outbound-credentials';

const HEADER = 'Authorization';

export const authRuntimeHeaders: Rule = {
  id: 'auth-runtime-headers',
  group: 'auth',
  severity: 'warning',
  sentence: 'An agent that receives the token of the caller has `Authorization` in its header allow-list.',
  why: 'The runtime verifies the token and removes the header, unless the allow-list contains it. The code of the agent then does not see who calls.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-header-allowlist.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const runtime = runtimeOf(model, target);
    const outbound = outboundOf(target);
    if (!runtime || outbound.is !== 'known' || outbound.kind !== 'JWT_PASSTHROUGH') return;
    const allowed = textsOf(property(runtime.properties, 'RequestHeaderConfiguration', 'RequestHeaderAllowlist'));
    if (allowed.items.some(({ text }) => text.toLowerCase() === HEADER.toLowerCase())) return evaluation.pass();
    if (!allowed.known || allowed.items.some(({ known }) => !known)) return evaluation.unknown(`the header allow-list of ${runtime.path} is unresolved until deployment`);
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(runtime)],
      message: `the target passes the token of the caller to ${runtime.path}, whose header allow-list does not contain \`${HEADER}\`, so its code does not receive the token`,
      fix: `add \`${HEADER}\` to \`RequestHeaderConfiguration.RequestHeaderAllowlist\` of ${runtime.path}, or acknowledge this if the agent needs no token`,
    });
  }),
};
