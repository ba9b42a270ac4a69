import { apiMessage } from '../../findings/api-message';
import { permissionStatements } from '../../permissions/permission-statements';
import { runtimeArns, runtimeProtocol, takesTokens } from '../../runtime/runtime-invocation';
import { GatewayError } from '../../synthesis/gateway-error';
import type { GatewayTargetAgentProps } from '../options/agent';
import { owned, TargetStrategy } from '../target-strategy';

/** An agent on an AgentCore runtime, reached over HTTP at `<gateway>/<target name>/invocations`. */
export function agentTarget({ runtime, ...options }: GatewayTargetAgentProps): TargetStrategy {
  return {
    kind: 'runtime',
    protocol: 'HTTP',
    pointsAt: owned(runtime),
    check(gateway) {
      if (takesTokens(runtime) && !options.credentialProviderConfigurations) {
        throw new GatewayError('auth-runtime-authorizer', gateway,
          `agent ${runtime.node.path} has JWT inbound authorization and refuses requests signed with the gateway's role`,
          apiMessage`pass \`credentialProviderConfigurations: [OutboundAuth.jwtPassthrough()]\` or OAuth client credentials`);
      }
    },
    bind(_target, _gateway, credentials) {
      // An A2A agent is asked for its card first.
      const card = runtimeProtocol(runtime) === 'A2A' ? ['fetchAgentCard', 'fetchAgentCardOfEndpoint'] as const : [];
      return {
        configuration: { http: { agentcoreRuntime: { arn: runtime.runtimeRef.agentRuntimeArn, qualifier: options.qualifier } } },
        statements: credentials === 'GATEWAY_IAM_ROLE' ? permissionStatements(['callAgent', ...card], runtimeArns(runtime.runtimeRef.agentRuntimeArn)) : [],
        listsTools: () => false,
      };
    },
  };
}
