import { AUTHORIZER_TYPES } from '../../service/values';
import { Enumeration, evaluateValue } from '../lib/enumeration';
import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';

const AUTHORIZER_TYPE: Enumeration = { name: 'authorizer type', values: AUTHORIZER_TYPES };

export const authAuthorizerType: Rule = {
  id: 'auth-authorizer-type',
  group: 'auth',
  severity: 'error',
  sentence: 'The authorizer type of a gateway is one that the service knows.',
  why: 'The service refuses the gateway; CloudFormation\'s schema lets any text pass.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-inbound-auth.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => evaluateValue(evaluation, gateway, gateway.authorizer.type, AUTHORIZER_TYPE)),
};
