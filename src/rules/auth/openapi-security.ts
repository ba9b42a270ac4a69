import { CREDENTIALS } from '../../service/credential-kinds';
import { evaluateEach, placeOf } from '../lib/places';
import { listed, quoted } from '../lib/wording';
import type { Rule } from '../rule';
import { outboundOf } from './lib/outbound-credentials';

const MEANS = { signature: 'a signature', token: 'a token', key: 'a key' } as const;

export const authOpenapiSecurity: Rule = {
  id: 'auth-openapi-security',
  group: 'auth',
  severity: 'warning',
  sentence: 'An OpenAPI target has credentials that meet the security requirements of its document.',
  why: 'The gateway ignores `security` in the document and sends only the credentials of the target. The API rejects calls without what it requires.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-schema-openapi.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const { apiSecurity } = target;
    if (!apiSecurity) return;
    const outbound = outboundOf(target);
    if (outbound.is === 'malformed') return;
    if (outbound.is === 'unknown') return evaluation.unknown(outbound.because);
    const { sends, text } = CREDENTIALS[outbound.kind];
    const unmet = apiSecurity.filter(({ oneOf }) => sends === 'nothing' || !oneOf.includes(sends));
    if (unmet.length === 0) return evaluation.pass();
    const [{ oneOf, schemes, operation }] = unmet;
    evaluation.fail({
      at: placeOf(target),
      message: `\`${operation}\`${unmet.length > 1 ? ` and ${unmet.length - 1} more operations require` : ' requires'} ${quoted(schemes)} in \`security\`, but the target is called with ${text}`,
      fix: `give the target credentials that send ${listed(oneOf.map((means) => MEANS[means]), 'or')}, or remove the requirement from the document`,
    });
  }),
};
