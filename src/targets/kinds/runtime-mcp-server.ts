import { Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { Dependable, IConstruct, IDependable } from 'constructs';
import { checkListing, contactsServerAtCreation, mcpServerBinding } from './mcp-server';
import { apiMessage } from '../../findings/api-message';
import { policiesOfCalls } from '../../permissions/call-policy';
import { permissionStatements } from '../../permissions/permission-statements';
import { ReadinessCheck } from '../../readiness/readiness-check';
import { runtimeArnPattern, runtimeArns, runtimeInvocationUrl, runtimeProtocol, runtimeRegion, hasJwtAuthorization } from '../../runtime/runtime-invocation';
import { recordedToolNames } from '../../runtime/tools-file';
import { runtimeResource } from '../../runtime-config/environment-variables';
import { AGENTCORE } from '../../service/agentcore';
import { DEFAULT_QUALIFIER } from '../../service/endpoints';
import { GatewayError } from '../../synthesis/gateway-error';
import { serverFingerprint } from '../fingerprint';
import type { GatewayTargetMcpRuntimeProps } from '../options/runtime-mcp-server';
import { owned, TargetStrategy } from '../target-strategy';

/** An MCP server on AgentCore Runtime. */
export function runtimeMcpServerTarget({ runtime, ...options }: GatewayTargetMcpRuntimeProps): TargetStrategy {
  return {
    kind: 'mcpServerOnRuntime',
    signingService: AGENTCORE,
    signingRegion: runtimeRegion(runtime),
    pointsAt: owned(runtime),
    check(gateway) {
      checkListing(gateway, options);
      const protocol = runtimeProtocol(runtime);
      if (protocol !== undefined && protocol !== 'MCP') {
        throw new GatewayError('auth-runtime-protocol', gateway,
          `runtime ${runtime.node.path} has protocol ${protocol} and cannot be an MCP server of gateway ${gateway.node.path}`,
          apiMessage`create it as an \`McpServer\` or with \`protocolConfiguration: ProtocolType.MCP\`, or use \`addAgent\` on a gateway without a protocol type`);
      }
      if (hasJwtAuthorization(runtime) && !options.credentialProviderConfigurations) {
        throw new GatewayError('auth-runtime-authorizer', gateway,
          `runtime ${runtime.node.path} has JWT inbound authorization and rejects requests signed with the role of the gateway`,
          apiMessage`pass OAuth \`credentialProviderConfigurations\`, or create the runtime without \`authorizerConfiguration\``);
      }
    },
    bind(target, _gateway, credentials) {
      const qualifier = options.qualifier ?? DEFAULT_QUALIFIER;
      const url = runtimeInvocationUrl(runtime, qualifier);
      const given = mcpServerBinding(target, url, options);
      const isCached = contactsServerAtCreation(options);
      const binding = {
        ...given,
        ...options.mcpToolSchema ? {} : { toolNames: () => recordedToolNames(runtimeResource(runtime)) },
        ...isCached && options.synchronize !== false && owned(runtime) ? { fingerprint: () => serverFingerprint(runtime)! } : {},
      };
      const signed = credentials === 'GATEWAY_IAM_ROLE';
      const [invocation] = permissionStatements(['callRuntimeServer'], runtimeArns(runtime.runtimeRef.agentRuntimeArn));
      const endpoints = runtimeEndpoints(runtime);
      if (!signed || options.waitUntilReady === false || !isCached) {
        return { ...binding, statements: [...binding.statements, ...signed ? [invocation] : []], waitFor: [endpoints] };
      }
      const pattern = runtimeArnPattern(target, runtime);
      const check = ReadinessCheck.for(target, {
        of: runtime,
        variant: variantOf(qualifier, target),
        kind: 'runtime',
        url,
        region: runtimeRegion(runtime),
        service: AGENTCORE,
        statements: pattern === undefined ? [invocation] : permissionStatements(['callRuntimeServer'], { runtime: pattern, runtimeEndpoint: pattern }),
        version: runtimeResource(runtime)?.attrAgentRuntimeVersion,
      });
      check.after(endpoints);
      // The server may call agents to list its tools.
      if (runtime instanceof agentcore.Runtime) check.after(policiesOfCalls(runtime.role, check));
      return { ...binding, statements: [...binding.statements, invocation], waitFor: [check] };
    },
  };
}

/** Identifies the check of an endpoint. Unresolved endpoints cannot be compared, so each target then has its own check. */
function variantOf(qualifier: string, target: IConstruct): string | undefined {
  if (Token.isUnresolved(qualifier)) return target.node.addr.slice(-8);
  return qualifier === DEFAULT_QUALIFIER ? undefined : qualifier;
}

/** The endpoints of the runtime, including those added after the target: the qualifier is the name of one of them. */
function runtimeEndpoints(runtime: agentcore.IRuntimeRef): IDependable {
  const endpoints: IDependable = {};
  Dependable.implement(endpoints, {
    get dependencyRoots() {
      return runtime.node.children.filter((child) => child instanceof agentcore.RuntimeEndpoint);
    },
  });
  return endpoints;
}
