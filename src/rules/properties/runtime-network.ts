import { stateOf } from './lib/combination';
import type { GatewayModel, Resource } from '../../model/gateway-model';
import { property, textOf } from '../../model/value';
import { RUNTIME } from '../../service/resource-types';
import { ofType } from '../lib/needs/resources';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

/** The types with a network mode, and the member with the subnets. */
const TYPES: Readonly<Record<string, string>> = {
  [RUNTIME]: 'NetworkModeConfig',
  'AWS::BedrockAgentCore::BrowserCustom': 'VpcConfig',
  'AWS::BedrockAgentCore::CodeInterpreterCustom': 'VpcConfig',
};

function networked(model: GatewayModel): { readonly resource: Resource; readonly member: string }[] {
  return Object.entries(TYPES).flatMap(([type, member]) => ofType(model, type).map((resource) => ({ resource, member })));
}

export const propertiesRuntimeNetwork: Rule = {
  id: 'properties-runtime-network',
  group: 'properties',
  severity: 'error',
  sentence: 'A runtime, browser or code interpreter has subnets and security groups if its network mode is VPC, and only then.',
  why: 'The service returns "is required for VPC mode" or "is not allowed for PUBLIC mode".',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_NetworkConfiguration.html',
  evaluate: ({ model }) => evaluateEach(networked(model), (evaluation, { resource, member }) => {
    const mode = textOf(property(resource.properties, 'NetworkConfiguration', 'NetworkMode'));
    const subnets = stateOf(resource.properties, 'NetworkConfiguration', member);
    if (!mode) return;
    if (!mode.known || subnets === 'unknown') return evaluation.unknown(`the network of ${resource.path} is unresolved until deployment`);
    const at = placeOf(resource);
    if (mode.text === 'VPC' && subnets === 'unset') {
      return evaluation.fail({ at, message: `the network mode is \`VPC\`, but there is no \`${member}\``, fix: `add \`NetworkConfiguration.${member}\` with subnets and security groups` });
    }
    if (mode.text === 'PUBLIC' && subnets === 'set') {
      return evaluation.fail({ at, message: `the network mode is \`PUBLIC\`, but there is a \`${member}\``, fix: `use the network mode \`VPC\`, or remove \`${member}\`` });
    }
    evaluation.pass();
  }),
};
