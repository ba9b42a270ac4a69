import { Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { Dependable, IConstruct, IDependable } from 'constructs';
import { checkListing, contactsServerAtCreation, mcpServerBinding } from './mcp-server';
import { apiMessage } from '../../findings/api-message';
import { TOOLS_METADATA_KEY } from '../../model/metadata-keys';
import { permissionStatements } from '../../permissions/permission-statements';
import { ReadinessCheck } from '../../readiness/readiness-check';
import { runtimeArns, runtimeInvocationUrl, runtimeProtocol, runtimeRegion, takesTokens } from '../../runtime/runtime-invocation';
import { runtimeResource } from '../../runtime-config/environment-variables';
import type { Tool } from '../../schema/tool';
import { AGENTCORE } from '../../service/agentcore';
import { DEFAULT_QUALIFIER } from '../../service/endpoints';
import { GatewayError } from '../../synthesis/gateway-error';
import type { GatewayTargetMcpRuntimeProps } from '../options/runtime-mcp-server';
import { owned, TargetStrategy } from '../target-strategy';

/** An MCP server on an AgentCore runtime. */
export function runtimeMcpServerTarget({ runtime, ...options }: GatewayTargetMcpRuntimeProps): TargetStrategy {
  return {
    kind: 'mcpServerOnRuntime',
    protocol: 'MCP',
    mcpType: agentcore.McpTargetType.MCP_SERVER,
    signingService: AGENTCORE,
    signingRegion: runtimeRegion(runtime),
    pointsAt: owned(runtime),
    check(gateway) {
      checkListing(gateway, options);
      const protocol = runtimeProtocol(runtime);
      if (protocol !== undefined && protocol !== 'MCP') {
        throw new GatewayError('auth-runtime-protocol', gateway,
          `runtime ${runtime.node.path} has protocol ${protocol} and cannot be an MCP server of gateway ${gateway.node.path}`,
          apiMessage`create it as McpServer or with \`protocolConfiguration: ProtocolType.MCP\`, or use \`addAgent\` on a gateway without protocol`);
      }
      if (takesTokens(runtime) && !options.credentialProviderConfigurations) {
        throw new GatewayError('auth-runtime-authorizer', gateway,
          `runtime ${runtime.node.path} has JWT inbound authorization and refuses requests signed with the gateway's role`,
          apiMessage`pass OAuth \`credentialProviderConfigurations\`, or create the runtime without \`authorizerConfiguration\``);
      }
    },
    bind(target, _gateway, credentials) {
      const qualifier = options.qualifier ?? DEFAULT_QUALIFIER;
      const url = runtimeInvocationUrl(runtime, qualifier);
      const given = mcpServerBinding(target, url, options);
      const binding = options.mcpToolSchema ? given : { ...given, toolNames: () => writtenDownTools(runtime) };
      const signed = credentials === 'GATEWAY_IAM_ROLE';
      const [invocation] = permissionStatements(['callRuntimeServer'], runtimeArns(runtime.runtimeRef.agentRuntimeArn));
      const endpoints = runtimeEndpoints(runtime);
      if (!signed || options.waitUntilReady === false || !contactsServerAtCreation(options)) {
        return { ...binding, statements: [...binding.statements, ...signed ? [invocation] : []], waitFor: [endpoints] };
      }
      const check = ReadinessCheck.for(target, {
        of: runtime,
        variant: variantOf(qualifier, target),
        kind: 'runtime',
        url,
        region: runtimeRegion(runtime),
        statement: invocation,
        version: runtimeResource(runtime)?.attrAgentRuntimeVersion,
      });
      check.after(endpoints);
      return { ...binding, statements: [...binding.statements, invocation], waitFor: [check] };
    },
  };
}

/** The tools that the server's own tools file names. */
function writtenDownTools(runtime: agentcore.IRuntimeRef): string[] {
  const written = runtimeResource(runtime)?.getMetadata(TOOLS_METADATA_KEY) as { readonly tools?: readonly Tool[] } | undefined;
  return (written?.tools ?? []).map((tool) => tool.name);
}

/** Names the check of an endpoint; one that is only known at deployment cannot be told from others, so each target has its own check. */
function variantOf(qualifier: string, target: IConstruct): string | undefined {
  if (Token.isUnresolved(qualifier)) return target.node.addr.slice(-8);
  return qualifier === DEFAULT_QUALIFIER ? undefined : qualifier;
}

/** The endpoints that were added to the runtime, also later than the target: a qualifier names one of them. */
function runtimeEndpoints(runtime: agentcore.IRuntimeRef): IDependable {
  const endpoints: IDependable = {};
  Dependable.implement(endpoints, {
    get dependencyRoots() {
      return runtime.node.children.filter((child) => child instanceof agentcore.RuntimeEndpoint);
    },
  });
  return endpoints;
}
