import type { GatewayModel } from '../../model/gateway-model';
import { partsOf } from '../../model/value';
import { DEFAULT_QUALIFIER, invocationUrl, runtimeHost } from '../../service/endpoints';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { endpointOf } from './lib/endpoint';

const HTTPS = 'https://';
const RUNTIME_URL = invocationUrl(runtimeHost('<region>', 'amazonaws.com'), '<URL-encoded ARN>', DEFAULT_QUALIFIER);

export const authEndpointHttps: Rule = {
  id: 'auth-endpoint-https',
  group: 'auth',
  severity: 'error',
  sentence: 'The endpoint of a target begins with https://.',
  why: 'The service rejects other URLs. CloudFormation\'s schema does not check values that contain intrinsic functions such as Fn::Sub.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const endpoint = endpointOf(target);
    if (!endpoint) return;
    const arn = attributeThatIsAnArn(model, endpoint.text);
    if (arn !== undefined) {
      return evaluation.fail({
        at: placeOf(target),
        message: `the endpoint is the attribute \`${arn}\` of a resource, which is an ARN`,
        fix: `use a URL; the URL of a runtime is \`${RUNTIME_URL}\``,
      });
    }
    const [first] = partsOf(endpoint.text);
    const start = first && 'literal' in first ? first.literal : '';
    if (start.startsWith(HTTPS) || target.pointsTo.kind === 'gateway') return evaluation.pass();
    if (!endpoint.known && HTTPS.startsWith(start)) return evaluation.unknown(`the endpoint of ${target.path} is unresolved until deployment`);
    evaluation.fail({ at: placeOf(target), message: `endpoint \`${endpoint.text}\` does not begin with \`https://\``, fix: 'use an https URL' });
  }),
};

/** The attribute that is the whole endpoint, if its name ends in `Arn`. */
function attributeThatIsAnArn(model: GatewayModel, endpoint: string): string | undefined {
  const expression = Object.hasOwn(model.symbols, endpoint) ? model.symbols[endpoint] : undefined;
  return expression?.is === 'attribute' && expression.attribute.endsWith('Arn') ? expression.attribute : undefined;
}
