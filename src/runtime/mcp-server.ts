import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { Construct } from 'constructs';
import { AgentRuntime } from './agent-runtime';
import type { RuntimeOptions } from './runtime-options';
import { recordTools } from './tools-file';
import { apiMessage } from '../findings/api-message';
import { runtimeResource } from '../runtime-config/environment-variables';
import { GatewayError } from '../synthesis/gateway-error';
import { injectProperties } from '../synthesis/property-injection';
import { EXPECTED, requireArgument, requireScope } from '../synthesis/require-argument';

/**
 * Properties of an MCP server on AgentCore Runtime.
 */
export interface McpServerProps extends RuntimeOptions {
  /**
   * The protocol. Any other than MCP throws an error.
   *
   * @default - ProtocolType.MCP
   */
  readonly protocolConfiguration?: agentcore.ProtocolType;

  /**
   * The key under `agentRuntimes` in the Runtime Configuration. Running code finds the server by this key.
   *
   * @default - the class name of a subclass of `McpServer` in TypeScript or Python, otherwise the construct ID
   */
  readonly runtimeConfigKey?: string;

  /**
   * A file with the tools of the server, in the format of its `tools/list` response. Commit it to the repository.
   *
   * With the file, the tools are known at synthesis: names are checked, policies can name tools, and `target.toolNames` lists them. The
   * file does not affect the deployment. `agentcore-gateway tools --refresh` writes the file; it starts the server with `local`. A missing
   * file is a warning. A file that cannot be read or contains errors throws an error.
   *
   * @default - the tools are known only after deployment
   */
  readonly toolsFile?: string;
}

/**
 * An MCP server on AgentCore Runtime. `gateway.addMcpServer(server)` adds it to a gateway as a target.
 *
 * The server must listen on port 8000 at the path `/mcp`, with the stateless streamable HTTP transport.
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
   * The unique ID of this class for property injectors: `{ constructUniqueId: McpServer.PROPERTY_INJECTION_ID, inject: … }`.
   *
   * Injectors for `AgentRuntime`, and for `Runtime` of aws-cdk-lib, also apply to MCP servers.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-agentcore-gateway.McpServer';

  constructor(scope: Construct, id: string, props: McpServerProps) {
    requireScope(scope, id);
    requireArgument(scope, `of MCP server ${id}`, props, EXPECTED.props);
    props = injectProperties(McpServer.PROPERTY_INJECTION_ID, props, scope, id);
    const protocol = props.protocolConfiguration?.value ?? agentcore.ProtocolType.MCP.value;
    if (protocol !== agentcore.ProtocolType.MCP.value) {
      throw new GatewayError('auth-runtime-protocol', scope,
        `MCP server ${scope.node.path}/${id} cannot have protocol ${protocol}`, apiMessage`leave \`protocolConfiguration\` out, or use \`AgentRuntime\``);
    }
    super(scope, id, { ...props, protocolConfiguration: agentcore.ProtocolType.MCP });
    if (props.toolsFile !== undefined) recordTools(this, runtimeResource(this)!, props.toolsFile);
  }

  /** @internal */
  protected _libraryClasses(): Function[] {
    return [McpServer];
  }
}
