import type { CfnResource } from 'aws-cdk-lib';
import { mcpServerTarget } from './mcp-server';
import { apiMessage } from '../../findings/api-message';
import { recordedToolNames } from '../../runtime/tools-file';
import { GatewayError } from '../../synthesis/gateway-error';
import type { GatewayTargetLambdaMcpServerProps } from '../options/lambda-mcp-server';
import type { TargetStrategy } from '../target-strategy';

/** An MCP server on AWS Lambda. */
export function lambdaMcpServerTarget({ server, ...options }: GatewayTargetLambdaMcpServerProps): TargetStrategy {
  const byUrl = mcpServerTarget({ ...options, endpoint: server.url });
  return {
    ...byUrl,
    check(gateway, path) {
      byUrl.check?.(gateway, path);
      // `addMcpServer` has one set of options for all servers.
      if ('qualifier' in options && options.qualifier !== undefined) {
        throw new GatewayError('target-props', gateway,
          `\`qualifier\` of target ${path} names an endpoint of AgentCore Runtime, but MCP server ${server.node.path} is on Lambda`,
          apiMessage`create the \`LambdaMcpServer\` with an alias as \`lambdaFunction\``);
      }
    },
    bind(target, gateway, credentials) {
      const binding = byUrl.bind(target, gateway, credentials);
      return options.mcpToolSchema ? binding : { ...binding, toolNames: () => recordedToolNames(server.node.defaultChild as CfnResource) };
    },
  };
}
