import { invokeRuntimeStatement, runtimeProtocol, takesTokens } from '../../runtime/runtime-invocation';
import { GatewayError } from '../../synthesis/gateway-error';
import type { GatewayTargetAgentProps } from '../options/agent';
import { owned, TargetKind } from '../target-kind';

/** An agent on an AgentCore runtime, reached over HTTP at `<gateway>/<target name>/invocations`. */
export function agentTarget({ runtime, ...options }: GatewayTargetAgentProps): TargetKind {
  return {
    type: 'agentcoreRuntime',
    protocol: 'HTTP',
    pointsAt: owned(runtime),
    check(gateway) {
      if (takesTokens(runtime) && !options.credentialProviderConfigurations) {
        throw new GatewayError('runtime-takes-tokens', gateway,
          `agent ${runtime.node.path} has JWT inbound authorization and refuses requests signed with the gateway's role; `
          + 'pass `credentialProviderConfigurations: [OutboundAuth.jwtPassthrough()]` or OAuth client credentials');
      }
    },
    bind(_target, _gateway, credentials) {
      // An A2A agent is asked for its card first.
      const more = runtimeProtocol(runtime) === 'A2A' ? ['bedrock-agentcore:GetAgentCard'] : [];
      return {
        configuration: { http: { agentcoreRuntime: { arn: runtime.runtimeRef.agentRuntimeArn, qualifier: options.qualifier } } },
        statements: credentials === 'GATEWAY_IAM_ROLE' ? [invokeRuntimeStatement(runtime, ...more)] : [],
        listsTools: () => false,
      };
    },
  };
}
