import { readFileSync } from 'fs';
import { dirname, join } from 'path';
/* eslint-disable import/no-unresolved -- the resolver does not read the `exports` of this package */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
/* eslint-enable import/no-unresolved */
import { App } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { LambdaMcpStack } from '../../examples/lambda-mcp/lambda-mcp-stack';
import { progressLines } from '../../local/cli/dev/progress';
import { StartedApp } from '../../local/cli/dev/start';
import { temporaryFolder } from '../local/temporary';

/*
 * examples/lambda-mcp, synthesized with its bundled function, and called by a client of the official SDK.
 */

jest.setTimeout(120_000);

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'lambda-mcp');
const { context } = JSON.parse(readFileSync(join(EXAMPLE, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };

let assembly: string;
let validation: string | undefined;

beforeAll(() => {
  validation = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'true';
  const app = new App({ context: { ...context, '@aws-cdk/core:failSynthOnValidationErrors': false }, outdir: join(temporaryFolder(), 'cdk.out') });
  new LambdaMcpStack(app, 'LambdaMcp');
  assembly = app.synth().directory;
});

afterAll(() => {
  if (validation === undefined) delete process.env.CDK_VALIDATION;
  else process.env.CDK_VALIDATION = validation;
});

test('examples/lambda-mcp has no findings of the template validation, not even warnings', () => {
  const report = JSON.parse(readFileSync(join(assembly, 'validation-report.json'), 'utf8')) as { pluginReports: { violations: unknown[] }[] };
  expect(report.pluginReports.flatMap(({ violations }) => violations)).toEqual([]);
});

test('examples/lambda-mcp/cdk.json has the recommended feature flags and disables telemetry', () => {
  expect(context).toEqual({ 'cli-telemetry': false, ...recommendedFlags });
});

test('a client lists the tools of the tools file, and calls one', async () => {
  const app = await StartedApp.start({ inputs: [assembly], appFolder: dirname(assembly), isOwn: true }, {
    ports: [], targets: [], envFiles: [], directory: dirname(assembly), awsCredentials: false, apis: [], environment: {}, progress: progressLines(() => {}),
  });
  const client = new Client({ name: 'test', version: '1' });
  try {
    await client.connect(new StreamableHTTPClientTransport(new URL(app.gateways[0].url)));
    const listed = (await client.listTools()).tools.filter(({ name }) => name.startsWith('recipes___')).map((tool) => ({ ...tool, name: tool.name.slice('recipes___'.length) }));
    expect(listed).toEqual(JSON.parse(readFileSync(join(EXAMPLE, 'server', 'tools.json'), 'utf8')));
    expect(await client.callTool({ name: 'recipes___find_recipes', arguments: { ingredient: 'Milk' } }))
      .toEqual({ content: [{ type: 'text', text: 'pancakes: Flour, milk and eggs.\nporridge: Oats and milk.' }] });
  } finally {
    await client.close();
    await app.stop();
  }
});
