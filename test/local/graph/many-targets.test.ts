import { manyTargets, pictureOfResources } from './apps';
import { formatHtml } from '../../../local/cli/graph/format-html';
import { formatMermaid } from '../../../local/cli/graph/format-mermaid';
import { formatSvg } from '../../../local/cli/graph/format-svg';
import { layOut } from '../../../local/cli/graph/layout';
import type { Picture } from '../../../local/cli/graph/picture';
import { rowPlace, rowTable } from '../../../local/cli/graph/rows';

const gatewayOf = ({ nodes }: Picture) => nodes.find(({ kind }) => kind === 'gateway')!;

describe('a gateway with 60 targets', () => {
  const picture = manyTargets(1, 60);
  const gateway = gatewayOf(picture);

  test('has its targets in the order of definition, down one column and then down the next', () => {
    expect(gateway.targets.map(({ name }) => name)).toEqual(Array.from({ length: 60 }, (_, index) => `target-${index}`));
    expect(layOut(picture).boxes.find(({ node }) => node === gateway)!.targets).toEqual(gateway.targets);
    const table = rowTable(gateway)!;
    expect(table).toMatchObject({ columns: 2, rows: 30 });
    expect([0, 29, 30].map((index) => rowPlace(table, index))).toEqual([{ left: 0, top: 0 }, { left: 0, top: 29 * 25 }, { left: table.columnWidth, top: 0 }]);
  });

  test('names a destination that only one target calls in the row, and draws only those that several call', () => {
    expect(picture.nodes.map(({ title }) => title)).toEqual(['G0', 'Shared']);
    expect(gateway.targets.slice(0, 4).map(({ call }) => call)).toEqual([{ to: 'Shared' }, { to: 'F0x1' }, { to: 'F0x2' }, { to: 'mcp3.example.com', auth: 'API key partner' }]);
  });

  test('has one arrow to each destination, which does not start at a row', () => {
    expect(picture.edges).toEqual([expect.objectContaining({ to: 'app.Shared', label: ["gateway's role", '12 targets'], targets: expect.arrayContaining(['app.T0x0', 'app.T0x4']) })]);
    expect(picture.edges[0].target).toBeUndefined();
  });

  test('names the authentication of most targets once, and the others in their rows', () => {
    expect(gateway.features).toEqual(["60 targets, called with gateway's role unless the row says otherwise"]);
    expect(gateway.targets.filter(({ call }) => call!.auth !== undefined)).toHaveLength(12);
  });

  test('has the texts of its rows below each other', () => {
    const starts = (name: string) => new Set([...formatSvg(picture).matchAll(new RegExp(`<text x="(\\d+)"[^>]*>${name}`, 'g'))].map(([, x]) => x));
    expect([starts('→ F0x').size, starts('Lambda · ').size, starts('API key partner').size]).toEqual([2, 2, 2]);
  });

  test('has its rows in Mermaid too', () => {
    expect(formatMermaid(picture)).toContain('target-1 · Lambda · 2 tools → F0x1');
  });
});

test('a gateway with few targets has arrows from its rows', () => {
  const picture = manyTargets(1, 5);
  expect(picture.edges.map(({ target }) => target)).toEqual(['app.T0x0', 'app.T0x1', 'app.T0x2', 'app.T0x3', 'app.T0x4']);
  expect(rowTable(gatewayOf(picture))).toBeUndefined();
});

describe('480 gateways with 20 targets each', () => {
  const picture = manyTargets(480, 20);
  const SAID = '480 gateways with 9600 targets: their targets and what they call are folded; draw one gateway with --gateway';

  test('are folded, and every format says so', () => {
    expect(picture.folded).toBe(SAID);
    expect(picture.nodes).toHaveLength(480);
    expect(gatewayOf(picture)).toMatchObject({ targets: [], features: ['20 targets: 16 Lambda, 4 MCP server'] });
    for (const format of [formatSvg, formatHtml, formatMermaid]) expect(format(picture)).toContain(SAID);
  });

  test('stand in rows, about as wide as a screen, in the frame of their stack', () => {
    const { boxes, frames, width, height } = layOut(picture);
    expect(width / height).toBeGreaterThan(1);
    expect(width / height).toBeLessThan(3);
    expect(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size).toBe(480);
    expect(frames).toHaveLength(1);
  });
});

test('arrows that arrive at one box do not merge', () => {
  const call = (from: string) => ({ Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: { GatewayIdentifier: { Ref: from }, Name: 't', TargetConfiguration: { Mcp: { McpServer: { Endpoint: { 'Fn::GetAtt': ['Inner', 'GatewayUrl'] } } } } } });
  const gateway = { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'g', AuthorizerType: 'AWS_IAM' } };
  const picture = pictureOfResources({ A: gateway, B: gateway, C: gateway, Inner: gateway, TA: call('A'), TB: call('B'), TC: call('C') });
  expect(new Set(layOut(picture).wires.map(({ points }) => points.at(-1)!.y)).size).toBe(3);
});

test('one gateway can be drawn alone, with what it calls', () => {
  const call = (from: string, to: string) => ({ Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: { GatewayIdentifier: { Ref: from }, Name: 't', TargetConfiguration: { Mcp: { McpServer: { Endpoint: { 'Fn::GetAtt': [to, 'GatewayUrl'] } } } } } });
  const gateway = { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'g', AuthorizerType: 'AWS_IAM' } };
  const picture = pictureOfResources({ A: gateway, B: gateway, C: gateway, TA: call('A', 'B'), TB: call('B', 'C') }, 'B');
  expect(picture.nodes.map(({ title }) => title)).toEqual(['B', 'C']);
});

test('a gateway that is drawn alone has its own findings only, although others share its role', () => {
  const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] } } };
  const gateway = { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'g', AuthorizerType: 'AWS_IAM', RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } } };
  const target = (of: string) => ({ Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: { GatewayIdentifier: { Ref: of }, Name: 't', TargetConfiguration: { Mcp: { McpServer: { Endpoint: 'http://x' } } } } });
  const { findings } = pictureOfResources({ Role: role, A: gateway, B: gateway, TA: target('A'), TB: target('B') }, 'B');
  expect(new Set(findings.map(({ path }) => path).filter((path) => path !== 'app/Role'))).toEqual(new Set(['app/B', 'app/TB']));
});

test('Mermaid counts findings beyond the first', () => {
  const [gateway] = manyTargets(1, 1).nodes;
  const picture = { ...manyTargets(1, 1), nodes: [{ ...gateway, findings: [1, 2, 3, 4, 5] }], edges: [] };
  expect(formatMermaid(picture)).toContain('⚠ 1 2 +3<');
});

test('an inner gateway whose tools are all unknown does not count them', () => {
  const gateway = { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'g', AuthorizerType: 'AWS_IAM', ProtocolType: 'MCP' } };
  const target = (from: string, endpoint: unknown) => ({ Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: { GatewayIdentifier: { Ref: from }, Name: 't', TargetConfiguration: { Mcp: { McpServer: { Endpoint: endpoint } } } } });
  const { nodes } = pictureOfResources({ Outer: gateway, Inner: gateway, A: target('Outer', { 'Fn::GetAtt': ['Inner', 'GatewayUrl'] }), B: target('Inner', 'https://mcp.example.com/mcp') });
  expect(nodes[0].targets.map(({ note }) => note)).toEqual(['AgentCore gateway · tools unknown']);
});

test('Mermaid lays out every stack from left to right', () => {
  const text = formatMermaid(manyTargets(1, 2));
  expect(text).toMatch(/^flowchart LR\n {2}subgraph s0\["app"\]\n {4}direction LR\n/);
});
