import { existsSync, readFileSync } from 'fs';
import { relative, resolve } from 'path';
import type { CfnResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { TOOLS_METADATA_KEY } from '../model/metadata-keys';
import { asMcpTool, readMcpTools } from '../schema/mcp-tools';
import type { Tool } from '../schema/tool';
import { annotate } from '../synthesis/annotate';
import { GatewayError } from '../synthesis/gateway-error';
import { reportSchema } from '../synthesis/report-schema';

/**
 * Writes the tools in the tools file of an MCP server to the metadata of its resource.
 *
 * A missing file is a warning.
 *
 * @throws GatewayError `schema-file-not-readable`, or the id of what is wrong with a tool
 */
export function recordTools(server: Construct, resource: CfnResource, file: string): void {
  // The template must be the same on every machine.
  const metadata = { file: relative(process.cwd(), resolve(file)) };
  if (existsSync(file)) {
    const { tools, findings } = readMcpTools(readText(server, file));
    reportSchema(server, `the tools file of ${server.node.path}`, findings);
    resource.addMetadata(TOOLS_METADATA_KEY, { ...metadata, tools: tools.map(asMcpTool) });
  } else {
    // The command that writes the file reads its path from the template.
    resource.addMetadata(TOOLS_METADATA_KEY, metadata);
    annotate(server, 'tools-file-missing',
      `tools file \`${file}\` does not exist, so the tools of ${server.node.path} are unknown at synthesis`, 'run `agentcore-gateway tools --refresh` to create it');
  }
}

/** The tool names in the tools file of a server. */
export function recordedToolNames(resource: CfnResource | undefined): string[] {
  const written = resource?.getMetadata(TOOLS_METADATA_KEY) as { readonly tools?: readonly Tool[] } | undefined;
  return (written?.tools ?? []).map((tool) => tool.name);
}

function readText(server: Construct, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new GatewayError('schema-file-not-readable', server, `tools file \`${file}\` cannot be read: ${(error as Error).message}`, 'correct the path or the file');
  }
}
