import { partsOf } from '../../model/value';
import { judgeEach, placeOf } from '../places';
import type { Rule } from '../rule';
import { endpointOf } from './endpoint';

const HTTPS = 'https://';

export const authEndpointHttps: Rule = {
  id: 'auth-endpoint-https',
  group: 'auth',
  severity: 'error',
  sentence: 'The endpoint of a target begins with https://.',
  why: 'The service refuses other URLs. CloudFormation\'s schema does not look where a function such as Fn::Sub is inside.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  judge: ({ model }) => judgeEach(model.targets, (judgement, target) => {
    const endpoint = endpointOf(target);
    if (!endpoint) return;
    const [first] = partsOf(endpoint.text);
    const start = first && 'literal' in first ? first.literal : '';
    if (start.startsWith(HTTPS) || target.pointsTo.kind === 'gateway') return judgement.pass();
    if (!endpoint.known && HTTPS.startsWith(start)) return judgement.cannotTell(`only the deployment knows the endpoint of ${target.path}`);
    judgement.fail({ at: placeOf(target), message: `endpoint \`${endpoint.text}\` does not begin with \`https://\``, fix: 'give an https URL' });
  }),
};
