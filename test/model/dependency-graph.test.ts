import { Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as fc from 'fast-check';
import { by, kitchenSink, loadApp, loadResources, loadTemplates, newGateway, newRuntime } from './apps';
import { graphOf } from '../../src/model/dependency-graph';
import type { GatewayModel } from '../../src/model/gateway-model';

const A_TOPIC = { Type: 'AWS::SNS::Topic' };
const topic = (properties: unknown, more: object = {}) => ({ ...A_TOPIC, Properties: properties, ...more });

test.each<[string, unknown, object, string, string]>([
  ['Ref', { X: { Ref: 'A' } }, {}, 'ref', 'Properties.X'],
  ['Fn::GetAtt', { X: [{ Y: { 'Fn::GetAtt': ['A', 'Arn'] } }] }, {}, 'getatt', 'Properties.X[0].Y'],
  ['Fn::GetAtt as a text', { X: { 'Fn::GetAtt': 'A.Arn' } }, {}, 'getatt', 'Properties.X'],
  ['Fn::Sub', { X: { 'Fn::Sub': 'x${A}' } }, {}, 'sub', 'Properties.X'],
  ['Fn::Sub of an attribute', { X: { 'Fn::Sub': ['x${A.Arn}${B}', { B: 'b' }] } }, {}, 'sub', 'Properties.X'],
  ['a variable of Fn::Sub', { X: { 'Fn::Sub': ['x${Y}', { Y: { Ref: 'A' } }] } }, {}, 'ref', 'Properties.X'],
  ['Fn::Join', { X: { 'Fn::Join': ['', ['x', { Ref: 'A' }]] } }, {}, 'ref', 'Properties.X'],
  ['functions within functions', { X: { 'Fn::Select': [0, { 'Fn::Split': [':', { 'Fn::GetAtt': ['A', 'Arn'] }] }] } }, {}, 'getatt', 'Properties.X'],
  ['a function with named arguments', { X: { 'Fn::Transform': { Name: 'x', Parameters: { Y: { Ref: 'A' } } } } }, {}, 'ref', 'Properties.X.Y'],
  ['Fn::If of a condition that is open', { X: { 'Fn::If': ['Open', { Ref: 'A' }, 'x'] } }, {}, 'condition', 'Properties.X'],
  ['Fn::If of a condition that holds', { X: { 'Fn::If': ['Yes', { Ref: 'A' }, 'x'] } }, {}, 'ref', 'Properties.X'],
  ['DependsOn', {}, { DependsOn: 'A' }, 'depends-on', 'DependsOn'],
  ['a list of DependsOn', {}, { DependsOn: ['A'] }, 'depends-on', 'DependsOn'],
  ['metadata', {}, { Metadata: { X: { Ref: 'A' } } }, 'ref', 'Metadata.X'],
])('finds a dependency by %s', (_name, properties, more, reason, path) => {
  const model = loadTemplates({
    template: { Conditions: { Yes: { 'Fn::Equals': [1, 1] } }, Resources: { A: A_TOPIC, B: topic(properties, more) } },
  });
  expect(model.edges).toEqual([{ from: 'S1.B', to: 'S1.A', reason, path }]);
});

test.each<[string, unknown, object]>([
  ['the other branch of a condition that holds', { X: { 'Fn::If': ['Yes', 'x', { Ref: 'A' }] } }, {}],
  ['a literal of Fn::Sub', { X: { 'Fn::Sub': '${!A}' } }, {}],
  ['a variable that hides the resource', { X: { 'Fn::Sub': ['${A}', { A: 'x' }] } }, {}],
  ['a plain text', { X: 'A' }, {}],
  ['a resource that is not created', { X: { Ref: 'Never' } }, { DependsOn: 'Never' }],
  ['a resource that does not exist', { X: { Ref: 'Nothing' } }, { DependsOn: 'Nothing' }],
])('does not report as a dependency: %s', (_name, properties, more) => {
  const model = loadTemplates({
    template: {
      Conditions: { Yes: { 'Fn::Equals': [1, 1] }, No: { 'Fn::Not': [{ Condition: 'Yes' }] } },
      Resources: { A: A_TOPIC, Never: { ...A_TOPIC, Condition: 'No' }, B: topic(properties, more) },
    },
  });
  expect(model.edges).toEqual([]);
});

/** Nodes by number, each with edges to lower numbers only. */
const dags = fc.integer({ min: 1, max: 40 }).chain((size) => fc.tuple(
  fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: size * 3 }),
  fc.shuffledSubarray([...Array(size).keys()], { minLength: size }),
  fc.integer({ min: 1, max: 3 }),
));

