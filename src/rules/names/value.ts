import type { GatewayModel, Resource } from '../../model/gateway-model';
import { textOf } from '../../model/value';
import { Enumeration, evaluateValue } from '../lib/enumeration';
import { Evaluation, Rule } from '../rule';
import { valuesAt } from './lib/values-at';

/** A property that has one of a few values, and where it is. */
interface Setting extends Enumeration {
  readonly type: string;
  readonly path: readonly string[];
}

const GATEWAY = 'AWS::BedrockAgentCore::Gateway';
const POLICY = 'AWS::BedrockAgentCore::Policy';
const RUNTIME = 'AWS::BedrockAgentCore::Runtime';

/** The authorizer type, the credential types of a target and its listing mode have rules of their own. */
const SETTINGS: readonly Setting[] = [
  { type: GATEWAY, path: ['ProtocolType'], name: 'protocol type', values: ['MCP'] },
  { type: GATEWAY, path: ['ProtocolConfiguration', 'Mcp', 'SearchType'], name: 'search type', values: ['SEMANTIC'] },
  { type: GATEWAY, path: ['ExceptionLevel'], name: 'exception level', values: ['DEBUG'] },
  { type: GATEWAY, path: ['PolicyEngineConfiguration', 'Mode'], name: 'mode of the policy engine', values: ['LOG_ONLY', 'ENFORCE'] },
  { type: GATEWAY, path: ['InterceptorConfigurations', '*', 'InterceptionPoints', '*'], name: 'interception point', values: ['REQUEST', 'RESPONSE'] },
  { type: POLICY, path: ['ValidationMode'], name: 'validation mode', values: ['FAIL_ON_ANY_FINDINGS', 'IGNORE_ALL_FINDINGS'] },
  { type: POLICY, path: ['EnforcementMode'], name: 'enforcement mode', values: ['ACTIVE', 'LOG_ONLY'] },
  { type: RUNTIME, path: ['ProtocolConfiguration'], name: 'protocol', values: ['MCP', 'HTTP', 'A2A', 'AGUI'] },
  { type: RUNTIME, path: ['NetworkConfiguration', 'NetworkMode'], name: 'network mode', values: ['PUBLIC', 'VPC'] },
];

export const namesValue: Rule = {
  id: 'names-value',
  group: 'names',
  severity: 'error',
  sentence: 'A setting that has one of a few values has one that the service knows.',
  why: 'The service refuses the resource; CloudFormation\'s schema lets most such texts pass.',
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
