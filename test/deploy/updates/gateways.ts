import { App, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as kms from 'aws-cdk-lib/aws-kms';
import { permit } from './servers';
import { updateCase } from './update-case';
import { Assistant } from '../../integ/shop';
import { addFunction, newApp } from '../apps/parts';
import { serverCode } from '../apps/server-code';
import { AgentRuntime, Gateway, GatewayProps, MultiProtocol, Route } from 'cdk-agentcore-gateway';

interface Version {
  readonly endpoint?: string;
  readonly policies?: boolean;
  readonly mode?: 'LOG_ONLY' | 'ENFORCE';
  readonly kms?: boolean;
  readonly name?: string;
  readonly id?: string;
}

/** A gateway with a function and an MCP server of another company. */
function gatewayOf({ endpoint = 'https://one.example.com/mcp', policies = false, mode = 'ENFORCE', kms: encrypted = false, name, id = 'Tools' }: Version): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const assistant = new Assistant(stack, 'Assistant');
  const props: GatewayProps = {
    gatewayName: name,
    kmsKey: encrypted ? new kms.Key(stack, 'Key') : undefined,
    cedarPolicies: policies ? [permit('orders___get_order', 'read_orders', assistant)] : undefined,
    policyEngineMode: policies ? agentcore.PolicyEngineMode[mode] : undefined,
  };
  const gateway = new Gateway(stack, id, props);
  addFunction(gateway, 'Orders', ['get_order']);
  gateway.addMcpServerTarget('Knowledge', { endpoint });
  gateway.grantInvokeAccess(assistant);
  return app;
}

/** Rules that send all requests to an agent, by id with their priorities. */
function rules(priorities: Record<string, number>): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const gateway = new Gateway(stack, 'Agents', { protocolConfiguration: MultiProtocol.all() });
  const target = gateway.addAgent(new AgentRuntime(stack, 'Agent', { agentRuntimeArtifact: serverCode() }));
  for (const [id, priority] of Object.entries(priorities)) gateway.addRule(id, { priority, route: Route.to(target) });
  return app;
}

export const GATEWAYS = [
  updateCase('endpoint', 'an MCP server of another company gets another URL', gatewayOf, {}, { endpoint: 'https://two.example.com/mcp' }),
  updateCase('firstcedar', 'a gateway that is in use gets its first Cedar policy, in the mode LOG_ONLY', gatewayOf, {}, { policies: true, mode: 'LOG_ONLY' }),
  updateCase('enforcecedar', 'a gateway that logs decisions enforces its Cedar policies', gatewayOf, { policies: true, mode: 'LOG_ONLY' }, { policies: true }),
  updateCase('firstcedar-at-once', 'a gateway that is in use gets its first Cedar policy, and enforces it at once', gatewayOf, {}, { policies: true }),
  updateCase('lastcedar', 'a gateway loses its Cedar policies', gatewayOf, { policies: true }, {}),
  updateCase('addkms', 'a gateway gets a key of AWS KMS', gatewayOf, {}, { kms: true }),
  updateCase('renamegw', 'a gateway gets another name', gatewayOf, { name: 'tools' }, { name: 'shop-tools' }, { ends: 'rejected' }),
  updateCase('moverule', 'a rule gets a priority that no other rule has', rules, { First: 1, Second: 2 }, { First: 3, Second: 2 }),
  updateCase('swaprules', 'two rules exchange their priorities', rules, { First: 1, Second: 2 }, { First: 2, Second: 1 }, { ends: 'rejected' }),
  updateCase('dropfirstrule', 'a rule gets the priority of one that is removed', rules, { First: 1, Second: 2 }, { Second: 1 }, { ends: 'rejected' }),
  updateCase('replacegw', 'a gateway is replaced by one with another id', gatewayOf, {}, { id: 'Others' }),
];
