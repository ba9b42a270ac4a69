import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { addGateway, by, loadApp, loadTemplates, newGateway, orderGateway } from './apps';
import { graphOf } from '../../src/model/dependency-graph';

const GATEWAY = { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'inner' } };
const URL = { 'Fn::GetAtt': ['Inner', 'GatewayUrl'] };
const target = (endpoint: unknown) => ({
  Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: { Name: 't', TargetConfiguration: { Mcp: { McpServer: { Endpoint: endpoint } } } },
});

function twoStacks(app: App): void {
  const inner = orderGateway(new Stack(app, 'Tools'), 'Inner');
  addGateway(newGateway(new Stack(app, 'Team'), 'Outer'), inner, 'domain');
}

test.each([
  ['strong references, which import', {}, 'import'],
  ['weak references, which read outputs', { '@aws-cdk/core:defaultCrossStackReferences': 'weak' }, 'stack-output'],
])('resolves %s to the resource of the other stack', (_name, context, reason) => {
  const model = loadApp(twoStacks, context);
  const outer = by(model.targets, 'Team/Outer/domain');
  const inner = by(model.gateways, 'Tools/Inner');
  expect(outer.pointsTo).toEqual({ kind: 'gateway', url: { text: inner.url, known: false }, address: inner.address });
  expect(model.edges).toContainEqual({
    from: outer.address, to: inner.address, reason, path: 'Properties.TargetConfiguration.Mcp.McpServer.Endpoint',
  });
  expect(graphOf(model).dependsOn(outer.address, by(model.targets, 'Tools/Inner/Orders').address)).toBe(true);
  expect(model.callers.map(({ gateway, role, allowed }) => [gateway, role, allowed])).toEqual([
    [inner.address, by(model.roles, 'Team/Outer/ServiceRole').address, 'yes'],
  ]);
});

test('resolves references over regions through the resources with which the CDK hands them over', () => {
  const model = loadApp((app) => {
    const inner = orderGateway(new Stack(app, 'Tools', { env: { account: '111122223333', region: 'us-east-1' }, crossRegionReferences: true }), 'Inner');
    const team = new Stack(app, 'Team', { env: { account: '111122223333', region: 'eu-west-1' }, crossRegionReferences: true });
    addGateway(newGateway(team, 'Outer'), inner, 'domain');
  });
  const outer = by(model.targets, 'Team/Outer/domain');
  const inner = by(model.gateways, 'Tools/Inner');
  expect(outer.pointsTo).toMatchObject({ kind: 'gateway', address: inner.address });
  expect(graphOf(model).dependsOn(outer.address, inner.address)).toBe(true);
});

test('follows parameters and outputs of nested stacks in both directions', () => {
  const model = loadApp((app) => {
    const stack = new Stack(app, 'S');
    const inside = new NestedStack(stack, 'Inside');
    const deep = new NestedStack(inside, 'Deep');
    const inner = orderGateway(deep, 'Inner');
    addGateway(newGateway(stack, 'Outer'), inner, 'domain');
    addGateway(newGateway(new NestedStack(stack, 'Beside'), 'Other'), inner, 'domain');
  });
  const inner = by(model.gateways, 'S/Inside/Deep/Inner');
  expect(inner.address).toMatch(/^S\/Inside\/Deep\./);
  for (const path of ['S/Outer/domain', 'S/Beside/Other/domain']) {
    const { address, pointsTo } = by(model.targets, path);
    expect(pointsTo).toEqual({ kind: 'gateway', url: { text: inner.url, known: false }, address: inner.address });
    expect(graphOf(model).dependsOn(address, inner.address)).toBe(true);
    expect(graphOf(model).dependsOn(address, by(model.targets, 'S/Inside/Deep/Inner/Orders').address)).toBe(true);
    expect(model.edges).toContainEqual(expect.objectContaining({ from: address, to: inner.address, reason: 'nested' }));
  }
  expect(model.gaps).toEqual([]);
});

test('keeps the stacks of two stages apart', () => {
  const model = loadApp((app) => {
    for (const [id, region] of [['Beta', 'eu-west-1'], ['Prod', 'us-east-1']]) {
      const stage = new Stage(app, id, { env: { account: '111122223333', region } });
      const inner = orderGateway(new Stack(stage, 'Tools'), 'Inner');
      addGateway(newGateway(new Stack(stage, 'Team'), 'Outer'), inner, 'domain');
    }
  });
  expect(model.stacks.map(({ id, name, region }) => [id, name, region])).toEqual([
    ['Beta/Tools', 'Beta-Tools', 'eu-west-1'], ['Beta/Team', 'Beta-Team', 'eu-west-1'],
    ['Prod/Tools', 'Prod-Tools', 'us-east-1'], ['Prod/Team', 'Prod-Team', 'us-east-1'],
  ]);
  for (const stage of ['Beta', 'Prod']) {
    const inner = by(model.gateways, `${stage}/Tools/Inner`);
    expect(by(model.targets, `${stage}/Team/Outer/domain`).pointsTo).toMatchObject({ address: inner.address });
    expect(model.callers.filter(({ gateway }) => gateway === inner.address)).toHaveLength(1);
  }
});

