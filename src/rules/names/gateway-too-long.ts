import { partsOf } from '../../model/value';
import { GATEWAY_ID_SUFFIX_LENGTH, GATEWAY_NAME_SAFE_LENGTH } from '../../service/names';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const namesGatewayTooLong: Rule = {
  id: 'names-gateway-too-long',
  group: 'names',
  severity: 'warning',
  sentence: 'The name of a gateway leaves room for the suffix of the gateway ID.',
  why: 'The service appends a hyphen and ten characters to the name to create the ID. In a deployment, the service rejected IDs of more than 50 characters, although the API documents more.',
  source: 'https://github.com/awslabs/nx-plugin-for-aws/pull/890',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    const { name } = gateway;
    if (!name) return;
    const length = partsOf(name.text).reduce((sum, part) => sum + ('literal' in part ? part.literal.length : 0), 0);
    if (length > GATEWAY_NAME_SAFE_LENGTH) {
      return evaluation.fail({
        at: placeOf(gateway),
        message: `gateway name \`${name.text}\` has ${name.known ? '' : 'at least '}${length} characters, so its ID has ${length + GATEWAY_ID_SUFFIX_LENGTH}`,
        fix: `use ${GATEWAY_NAME_SAFE_LENGTH} characters or fewer`,
      });
    }
    if (name.known) evaluation.pass();
    else evaluation.unknown(`the name of ${gateway.path} is unresolved until deployment`);
  }),
};
