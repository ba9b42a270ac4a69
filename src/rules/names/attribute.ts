import type { GatewayModel, Resource } from '../../model/gateway-model';
import type { Resolved } from '../../model/value';
import { codeList } from '../../schema/json';
import { CEDAR_POLICY, FUNCTION, FUNCTION_ALIAS, FUNCTION_VERSION, GATEWAY, GATEWAY_TARGET, POLICY_ENGINE, RESOURCE_POLICY, REST_API, RUNTIME, RUNTIME_ENDPOINT } from '../../service/resource-types';
import { placeOf } from '../lib/places';
import { valuesAt } from '../lib/values-at';
import { Evaluation, Rule } from '../rule';

/** A property that references another resource. */
interface Reference {
  readonly type: string;
  readonly path: readonly string[];
  /** The required attribute, by the type of the referenced resource; `Ref` if no attribute returns the value. */
  readonly wanted: Readonly<Record<string, string>>;
}

const ROLE_ARN = { 'AWS::IAM::Role': 'Arn' };
const FUNCTION_ARN = { [FUNCTION]: 'Arn', [FUNCTION_ALIAS]: 'AliasArn', [FUNCTION_VERSION]: 'FunctionArn' };
const ENDPOINT = { [GATEWAY]: 'GatewayUrl' };

const REFERENCES: readonly Reference[] = [
  { type: GATEWAY_TARGET, path: ['GatewayIdentifier'], wanted: { [GATEWAY]: 'GatewayIdentifier' } },
  { type: GATEWAY_TARGET, path: ['TargetConfiguration', 'Mcp', 'Lambda', 'LambdaArn'], wanted: FUNCTION_ARN },
  { type: GATEWAY_TARGET, path: ['TargetConfiguration', 'Mcp', 'McpServer', 'Endpoint'], wanted: ENDPOINT },
  { type: GATEWAY_TARGET, path: ['TargetConfiguration', 'Mcp', 'ApiGateway', 'RestApiId'], wanted: { [REST_API]: 'RestApiId' } },
  { type: GATEWAY_TARGET, path: ['TargetConfiguration', 'Http', 'AgentcoreRuntime', 'Arn'], wanted: { [RUNTIME]: 'AgentRuntimeArn' } },
  { type: GATEWAY, path: ['RoleArn'], wanted: ROLE_ARN },
  { type: GATEWAY, path: ['KmsKeyArn'], wanted: { 'AWS::KMS::Key': 'Arn' } },
  { type: GATEWAY, path: ['PolicyEngineConfiguration', 'Arn'], wanted: { [POLICY_ENGINE]: 'PolicyEngineArn' } },
  { type: GATEWAY, path: ['InterceptorConfigurations', '*', 'Interceptor', 'Lambda', 'Arn'], wanted: FUNCTION_ARN },
  { type: CEDAR_POLICY, path: ['PolicyEngineId'], wanted: { [POLICY_ENGINE]: 'PolicyEngineId' } },
  { type: RUNTIME, path: ['RoleArn'], wanted: ROLE_ARN },
  { type: RUNTIME_ENDPOINT, path: ['AgentRuntimeId'], wanted: { [RUNTIME]: 'AgentRuntimeId' } },
  { type: RESOURCE_POLICY, path: ['ResourceArn'], wanted: { [GATEWAY]: 'GatewayArn', [RUNTIME]: 'AgentRuntimeArn' } },
  { type: 'AWS::Logs::DeliverySource', path: ['ResourceArn'], wanted: { [GATEWAY]: 'GatewayArn', [RUNTIME]: 'AgentRuntimeArn' } },
  { type: 'AWS::WAFv2::WebACLAssociation', path: ['ResourceArn'], wanted: { [GATEWAY]: 'GatewayArn' } },
];

export const namesAttribute: Rule = {
  id: 'names-attribute',
  group: 'names',
  severity: 'error',
  sentence: 'A property references a resource by the attribute that it requires: the ID, the ARN or the URL.',
  why: 'The service rejects the value. CloudFormation\'s schema does not check what Fn::GetAtt and Ref return.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_BedrockAgentCore.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    for (const resource of Object.values(model.resources)) {
      if (resource.exists === 'no') continue;
      for (const reference of REFERENCES) {
        if (reference.type !== resource.type) continue;
        for (const value of valuesAt(resource.properties, reference.path)) evaluateReference(evaluation, model, resource, reference, value);
      }
    }
    return evaluation.verdict;
  },
};

function evaluateReference(evaluation: Evaluation, model: GatewayModel, resource: Resource, { path, wanted }: Reference, value: Resolved): void {
  const expression = typeof value === 'string' && Object.hasOwn(model.symbols, value) ? model.symbols[value] : undefined;
  const named = expression?.is === 'attribute' ? model.resources[expression.address] : undefined;
  if (expression?.is !== 'attribute' || !named || !Object.hasOwn(wanted, named.type)) return;
  const attribute = wanted[named.type];
  if (expression.attribute === attribute) return evaluation.pass();
  evaluation.fail({
    at: placeOf(resource),
    with: [placeOf(named)],
    message: `\`${path.join('.')}\` references ${named.path} by ${codeList([expression.attribute])}, but requires ${codeList([attribute])}`,
    fix: `use \`Fn::GetAtt\` with \`${attribute}\`${named.type === FUNCTION_ALIAS || named.type === FUNCTION_VERSION ? ', which is what `Ref` returns' : ''}`,
  });
}