/** The graph as templates: resources in any order, over one to three stacks that export to each other upwards. */
function modelOf([edges, order, stackCount]: [[number, number][], number[], number]): { model: GatewayModel; needs: [string, string][] } {
  const stackOf = (node: number) => Math.floor(node * stackCount / order.length);
  const empty = (): { Resources: Record<string, unknown>; Outputs: Record<string, unknown> } => ({ Resources: {}, Outputs: {} });
  const stacks = Array.from({ length: stackCount }, () => ({ template: empty() }));
  for (const node of order) {
    const needed = edges.map(([a, b]) => [Math.max(a, b), Math.min(a, b)]).filter(([from, to]) => from === node && to !== node).map(([, to]) => to);
    stacks[stackOf(node)].template.Resources[`N${node}`] = topic({
      Needs: needed.map((to) => stackOf(to) === stackOf(node) ? { 'Fn::Sub': `\${N${to}}` } : { 'Fn::ImportValue': `N${to}` }),
    });
    stacks[stackOf(node)].template.Outputs[`N${node}`] = { Value: { Ref: `N${node}` }, Export: { Name: `N${node}` } };
  }
  const address = (node: number) => `S${stackOf(node) + 1}.N${node}`;
  return {
    model: loadTemplates(...stacks),
    needs: edges.filter(([a, b]) => a !== b).map(([a, b]) => [address(Math.max(a, b)), address(Math.min(a, b))]),
  };
}

test('puts every resource into a wave after its dependencies', () => {
  fc.assert(fc.property(dags, (dag) => {
    const { model, needs } = modelOf(dag);
    const graph = graphOf(model);
    const waves = graph.creationOrder();
    const wave = new Map(waves.flatMap((addresses, index) => addresses.map((address) => [address, index] as const)));
    expect(wave.size).toBe(dag[1].length);
    for (const [from, to] of needs) expect(wave.get(from)).toBeGreaterThan(wave.get(to)!);
    expect(graph.cycles()).toEqual([]);
  }), { numRuns: 300 });
});

test('finds exactly the transitive dependencies', () => {
  fc.assert(fc.property(dags, (dag) => {
    const { model, needs } = modelOf([dag[0], dag[1], 1]);
    const graph = graphOf(model);
    const all = Object.keys(model.resources);
    const reach = new Map(all.map((address) => [address, new Set<string>()]));
    for (let round = 0; round < all.length; round++) {
      for (const [from, to] of needs) [to, ...reach.get(to)!].forEach((address) => reach.get(from)!.add(address));
    }
    for (const a of all) {
      for (const b of all) expect(graph.dependsOn(a, b)).toBe(reach.get(a)!.has(b));
      expect(new Set(graph.dependenciesOf(a))).toEqual(reach.get(a));
    }
  }), { numRuns: 50 });
});

test('keeps the order of the templates within a wave', () => {
  expect(graphOf(loadResources({ Z: A_TOPIC, B: topic({ X: { Ref: 'Z' } }), A: A_TOPIC, C: topic({ X: { Ref: 'A' } }) })).creationOrder())
    .toEqual([['S1.Z', 'S1.A'], ['S1.B', 'S1.C']]);
});

