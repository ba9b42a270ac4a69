import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateName } from './lib/name-form';
import { GATEWAY_NAME } from '../../service/names';

export const namesGatewayInvalid: Rule = {
  id: 'names-gateway-invalid',
  group: 'names',
  severity: 'error',
  sentence: 'The name of a gateway has the form that the service takes.',
  why: 'The service refuses the gateway. CloudFormation\'s schema does not look at names that are put together by functions.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateGateway.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => evaluateName(evaluation, gateway, gateway.name, GATEWAY_NAME)),
};
