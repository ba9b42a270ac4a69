import { Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { addGateway, kitchenSink, loadTemplates, newGateway, orderGateway, synthesize } from './apps';
import { graphOf } from '../../src/model/dependency-graph';
import { load } from '../../src/model/load';
import { loadAssembly, readAssembly } from '../../src/model/read-assembly';
import { toolsThrough } from '../../src/model/tools-through';

const TYPES = [
  'AWS::BedrockAgentCore::Gateway', 'AWS::BedrockAgentCore::GatewayTarget', 'AWS::BedrockAgentCore::Policy', 'AWS::BedrockAgentCore::PolicyEngine',
  'AWS::BedrockAgentCore::Runtime', 'AWS::BedrockAgentCore::ResourcePolicy', 'AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy',
  'AWS::AppConfig::HostedConfigurationVersion', 'AWS::CloudFormation::Stack', 'AWS::ApiGateway::Method', 'AWS::ApiGateway::RestApi',
];
const KEYS = [
  'Name', 'Mcp', 'Lambda', 'McpServer', 'ToolSchema', 'InlinePayload', 'S3', 'Uri', 'Endpoint', 'TargetConfiguration', 'GatewayIdentifier', 'ProtocolConfiguration',
  'PolicyDocument', 'Statement', 'Action', 'Resource', 'Roles', 'Policies', 'Definition', 'Cedar', 'Content', 'EnvironmentVariables', 'Body', 'RoleArn', 'constructor', '__proto__',
];
const FUNCTIONS = ['Ref', 'Fn::GetAtt', 'Fn::Sub', 'Fn::Join', 'Fn::Split', 'Fn::Select', 'Fn::If', 'Fn::ImportValue', 'Fn::GetStackOutput', 'Fn::FindInMap', 'Fn::Base64', 'Fn::ToJsonString'];

const anything: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom<unknown>('A', 'B', 'A.Arn', '${A.Arn}-${B}', ':', 0, 1, true, null, '', '{"a":', 'GATEWAY_IAM_ROLE', '⟨'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 4 }),
    fc.tuple(fc.constantFrom(...FUNCTIONS), tie('value')).map(([name, argument]) => ({ [name]: argument })),
  ),
})).value;

const resource = fc.record({ Type: fc.constantFrom(...TYPES), Properties: anything, DependsOn: anything, Metadata: anything, Condition: fc.constantFrom('C', undefined) }, { requiredKeys: ['Type'] });
const template = fc.record({
  Resources: fc.oneof({ weight: 9, arbitrary: fc.dictionary(fc.constantFrom('A', 'B', 'C', 'toString'), resource) }, { weight: 1, arbitrary: anything }),
  Conditions: fc.dictionary(fc.constant('C'), anything),
  Outputs: fc.dictionary(fc.constantFrom('A', 'B'), fc.record({ Value: anything, Export: fc.record({ Name: anything }) })),
  Parameters: fc.dictionary(fc.constantFrom('P', 'A'), anything),
  Mappings: anything,
  Transform: anything,
}, { requiredKeys: [] });

test('never throws for the content of a template', () => {
  fc.assert(fc.property(template, template, (one, other) => {
    const model = loadTemplates({ template: one }, { template: other }, { id: 'S1/N', template: other, nestedIn: { stack: 'S1', logicalId: 'A' } });
    graphOf(model).creationOrder();
    graphOf(model).cycles();
    for (const { address } of model.gateways) toolsThrough(model, address);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  }), { numRuns: 500 });
});

test('returns the same model each time', () => {
  const folder = synthesize(kitchenSink);
  expect(JSON.stringify(loadAssembly(folder))).toBe(JSON.stringify(loadAssembly(folder)));
});

test('does not depend on the order of the stacks', () => {
  const { stacks, ...rest } = readAssembly(synthesize((app) => {
    const inner = orderGateway(new Stack(app, 'Tools'), 'Inner');
    const middle = newGateway(new Stack(app, 'Middle'), 'Middle');
    addGateway(middle, inner, 'domain');
    addGateway(newGateway(new Stack(app, 'Team'), 'Outer'), middle, 'all');
  }));
  const [forward, backward] = [stacks, [...stacks].reverse()].map((order) => load({ ...rest, stacks: order }));
  expect(stacks).toHaveLength(3);
  for (const list of ['gateways', 'targets', 'roles', 'callers', 'edges', 'stackDependencies'] as const) {
    expect(new Set<unknown>(backward[list])).toEqual(new Set<unknown>(forward[list]));
  }
  expect(graphOf(backward).creationOrder().map((wave) => new Set(wave))).toEqual(graphOf(forward).creationOrder().map((wave) => new Set(wave)));
});

test('reports the parts that it cannot interpret', () => {
  expect(loadTemplates({ template: { Transform: ['AWS::LanguageExtensions', { Name: 'MyMacro' }], Resources: { 'Fn::ForEach::Gateways': [] } } }).gaps).toEqual([
    { stack: 'S1', message: 'the result of the transform MyMacro is unknown' },
    { stack: 'S1', message: 'the resources of Fn::ForEach::Gateways are unknown' },
  ]);
});
