import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { appOf, inner, Kind, KINDS } from './kinds';
import { addFunction, newApp, server } from './parts';
import { Gateway } from 'cdk-agentcore-gateway';

/** An app that comes near a quota. */
export interface LargeApp {
  readonly name: string;
  readonly about: string;
  readonly app: () => App;
}

function servers(count: number): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const gateway = new Gateway(stack, 'Tools');
  for (let index = 0; index < count; index++) gateway.addMcpServer(server(stack, `Docs${index}`, 'read'));
  return app;
}

function functions(count: number, stacks: number): App {
  const app = newApp();
  const gateway = new Gateway(new Stack(app, 'App'), 'Tools');
  const scopes = Array.from({ length: stacks }, (_, index) => new Stack(app, `Functions${index}`));
  for (let index = 0; index < count; index++) addFunction(gateway, `Function${index}`, ['get'], { scope: scopes[index % stacks] });
  return app;
}

/** As many targets as a gateway may have. */
const hundred = (kind: Kind) => appOf(kind, { to: 100 }).app;

function gateways(count: number, targets: number, stacks: number): App {
  const app = newApp();
  const outer = new Gateway(new Stack(app, 'App'), 'Tools');
  const scopes = Array.from({ length: stacks }, (_, index) => new Stack(app, `Part${index}`));
  for (let index = 0; index < count; index++) outer.addGateway(inner(scopes[index % stacks], `Inner${index}`, targets));
  return app;
}

function sharedRole(): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com') });
  for (const name of ['First', 'Second']) {
    const gateway = new Gateway(stack, name, { role });
    for (let index = 0; index < 30; index++) addFunction(gateway, `${name}${index}`, ['get']);
  }
  return app;
}

export const LARGE_APPS: LargeApp[] = [
  { name: 'servers-34', about: '34 MCP servers behind one gateway in one stack', app: () => servers(34) },
  { name: 'keys-100', about: '100 targets with API keys', app: () => hundred(KINDS.keys) },
  { name: 'functions-100', about: '100 Lambda targets over 12 stacks', app: () => functions(100, 12) },
  { name: 'logins-100', about: '100 targets with OAuth', app: () => hundred(KINDS.logins) },
  { name: 'rest-apis-100', about: '100 REST APIs over 2 stacks', app: () => hundred(KINDS['rest-apis']) },
  { name: 'servers-100', about: '100 MCP servers over 2 stacks', app: () => hundred(KINDS.servers) },
  { name: 'agents-100', about: '100 agents', app: () => hundred(KINDS.agents) },
  { name: 'gateways-100', about: '100 inner gateways over 2 stacks', app: () => hundred(KINDS.gateways) },
  { name: 'gateways-50', about: '50 inner gateways with 20 Lambda targets each over 3 stacks', app: () => gateways(50, 20, 3) },
  { name: 'shared-role', about: 'one role for two gateways with 30 Lambda targets each', app: sharedRole },
];
