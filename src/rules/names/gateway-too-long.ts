import { partsOf } from '../../model/value';
import { GATEWAY_ID_SUFFIX_LENGTH, GATEWAY_NAME_SAFE_LENGTH } from '../../service/names';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const namesGatewayTooLong: Rule = {
  id: 'names-gateway-too-long',
  group: 'names',
  severity: 'warning',
  sentence: 'The name of a gateway leaves room for what the service appends to it.',
  why: 'The service makes the id of the name, a hyphen and ten characters, and ids of more than 50 characters were refused in a deployment, although the API documents more.',
  source: 'https://github.com/awslabs/nx-plugin-for-aws/pull/890',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    const { name } = gateway;
    if (!name) return;
    const length = partsOf(name.text).reduce((sum, part) => sum + ('literal' in part ? part.literal.length : 0), 0);
    if (length > GATEWAY_NAME_SAFE_LENGTH) {
      return evaluation.fail({
        at: placeOf(gateway),
        message: `gateway name \`${name.text}\` has ${name.known ? '' : 'at least '}${length} characters, and the service makes an id of ${length + GATEWAY_ID_SUFFIX_LENGTH} of it`,
        fix: `use ${GATEWAY_NAME_SAFE_LENGTH} characters or fewer`,
      });
    }
    if (name.known) evaluation.pass();
    else evaluation.unknown(`only the deployment knows the name of ${gateway.path}`);
  }),
};
