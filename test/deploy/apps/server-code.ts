import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { shop } from '../../integ/shop';

/** The code of an MCP server that lists these tools: a real one, which the emulator starts behind the CDK CLI. */
export function serverCode(...tools: string[]): agentcore.AgentRuntimeArtifact {
  return agentcore.AgentRuntimeArtifact.fromCodeAsset({ path: codeOf('catalog', tools), runtime: agentcore.AgentCoreRuntime.NODE_22, entrypoint: ['index.js'] });
}

/** The code of a Lambda function that is an MCP server with these tools. */
export function functionCode(...tools: string[]): lambda.Code {
  return lambda.Code.fromAsset(codeOf('faq', tools));
}

/** A server of the shop with other tools. */
function codeOf(server: 'catalog' | 'faq', tools: string[]): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'server-')), 'code');
  mkdirSync(folder);
  copyFileSync(shop(`${server}/index.js`), join(folder, 'index.js'));
  writeFileSync(join(folder, 'tools.json'), JSON.stringify(tools.map((name) => ({ name, description: `Does ${name}`, inputSchema: { type: 'object', properties: {} } }))));
  return folder;
}