describe('a cycle', () => {
  test('is found with its steps, as the shortest cycle of its group', () => {
    const model = loadResources({
      A: topic({ X: { Ref: 'B' } }), B: topic({ X: { Ref: 'C' } }), C: topic({ X: { 'Fn::GetAtt': ['D', 'Arn'] } }), D: topic({ X: { Ref: 'C' }, Y: { Ref: 'A' } }), Behind: topic({ X: { Ref: 'A' } }),
    });
    expect(graphOf(model).cycles()).toEqual([{
      steps: [{ from: 'S1.C', to: 'S1.D', reason: 'getatt', path: 'Properties.X' }, { from: 'S1.D', to: 'S1.C', reason: 'ref', path: 'Properties.X' }],
      members: ['S1.A', 'S1.B', 'S1.C', 'S1.D'],
    }]);
    expect(graphOf(model).creationOrder()).toEqual([]);
    expect(graphOf(model).dependsOn('S1.C', 'S1.C')).toBe(true);
  });

  test('of one resource is found', () => {
    expect(graphOf(loadResources({ A: topic({ X: { Ref: 'A' } }) })).cycles()).toEqual([
      { steps: [{ from: 'S1.A', to: 'S1.A', reason: 'ref', path: 'Properties.X' }], members: ['S1.A'] },
    ]);
  });

  const exporting = (name: string, resources: Record<string, unknown>) => ({
    template: { Resources: resources, Outputs: { Out: { Value: { Ref: 'A' }, Export: { Name: name } } } },
  });

  test('of stacks without a cycle of resources is found', () => {
    const model = loadTemplates(
      exporting('one', { A: A_TOPIC, B: topic({ X: { 'Fn::ImportValue': 'two' } }) }),
      exporting('two', { A: A_TOPIC, B: topic({ X: { 'Fn::ImportValue': 'one' } }) }),
    );
    expect(graphOf(model).cycles()).toEqual([{
      steps: [{ from: 'S1', to: 'S2', reason: 'stack', path: 'S1.B Properties.X' }, { from: 'S2', to: 'S1', reason: 'stack', path: 'S2.B Properties.X' }],
      members: ['S1', 'S2'],
    }]);
  });

  test('across stacks is reported once, by its resources', () => {
    const model = loadTemplates(
      exporting('one', { A: topic({ X: { 'Fn::ImportValue': 'two' } }) }),
      exporting('two', { A: topic({ X: { 'Fn::ImportValue': 'one' } }) }),
    );
    expect(graphOf(model).cycles()).toEqual([{
      steps: [{ from: 'S1.A', to: 'S2.A', reason: 'import', path: 'Properties.X' }, { from: 'S2.A', to: 'S1.A', reason: 'import', path: 'Properties.X' }],
      members: ['S1.A', 'S2.A'],
    }]);
  });

  test('through the dependencies of a nested stack is found', () => {
    const model = loadTemplates(
      { id: 'P', template: { Resources: { N: { Type: 'AWS::CloudFormation::Stack', DependsOn: 'A' }, A: topic({ X: { 'Fn::GetAtt': ['N', 'Outputs.Out'] } }) } } },
      { id: 'P/N', nestedIn: { stack: 'P', logicalId: 'N' }, template: { Resources: { C: A_TOPIC }, Outputs: { Out: { Value: { Ref: 'C' } } } } },
    );
    expect(graphOf(model).cycles()).toMatchObject([{ members: ['P.N', 'P.A', 'P/N.C'] }]);
  });

  test('that aws-cdk-lib makes of a caller that is also a target of a gateway with an engine is found', () => {
    const model = loadApp((app) => {
      const stack = new Stack(app, 'S');
      const policyEngine = new agentcore.PolicyEngine(stack, 'Engine', { policyEngineName: 'engine' });
      const gateway = newGateway(stack, 'G', { policyEngineConfiguration: { policyEngine } });
      const agent = newRuntime(stack, 'Agent', { environmentVariables: { GATEWAY_URL: gateway.gatewayUrl! } });
      agent.grantInvokeRuntime(gateway.role);
    });
    const [cycle, ...others] = graphOf(model).cycles();
    expect(others).toEqual([]);
    expect(cycle.steps.map(({ from }) => model.resources[from].path)).toEqual(['S/G/ServiceRole/DefaultPolicy', 'S/Agent', 'S/G']);
    expect(graphOf(loadApp(kitchenSink)).cycles()).toEqual([]);
  });
});

describe('a nested stack', () => {
  const model = loadTemplates(
    {
      id: 'P',
      template: {
        Resources: {
          Before: A_TOPIC,
          N: { Type: 'AWS::CloudFormation::Stack', DependsOn: 'Before' },
          After: topic({}, { DependsOn: 'N' }),
          Beside: A_TOPIC,
        },
      },
    },
    { id: 'P/N', nestedIn: { stack: 'P', logicalId: 'N' }, template: { Resources: { C: A_TOPIC } } },
    { id: 'Q', dependencies: ['P'], template: { Resources: { Later: A_TOPIC } } },
  );

  test('begins after the dependencies of its resource, and its resource depends on the nested resources', () => {
    expect(graphOf(model).creationOrder()).toEqual([['P.Before', 'P.Beside'], ['P/N.C'], ['P.N'], ['P.After'], ['Q.Later']]);
  });

  test.each([
    ['P/N.C', 'P.Before', true], ['P.N', 'P/N.C', true], ['P.After', 'P/N.C', true], ['P/N.C', 'P.Beside', false], ['Q.Later', 'P/N.C', true], ['P.Beside', 'P.Before', false],
  ])('%s after %s: %s', (later, earlier, expected) => {
    expect(graphOf(model).dependsOn(later, earlier)).toBe(expected);
  });
});

test('shows that targets of aws-cdk-lib do not depend on the grants that they need', () => {
  const model = loadApp(kitchenSink);
  const graph = graphOf(model);
  const [outer, inner] = ['Kitchen/Outer/inner', 'Kitchen/Inner/Orders'].map((path) => by(model.targets, path).address);
  const grant = model.callers.find(({ role }) => model.resources[role]?.path === 'Kitchen/Outer/ServiceRole')!.carrier;
  expect(graph.dependsOn(outer, by(model.gateways, 'Kitchen/Inner').address)).toBe(true);
  expect(graph.dependsOn(outer, inner)).toBe(false);
  // The gateway, and so the target, depends on the policy of the role only because of the policy engine.
  expect(graph.dependsOn(outer, grant)).toBe(true);
  expect(graph.dependsOn(inner, by(model.roles, 'Kitchen/Inner/ServiceRole').statements[0].carrier.address)).toBe(false);
});

test('does not run out of stack on a long chain', () => {
  const resources = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`R${i}`, topic({ X: i > 0 ? { Ref: `R${i - 1}` } : 'first' })]));
  const graph = graphOf(loadResources(resources));
  expect(graph.cycles()).toEqual([]);
  expect(graph.creationOrder()).toHaveLength(20_000);
});
