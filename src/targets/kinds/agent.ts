import { apiMessage } from '../../findings/api-message';
import { permissionStatements } from '../../permissions/permission-statements';
import { runtimeArns, runtimeProtocol, hasJwtAuthorization } from '../../runtime/runtime-invocation';
import { GatewayError } from '../../synthesis/gateway-error';
import { httpSchema } from '../http-schema';
import type { GatewayTargetAgentProps } from '../options/agent';
import { owned, TargetStrategy } from '../target-strategy';

/** An agent on AgentCore Runtime. Callers invoke it at `<gateway>/<target name>/invocations`. */
export function agentTarget({ runtime, ...options }: GatewayTargetAgentProps): TargetStrategy {
  return {
    kind: 'runtime',
    pointsAt: owned(runtime),
    check(gateway) {
      if (hasJwtAuthorization(runtime) && !options.credentialProviderConfigurations) {
        throw new GatewayError('auth-runtime-authorizer', gateway,
          `agent ${runtime.node.path} has JWT inbound authorization and rejects requests signed with the role of the gateway`,
          apiMessage`pass \`credentialProviderConfigurations: [OutboundAuth.jwtPassthrough()]\` or OAuth client credentials`);
      }
    },
    bind(target, _gateway, credentials) {
      const { schema, statements } = httpSchema(target, options.apiSchema);
      // The gateway also fetches the agent card of an A2A agent.
      const card = runtimeProtocol(runtime) === 'A2A' ? ['fetchAgentCard', 'fetchAgentCardOfEndpoint'] as const : [];
      return {
        configuration: { http: { agentcoreRuntime: { arn: runtime.runtimeRef.agentRuntimeArn, qualifier: options.qualifier, schema } } },
        statements: [
          ...statements,
          ...credentials === 'GATEWAY_IAM_ROLE' ? permissionStatements(['callAgent', ...card], runtimeArns(runtime.runtimeRef.agentRuntimeArn)) : [],
        ],
        listsTools: () => false,
      };
    },
  };
}
