import { property } from '../../model/value';
import { DESCRIPTION_CHARACTERS, INSTRUCTIONS_CHARACTERS, SESSION_TIMEOUT_SECONDS } from '../../service/limits';
import { GATEWAY, GATEWAY_TARGET, RUNTIME } from '../../service/resource-types';
import { ofType } from '../lib/needs/resources';
import { placeOf } from '../lib/places';
import { Evaluation, Rule } from '../rule';
import { characters, evaluateValue, Fault, outside, Value } from './lib/values';

const DISCOVERY = /^https?:\/\/.+\/\.well-known\/(openid-configuration|oauth-authorization-server(\/.+)?)$/;
const KEY = /^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/;
const JWT = ['AuthorizerConfiguration', 'CustomJWTAuthorizer', 'DiscoveryUrl'];

const VALUES: readonly Value[] = [
  { type: GATEWAY, path: ['Description'], faultOf: characters('the description', DESCRIPTION_CHARACTERS) },
  { type: GATEWAY_TARGET, path: ['Description'], faultOf: characters('the description', DESCRIPTION_CHARACTERS) },
  { type: GATEWAY, path: ['ProtocolConfiguration', 'Mcp', 'Instructions'], faultOf: characters('the instructions', INSTRUCTIONS_CHARACTERS) },
  {
    type: GATEWAY,
    path: ['ProtocolConfiguration', 'Mcp', 'SessionConfiguration', 'SessionTimeoutInSeconds'],
    faultOf: (text) => outside('the session timeout', Number(text), SESSION_TIMEOUT_SECONDS, 'seconds'),
  },
  { type: GATEWAY, path: JWT, faultOf: discoveryFault },
  { type: RUNTIME, path: JWT, faultOf: discoveryFault },
  {
    type: GATEWAY,
    path: ['KmsKeyArn'],
    faultOf: (text) => KEY.test(text) ? undefined : { message: `\`${text}\` is not the ARN of a KMS key`, fix: 'write the ARN of the key: an alias or an id is not enough' },
  },
];

export const propertiesGatewayValue: Rule = {
  id: 'properties-gateway-value',
  group: 'properties',
  severity: 'error',
  sentence: 'A gateway has a role, and its description, timeouts, discovery URL and key have the form and length that the service accepts.',
  why: 'The service rejects the gateway or the target.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateGateway.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    for (const gateway of ofType(model, GATEWAY)) {
      if (property(gateway.properties, 'RoleArn') === undefined) evaluation.fail({ at: placeOf(gateway), message: 'the gateway has no role', fix: 'add `RoleArn`' });
    }
    for (const value of VALUES) evaluateValue(evaluation, model, value);
    return evaluation.verdict;
  },
};

function discoveryFault(text: string): Fault {
  return DISCOVERY.test(text) ? undefined : { message: `\`${text}\` is not a discovery URL`, fix: 'write a URL that ends in `/.well-known/openid-configuration` or contains `/.well-known/oauth-authorization-server`' };
}
