import { CONNECTOR_TOOL_FORM } from '../../service/connectors';
import { ENDPOINT_FORM } from '../../service/endpoints';
import { CONNECTOR_TOOL_DESCRIPTION_CHARACTERS, ENDPOINT_CHARACTERS, MODEL_CHARACTERS, STICKINESS_IDENTIFIER_CHARACTERS, STICKINESS_SECONDS } from '../../service/limits';
import { GATEWAY_TARGET } from '../../service/resource-types';
import { Evaluation, Rule } from '../rule';
import { characters, evaluateValue, Fault, outside, Value } from './lib/values';

const PASSTHROUGH = ['TargetConfiguration', 'Http', 'Passthrough'];

const TOOLS = ['TargetConfiguration', 'Mcp', 'Connector', 'Configurations', '*'];
const PROVIDER = ['TargetConfiguration', 'Inference', 'Provider'];

const VALUES: readonly Value[] = [
  { type: GATEWAY_TARGET, path: [...PASSTHROUGH, 'Endpoint'], faultOf: endpointFault },
  { type: GATEWAY_TARGET, path: [...PASSTHROUGH, 'StickinessConfiguration', 'Identifier'], faultOf: characters('the identifier of sessions', STICKINESS_IDENTIFIER_CHARACTERS) },
  { type: GATEWAY_TARGET, path: [...PASSTHROUGH, 'StickinessConfiguration', 'Timeout'], faultOf: (text) => outside('the timeout of sessions', Number(text), STICKINESS_SECONDS, 'seconds') },
  { type: GATEWAY_TARGET, path: [...TOOLS, 'Name'], faultOf: toolFault },
  { type: GATEWAY_TARGET, path: [...TOOLS, 'Description'], faultOf: characters('the description of the tool', CONNECTOR_TOOL_DESCRIPTION_CHARACTERS) },
  { type: GATEWAY_TARGET, path: [...PROVIDER, 'Endpoint'], faultOf: endpointFault },
  { type: GATEWAY_TARGET, path: [...PROVIDER, 'Operations', '*', 'Path'], faultOf: pathFault },
  { type: GATEWAY_TARGET, path: [...PROVIDER, 'Operations', '*', 'Models', '*', 'Model'], faultOf: characters('the model', MODEL_CHARACTERS) },
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

function toolFault(text: string): Fault {
  return CONNECTOR_TOOL_FORM.test(text) ? undefined : { message: `\`${text}\` is not the name of a tool of a connector`, fix: 'write a letter, then up to 63 letters, digits, hyphens and underscores' };
}

function pathFault(text: string): Fault {
  return text.startsWith('/') ? undefined : { message: `\`${text}\` is not a path`, fix: 'begin it with /' };
}