describe('an import', () => {
  const exporting = (name: unknown) => ({ template: { Resources: { Inner: GATEWAY }, Outputs: { Url: { Value: URL, Export: { Name: name } } } } });

  test.each<[string, unknown, unknown]>([
    ['by a plain name', 'inner-url', 'inner-url'],
    ['by a name that each stack puts together itself', { 'Fn::Sub': '${AWS::Region}-inner' }, { 'Fn::Join': ['-', [{ Ref: 'AWS::Region' }, 'inner']] }],
    ['by a name that is literal in one stack', { 'Fn::Sub': '${AWS::Region}-inner' }, 'eu-west-1-inner'],
  ])('is found %s', (_name, exported, imported) => {
    const importer = { template: { Resources: { T: target({ 'Fn::ImportValue': imported }) } } };
    const model = loadTemplates({ ...exporting(exported), region: 'eu-west-1' }, { ...importer, region: 'eu-west-1' });
    expect(model.targets[0].pointsTo).toMatchObject({ kind: 'gateway', address: 'S1.Inner' });
  });

  test('is not found in another region', () => {
    const model = loadTemplates(
      { ...exporting('inner-url'), region: 'us-east-1' },
      { template: { Resources: { T: target({ 'Fn::ImportValue': 'inner-url' }) } }, region: 'eu-west-1' },
    );
    expect(model.targets[0].pointsTo).toEqual({ kind: 'url', url: { text: "⟨Import('inner-url')⟩", known: false } });
  });

  test('is unresolved when two stacks export the name', () => {
    const model = loadTemplates(exporting('inner-url'), exporting('inner-url'), { template: { Resources: { T: target({ 'Fn::ImportValue': 'inner-url' }) } } });
    expect(model.targets[0].pointsTo.address).toBeUndefined();
  });

  test('makes the stack depend on the other stack, even without a manifest', () => {
    const model = loadTemplates(exporting('inner-url'), { template: { Resources: { T: target({ 'Fn::ImportValue': 'inner-url' }), Other: GATEWAY } } });
    expect(model.stackDependencies).toEqual([{
      from: 'S2', to: 'S1', reason: 'import', because: { resource: 'S2.T', path: 'Properties.TargetConfiguration.Mcp.McpServer.Endpoint' },
    }]);
    expect(graphOf(model).dependsOn('S2.Other', 'S1.Inner')).toBe(true);
    expect(graphOf(model).creationOrder()).toEqual([['S1.Inner'], ['S2.T', 'S2.Other']]);
  });
});

describe('a nested stack', () => {
  const parent = (parameters: Record<string, unknown>) => ({
    id: 'P', template: { Resources: { Inner: GATEWAY, Child: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: parameters } } } },
  });
  const child = (parameters: Record<string, unknown>, endpoint: unknown) => ({
    id: 'P/Child', nestedIn: { stack: 'P', logicalId: 'Child' }, template: { Parameters: parameters, Resources: { T: target(endpoint) } },
  });
  const endpointOf = (...stacks: Parameters<typeof loadTemplates>) => loadTemplates(...stacks).targets[0].configuration.Endpoint;

  test.each<[string, Record<string, unknown>, Record<string, unknown>, unknown, unknown]>([
    ['a parameter that the parent passes', { Url: URL }, { Url: { Type: 'String', Default: 'x' } }, { Ref: 'Url' }, '⟨P.Inner.GatewayUrl⟩'],
    ['a default that the parent leaves', {}, { Url: { Type: 'String', Default: 'https://x' } }, { Ref: 'Url' }, 'https://x'],
    ['a parameter without either', {}, { Url: { Type: 'String' } }, { Ref: 'Url' }, '⟨P/Child.Url⟩'],
    ['a list', { Urls: { 'Fn::Join': [',', ['https://x', URL]] } }, { Urls: { Type: 'CommaDelimitedList' } }, { 'Fn::Select': [0, { Ref: 'Urls' }] }, 'https://x'],
    ['a name in Parameter Store', { Url: '/url' }, { Url: { Type: 'AWS::SSM::Parameter::Value<String>' } }, { Ref: 'Url' }, '⟨P/Child.Url⟩'],
  ])('reads %s', (_name, passed, parameters, endpoint, expected) => {
    expect(endpointOf(parent(passed), child(parameters, endpoint))).toBe(expected);
  });

  test('with a parameter that depends on its own output is read without an endless loop', () => {
    const model = loadTemplates(
      parent({ Url: { 'Fn::GetAtt': ['Child', 'Outputs.Url'] } }),
      { ...child({ Url: { Type: 'String' } }, { Ref: 'Url' }), template: { ...child({ Url: {} }, { Ref: 'Url' }).template, Outputs: { Url: { Value: { Ref: 'Url' } } } } },
    );
    expect(model.targets[0].configuration.Endpoint).toMatch(/^⟨Circular/);
    expect(graphOf(model).cycles()).toHaveLength(1);
  });

  test('with a missing template is reported as a gap', () => {
    expect(loadTemplates(parent({})).gaps).toEqual([
      { stack: 'P', address: 'P.Child', message: 'the template of this nested stack was not loaded, so its resources are unknown' },
    ]);
  });
});
