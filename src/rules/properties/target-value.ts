import { ENDPOINT_FORM } from '../../service/endpoints';
import { ENDPOINT_CHARACTERS, STICKINESS_IDENTIFIER_CHARACTERS, STICKINESS_SECONDS } from '../../service/limits';
import { GATEWAY_TARGET } from '../../service/resource-types';
import { Evaluation, Rule } from '../rule';
import { characters, evaluateValue, Fault, outside, Value } from './lib/values';

const PASSTHROUGH = ['TargetConfiguration', 'Http', 'Passthrough'];

const VALUES: readonly Value[] = [
  { type: GATEWAY_TARGET, path: [...PASSTHROUGH, 'Endpoint'], faultOf: endpointFault },
  { type: GATEWAY_TARGET, path: [...PASSTHROUGH, 'StickinessConfiguration', 'Identifier'], faultOf: characters('the identifier of sessions', STICKINESS_IDENTIFIER_CHARACTERS) },
  { type: GATEWAY_TARGET, path: [...PASSTHROUGH, 'StickinessConfiguration', 'Timeout'], faultOf: (text) => outside('the timeout of sessions', Number(text), STICKINESS_SECONDS, 'seconds') },
];

export const propertiesTargetValue: Rule = {
  id: 'properties-target-value',
  group: 'properties',
  severity: 'error',
  sentence: 'The endpoint and the settings of a target have the form and length that the service accepts.',
  why: 'The service rejects the target. CloudFormation\'s schema does not check values that contain intrinsic functions such as Fn::If.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateGatewayTarget.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    for (const value of VALUES) evaluateValue(evaluation, model, value);
    return evaluation.verdict;
  },
};

function endpointFault(text: string): Fault {
  return ENDPOINT_FORM.test(text)
    ? characters('the endpoint', ENDPOINT_CHARACTERS)(text)
    : { message: `endpoint \`${text}\` is not https://, a host, and a path if there is one`, fix: 'write such a URL, without a user, and with a path before a query' };
}
