import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { shop } from '../../integ/shop';

/** The code of an MCP server that lists these tools: a real one, which the emulator starts behind the CDK CLI. */
export function serverCode(...tools: string[]): agentcore.AgentRuntimeArtifact {
  const folder = join(mkdtempSync(join(tmpdir(), 'server-')), 'code');
  mkdirSync(folder);
  copyFileSync(shop('catalog/index.js'), join(folder, 'index.js'));
  writeFileSync(join(folder, 'tools.json'), JSON.stringify(tools.map((name) => ({ name, description: `Does ${name}`, inputSchema: { type: 'object', properties: {} } }))));
  return agentcore.AgentRuntimeArtifact.fromCodeAsset({ path: folder, runtime: agentcore.AgentCoreRuntime.NODE_22, entrypoint: ['index.js'] });
}
