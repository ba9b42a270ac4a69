import { App, Stack } from 'aws-cdk-lib';
import { addGateway, by, kitchenSink, loadApp, loadResources, newGateway, orderGateway } from './apps';
import { toolsThrough } from '../../src/model/tools-through';

const names = (model: ReturnType<typeof loadResources>, gateway: string) => toolsThrough(model, gateway).tools.map(({ name }) => name.text);

test('joins the names of targets through every hop', () => {
  const model = loadApp((app: App) => {
    const tools = orderGateway(new Stack(app, 'Tools'), 'Tools');
    const middle = newGateway(new Stack(app, 'Middle'), 'Middle');
    addGateway(middle, tools, 'domain');
    addGateway(newGateway(new Stack(app, 'Team'), 'Team'), middle, 'all');
  });
  const result = toolsThrough(model, by(model.gateways, 'Team/Team').address);
  expect(result.tools.map(({ name, kind, hops }) => [name.text, kind, hops.map(({ gateway }) => model.resources[gateway].path)])).toEqual([
    ['x_amz_bedrock_agentcore_search', 'search', []],
    ['all___x_amz_bedrock_agentcore_search', 'search', ['Team/Team']],
    ['all___domain___x_amz_bedrock_agentcore_search', 'search', ['Team/Team', 'Middle/Middle']],
    ['all___domain___orders___get_order', 'lambda', ['Team/Team', 'Middle/Middle', 'Tools/Tools']],
  ]);
  expect(result.tools[3].tool).toMatchObject({ name: 'get_order', inputSchema: { type: 'object', properties: { orderId: { type: 'string' } } } });
  expect(result).toMatchObject({ unknown: [], cycles: [], complete: true });
});

test('lists known tools and reports unknown tools', () => {
  const model = loadApp(kitchenSink);
  const outer = by(model.gateways, 'Kitchen/Outer').address;
  expect(names(model, outer)).toEqual([
    'x_amz_bedrock_agentcore_search',
    'inner___x_amz_bedrock_agentcore_search',
    'inner___orders___get_order',
    'docs___search',
    'pets___listPets',
    'pets___addPet',
    'shop___listOrders',
    'shop___getOrder',
  ]);
  expect(toolsThrough(model, outer).unknown).toEqual([{
    hops: [{ gateway: outer, target: by(model.targets, 'Kitchen/Outer/Remote').address, targetName: { text: 'remote', known: true } }],
    reason: 'the gateway lists the tools of the MCP server at deployment',
  }]);
  expect(toolsThrough(model, by(model.gateways, 'Kitchen/Agents').address)).toEqual({ tools: [], unknown: [], cycles: [], complete: true });
});

const gateway = (search = true) => ({
  Type: 'AWS::BedrockAgentCore::Gateway', Properties: { ProtocolType: 'MCP', ProtocolConfiguration: { Mcp: search ? { SearchType: 'SEMANTIC' } : {} } },
});
const through = (from: string, to: string, name: unknown = to.toLowerCase()) => ({
  Type: 'AWS::BedrockAgentCore::GatewayTarget',
  Properties: { Name: name, GatewayIdentifier: { Ref: from }, TargetConfiguration: { Mcp: { McpServer: { Endpoint: { 'Fn::GetAtt': [to, 'GatewayUrl'] } } } } },
});
const lambda = (of: string, name: unknown, ...tools: string[]) => ({
  Type: 'AWS::BedrockAgentCore::GatewayTarget',
  Properties: {
    Name: name,
    GatewayIdentifier: { Ref: of },
    TargetConfiguration: { Mcp: { Lambda: { ToolSchema: { InlinePayload: tools.map((tool) => ({ Name: tool, Description: 'd', InputSchema: { Type: 'object' } })) } } } },
  },
});

test('lists a tool once for each path to it', () => {
  const model = loadResources({
    Top: gateway(false),
    Left: gateway(false),
    Right: gateway(false),
    Bottom: gateway(false),
    A: through('Top', 'Left'),
    B: through('Top', 'Right'),
    C: through('Left', 'Bottom'),
    D: through('Right', 'Bottom'),
    E: lambda('Bottom', 'l', 'go'),
  });
  expect(names(model, 'S1.Top')).toEqual(['left___bottom___l___go', 'right___bottom___l___go']);
});

test('reports a cycle of gateways with its hops, and lists the other tools', () => {
  const model = loadResources({ A: gateway(), B: gateway(false), T: through('A', 'B'), U: through('B', 'A'), L: lambda('B', 'l', 'go') });
  const result = toolsThrough(model, 'S1.A');
  expect(result.tools.map(({ name }) => name.text)).toEqual(['x_amz_bedrock_agentcore_search', 'b___l___go']);
  expect(result.cycles.map((hops) => hops.map(({ target }) => target))).toEqual([['S1.T', 'S1.U']]);
});

test('reports a gateway that is its own target', () => {
  expect(toolsThrough(loadResources({ A: gateway(false), T: through('A', 'A') }), 'S1.A').cycles).toHaveLength(1);
});

test('ends when every gateway is a target of every other gateway', () => {
  const ids = Array.from({ length: 14 }, (_, i) => `G${i}`);
  const model = loadResources(Object.fromEntries([
    ...ids.map((id) => [id, gateway()]),
    ...ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => [`T${from}${to}`, through(from, to)])),
  ]));
  const result = toolsThrough(model, 'S1.G0');
  expect(result.complete).toBe(false);
  expect(result.cycles.length).toBeGreaterThan(0);
});

test('ends for a chain of 3,000 gateways, whose names no model accepts', () => {
  const numbers = Array.from({ length: 3_000 }, (_, index) => index);
  const model = loadResources(Object.fromEntries(numbers.flatMap((index) => [[`G${index}`, gateway(false)], ...index < 2_999 ? [[`T${index}`, through(`G${index}`, `G${index + 1}`)]] : []])));
  expect(toolsThrough(model, 'S1.G0')).toEqual({ tools: [], unknown: [], cycles: [], complete: false });
});

test.each<[string, unknown, string, boolean]>([
  ['a name from the deployment', { 'Fn::Sub': '${AWS::Region}-x' }, '⟨AWS::Region⟩-x___go', false],
  ['no name', undefined, '⟨name of S1.L⟩___go', false],
  ['a plain name', 'l', 'l___go', true],
])('names a tool of a target with %s', (_name, targetName, text, known) => {
  expect(toolsThrough(loadResources({ A: gateway(false), L: lambda('A', targetName, 'go') }), 'S1.A').tools[0].name).toEqual({ text, known });
});

test('reports gateway properties that are unresolved until deployment', () => {
  const model = loadResources({
    A: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { ProtocolType: { Ref: 'P' }, ProtocolConfiguration: { Mcp: { SearchType: { Ref: 'P' } } } } },
  });
  expect(toolsThrough(model, 'S1.A').unknown.map(({ reason }) => reason)).toEqual([
    'it is unknown until deployment whether the gateway has the protocol type MCP', 'it is unknown until deployment whether the gateway has semantic search',
  ]);
});

test('returns no tools for a gateway that is not in the app', () => {
  expect(toolsThrough(loadResources({}), 'S1.A')).toEqual({ tools: [], unknown: [], cycles: [], complete: true });
});
