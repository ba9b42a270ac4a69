import { App, Stack } from 'aws-cdk-lib';
import { updateCase } from './update-case';
import { Assistant } from '../../integ/shop';
import { lambdaServer, newApp, server } from '../apps/parts';
import { CedarPolicy, Gateway } from 'cdk-agentcore-gateway';

/** A server behind a gateway, or behind two. */
function withServer(tools: string[], levels: 1 | 2 = 1): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const gateway = new Gateway(stack, 'Tools');
  gateway.addMcpServer(server(stack, 'Docs', ...tools));
  let top = gateway;
  if (levels === 2) {
    top = new Gateway(stack, 'Team');
    top.addGateway(gateway, { gatewayTargetName: 'tools' });
  }
  top.grantInvokeAccess(new Assistant(stack, 'Assistant'));
  return app;
}

/** The same on Lambda. */
function withLambdaServer(tools: string[]): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const gateway = new Gateway(stack, 'Tools');
  if (tools.length > 0) gateway.addMcpServer(lambdaServer(stack, 'Docs', ...tools));
  const top = new Gateway(stack, 'Team');
  top.addGateway(gateway, { gatewayTargetName: 'tools' });
  top.grantInvokeAccess(new Assistant(stack, 'Assistant'));
  return app;
}

/** The same with a policy for each tool. */
function withPolicies(tools: string[]): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const assistant = new Assistant(stack, 'Assistant');
  const gateway = new Gateway(stack, 'Tools', { cedarPolicies: tools.map((tool) => permit(`docs___${tool}`, tool, assistant)) });
  gateway.addMcpServer(server(stack, 'Docs', ...tools));
  gateway.grantInvokeAccess(assistant);
  return app;
}

export function permit(action: string, id: string, assistant: Pick<Assistant, 'role'>): CedarPolicy {
  return CedarPolicy.fromText(id, `permit (
  principal == AgentCore::IamEntity::"{{caller}}",
  action == AgentCore::Action::"${action}",
  resource == AgentCore::Gateway::"{{gatewayArn}}"
);`, { roles: { caller: assistant.role } });
}

const ONE = ['read_page'];
const TWO = ['read_page', 'find_page'];

export const SERVERS = [
  updateCase('image', 'an MCP server gets a new image, with one more tool', (tools: string[]) => withServer(tools), ONE, TWO),
  updateCase('image2', 'an MCP server behind two gateways gets a new image, with one more tool', (tools: string[]) => withServer(tools, 2), ONE, TWO),
  updateCase('code2', 'an MCP server on Lambda behind two gateways gets new code, with one more tool', withLambdaServer, ONE, TWO),
  updateCase('addlambda', 'a gateway gets an MCP server on Lambda', withLambdaServer, [], ONE),
  updateCase('removelambda', 'a gateway loses its MCP server on Lambda', withLambdaServer, ONE, []),
  updateCase('cedarimg', 'an MCP server gets a new image, with one more tool, and the tool gets a Cedar policy', withPolicies, ONE, TWO),
  updateCase('crash', 'an MCP server gets a new image because the old one crashes', (tools: string[]) => withServer(tools), ONE, TWO, { serversCrash: true }),
];
