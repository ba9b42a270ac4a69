import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateName } from './lib/name-form';
import { GATEWAY_NAME } from '../../service/names';

export const namesGatewayInvalid: Rule = {
  id: 'names-gateway-invalid',
  group: 'names',
  severity: 'error',
  sentence: 'A gateway has a valid name.',
  why: 'The service rejects the gateway. CloudFormation\'s schema does not check names that contain intrinsic functions.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateGateway.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => evaluateName(evaluation, gateway, gateway.name, GATEWAY_NAME)),
};
