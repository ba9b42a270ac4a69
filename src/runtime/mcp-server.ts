import { existsSync, readFileSync } from 'fs';
import { relative, resolve } from 'path';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { Construct } from 'constructs';
import { AgentRuntime } from './agent-runtime';
import type { RuntimeOptions } from './runtime-options';
import { apiMessage } from '../findings/api-message';
import { TOOLS_METADATA_KEY } from '../model/metadata-keys';
import { runtimeResource } from '../runtime-config/environment-variables';
import { readMcpTools } from '../schema/mcp-tools';
import { annotate } from '../synthesis/annotate';
import { GatewayError } from '../synthesis/gateway-error';
import { injectProperties } from '../synthesis/property-injection';
import { reportSchema } from '../synthesis/report-schema';

/**
 * Properties of an MCP server on AgentCore Runtime.
 */
export interface McpServerProps extends RuntimeOptions {
  /**
   * The protocol: MCP, and any other throws.
   *
   * @default - ProtocolType.MCP
   */
  readonly protocolConfiguration?: agentcore.ProtocolType;

  /**
   * Key under `agentRuntimes` in the Runtime Configuration.
   *
   * @default - the name of the class when `McpServer` was subclassed in TypeScript, else the construct id
   */
  readonly runtimeConfigKey?: string;

  /**
   * A file with the server's tools, as its `tools/list` answers them; checked in beside the server.
   *
   * Only the deployment asks the server itself. With the file, the tools are known at synthesis: names are checked, policies can name
   * tools, and `target.toolNames` lists them. It changes nothing in the deployment. `agentcore-gateway tools --refresh` writes it, with
   * `local` to start the server; until it is there, a warning says so. Errors in the file, and a file that cannot be read, throw.
   *
   * @default - the tools are not known at synthesis
   */
  readonly toolsFile?: string;
}

/**
 * An MCP server on AgentCore Runtime, to be a target of gateways: `gateway.addMcpServer(server)`.
 *
 * The server listens on port 8000 at the path `/mcp`, with the streamable HTTP transport and without sessions of its own.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-mcp.html
 *
 * @example
 * declare const tools: Gateway;
 * const docs = new McpServer(this, 'Docs', {
 *   agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromAsset('servers/docs'),
 *   local: LocalProcess.command('npx', ['tsx', 'server.ts'], { workingDirectory: 'servers/docs' }),
 * });
 * tools.addMcpServer(docs);
 */
export class McpServer extends AgentRuntime {
  /**
   * The id under which a property injector reaches MCP servers: `{ constructUniqueId: McpServer.PROPERTY_INJECTION_ID, inject: … }`.
   *
   * Injectors for `AgentRuntime`, and for aws-cdk-lib's `Runtime`, reach them too.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-agentcore-gateway.McpServer';

  constructor(scope: Construct, id: string, props: McpServerProps) {
    props = injectProperties(McpServer.PROPERTY_INJECTION_ID, props, scope, id);
    const protocol = props.protocolConfiguration?.value ?? agentcore.ProtocolType.MCP.value;
    if (protocol !== agentcore.ProtocolType.MCP.value) {
      throw new GatewayError('auth-runtime-protocol', scope,
        `MCP server ${scope.node.path}/${id} was given protocol ${protocol}`, apiMessage`leave \`protocolConfiguration\` out, or use AgentRuntime`);
    }
    super(scope, id, { ...props, protocolConfiguration: agentcore.ProtocolType.MCP });
    if (props.toolsFile !== undefined) this.noteTools(props.toolsFile);
  }

  /** @internal */
  protected _libraryClasses(): Function[] {
    return [McpServer];
  }

  private noteTools(file: string): void {
    const resource = runtimeResource(this)!;
    // The template must be the same on every machine.
    const metadata = { file: relative(process.cwd(), resolve(file)) };
    if (existsSync(file)) {
      const { tools, findings } = readMcpTools(this.readTools(file));
      reportSchema(this, `the tools file of ${this.node.path}`, findings);
      resource.addMetadata(TOOLS_METADATA_KEY, { ...metadata, tools });
    } else {
      // The command that writes the file reads its name from the synthesized app.
      resource.addMetadata(TOOLS_METADATA_KEY, metadata);
      annotate(this, 'tools-file-missing',
        `tools file \`${file}\` does not exist, so the tools of ${this.node.path} are unknown at synthesis`, 'run `agentcore-gateway tools --refresh` to create it');
    }
  }

  private readTools(file: string): string {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      throw new GatewayError('schema-file-not-readable', this, `tools file \`${file}\` cannot be read: ${(error as Error).message}`, 'correct the path or the file');
    }
  }
}
