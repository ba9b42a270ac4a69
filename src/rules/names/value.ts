import type { GatewayModel, Resource } from '../../model/gateway-model';
import { textOf } from '../../model/value';
import { MCP_VERSIONS } from '../../service/mcp-versions';
import { CEDAR_POLICY, GATEWAY, GATEWAY_TARGET, RUNTIME } from '../../service/resource-types';
import {
  EXCEPTION_LEVELS, GATEWAY_PROTOCOLS, INTERCEPTION_POINTS, NETWORK_MODES, PASSTHROUGH_PROTOCOLS, POLICY_ENFORCEMENT_MODES, POLICY_ENGINE_MODES, POLICY_VALIDATION_MODES,
  RUNTIME_PROTOCOLS, SEARCH_TYPES,
} from '../../service/values';
import { Enumeration, evaluateValue } from '../lib/enumeration';
import { valuesAt } from '../lib/values-at';
import { Evaluation, Rule } from '../rule';

/** A property with a fixed set of values, and its path. */
interface Setting extends Enumeration {
  readonly type: string;
  readonly path: readonly string[];
}


/** Other rules check the authorizer type, and the credential types and the listing mode of a target. */
const SETTINGS: readonly Setting[] = [
  { type: GATEWAY, path: ['ProtocolType'], name: 'protocol type', values: GATEWAY_PROTOCOLS },
  { type: GATEWAY, path: ['ProtocolConfiguration', 'Mcp', 'SearchType'], name: 'search type', values: SEARCH_TYPES },
  { type: GATEWAY, path: ['ProtocolConfiguration', 'Mcp', 'SupportedVersions', '*'], name: 'MCP version', values: MCP_VERSIONS },
  { type: GATEWAY, path: ['ExceptionLevel'], name: 'exception level', values: EXCEPTION_LEVELS },
  { type: GATEWAY, path: ['PolicyEngineConfiguration', 'Mode'], name: 'mode of the policy engine', values: POLICY_ENGINE_MODES },
  { type: GATEWAY, path: ['InterceptorConfigurations', '*', 'InterceptionPoints', '*'], name: 'interception point', values: INTERCEPTION_POINTS },
  { type: CEDAR_POLICY, path: ['ValidationMode'], name: 'validation mode', values: POLICY_VALIDATION_MODES },
  { type: CEDAR_POLICY, path: ['EnforcementMode'], name: 'enforcement mode', values: POLICY_ENFORCEMENT_MODES },
  { type: GATEWAY_TARGET, path: ['TargetConfiguration', 'Http', 'Passthrough', 'ProtocolType'], name: 'protocol', values: PASSTHROUGH_PROTOCOLS },
  { type: RUNTIME, path: ['ProtocolConfiguration'], name: 'protocol', values: RUNTIME_PROTOCOLS },
  { type: RUNTIME, path: ['NetworkConfiguration', 'NetworkMode'], name: 'network mode', values: NETWORK_MODES },
];

export const namesValue: Rule = {
  id: 'names-value',
  group: 'names',
  severity: 'error',
  sentence: 'A property with a fixed set of values has a supported value.',
  why: 'The service rejects the resource. CloudFormation\'s schema allows most other texts.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_BedrockAgentCore.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    for (const resource of resourcesOf(model)) {
      for (const setting of SETTINGS) {
        if (setting.type !== resource.type) continue;
        for (const value of valuesAt(resource.properties, setting.path)) evaluateValue(evaluation, resource, textOf(value), setting);
      }
    }
    return evaluation.verdict;
  },
};

function resourcesOf(model: GatewayModel): Resource[] {
  return Object.values(model.resources).filter(({ exists }) => exists !== 'no');
}
