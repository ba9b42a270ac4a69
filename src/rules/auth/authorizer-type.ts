import { AUTHORIZER_TYPES } from '../../service/values';
import { Enumeration, evaluateValue } from '../lib/enumeration';
import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';

const AUTHORIZER_TYPE: Enumeration = { name: 'authorizer type', values: AUTHORIZER_TYPES };

export const authAuthorizerType: Rule = {
  id: 'auth-authorizer-type',
  group: 'auth',
  severity: 'error',
  sentence: 'A gateway has a supported authorizer type.',
  why: 'The service rejects the gateway. CloudFormation\'s schema allows any text.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-inbound-auth.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => evaluateValue(evaluation, gateway, gateway.authorizer.type, AUTHORIZER_TYPE)),
};
