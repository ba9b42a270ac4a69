import { spawnSync } from 'child_process';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Gateway } from '../../src';

const DEMO = join(__dirname, '..', '..', 'scripts', 'demo.mjs');

test('npm run demo describes and checks examples/weather, runs its gateways, and calls tools through both; nothing is left running', () => {
  const { status, stdout, stderr } = demo();
  expect({ status, stderr }).toMatchObject({ status: 0 });
  for (const part of [
    'Weather/DomainTools  AWS_IAM       MCP       gateways.DomainTools',
    'everything  mcpServer  GATEWAY_IAM_ROLE (bedrock-agentcore)  runtime Weather/Everything',
    '  21  weather___get_weather',
    '  30  domain___weather___get_weather',
    '  52  domain___everything___trigger-long-running-operation',
    'Weather/TeamGateway  Weather/Agent (Runtime)',
    'no findings in 2 gateways',
    'Tools that the agent lists at TeamGateway, http://127.0.0.1:',
    '{"city": "Reykjavik", "month": 7, "meanTemperatureCelsius": 11, "daylightHours": 19.7}',
    '"localTime":"2026-07-01T09:00","utcOffset":"-03:00"',
    'The sum of 20 and 22 is 42.',
    'AuthorizeActionException - Tool Execution Denied',
    'processes ended, 0 left',
  ]) expect(stdout + stderr).toContain(part);
}, 120_000);

test('lists what is missing, and fails', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  new Gateway(stack, 'Empty', { registerInRuntimeConfig: false });
  new Gateway(stack, 'Search').addMcpServerTarget('Somewhere', { endpoint: 'https://example.com/mcp' });
  const { status, stderr } = demo(app.synth().directory);
  expect(status).toBe(1);
  expect(stderr.split('\n').filter((line) => line.startsWith('missing: '))).toEqual([
    'missing: gateway Stack/Empty has no targets',
    'missing: gateway Stack/Empty is not in the Runtime Configuration',
    'missing: no caller may call gateway Stack/Empty',
    'missing: no caller may call gateway Stack/Search',
    'missing: tools of somewhere are unknown: the gateway lists the tools of the MCP server at deployment',
  ]);
}, 60_000);

function demo(...args: string[]) {
  return spawnSync(process.execPath, [DEMO, ...args], { encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: undefined } });
}
