import { App, Stack } from 'aws-cdk-lib';
import { synthesize } from './apps';
import { pictureOf } from '../../local/cli/graph/picture-of';
import { formatToolsText } from '../../local/cli/tools/format-text';
import { toolsOfApp } from '../../local/cli/tools/tools-of-app';
import { CedarPolicy, Gateway } from '../../src';
import { PLAIN } from '../../src/findings/format';
import { loadAssembly } from '../../src/model/read-assembly';
import { newFunction, tools } from '../builders';

/** Two hops to one of two tools: the policies of the innermost gateway permit `read` only, to everybody. */
const folder = synthesize((app: App) => {
  const stack = new Stack(app, 'S', { env: { account: '111122223333', region: 'eu-west-1' } });
  const inner = new Gateway(stack, 'Inner');
  inner.addLambdaTarget('Docs', { lambdaFunction: newFunction(stack), toolSchema: tools('read', 'write') });
  inner.addCedarPolicy('read', CedarPolicy.fromText('read', 'permit (principal is AgentCore::IamEntity, action == AgentCore::Action::"docs___read", resource == AgentCore::Gateway::"{{gatewayArn}}");'));
  const middle = new Gateway(stack, 'Middle');
  middle.addGateway(inner);
  new Gateway(stack, 'Outer').addGateway(middle);
});
const report = toolsOfApp({ inputs: [folder], as: [] });
const gatewayOf = (path: string) => report.gateways.find((gateway) => gateway.path === path)!;

test.each([
  ['S/Middle', ['inner___docs___read']],
  ['S/Outer', ['middle___inner___docs___read']],
])('`tools` lists at %s what comes through every gateway behind it', (path, names) => {
  expect(gatewayOf(path).tools.map(({ name }) => name).filter((name) => name.includes('docs'))).toEqual(names);
});

test('`tools` names the denied tools of an outer gateway, and the gateway that denies them', () => {
  expect(gatewayOf('S/Outer').denied).toEqual([expect.objectContaining({ name: 'middle___inner___docs___write', by: 'S/Inner' })]);
});

test('`graph` counts for each target only the tools that come through', () => {
  const { nodes } = pictureOf(loadAssembly(folder), []);
  const notes = ['Inner', 'Middle', 'Outer'].map((title) => nodes.find((node) => node.title === title)!.targets[0].note);
  expect(notes).toEqual(['Lambda · 2 tools', 'AgentCore gateway · 1 tool', 'AgentCore gateway · 1 tool']);
});

test('the text of `tools` says who denies what', () => {
  expect(formatToolsText(report, PLAIN)).toContain('! S/Inner denies 1 tool to the gateway in front of it: middle___inner___docs___write');
});
