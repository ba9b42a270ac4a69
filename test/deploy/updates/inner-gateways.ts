import { App, Stack } from 'aws-cdk-lib';
import { permit } from './servers';
import { updateCase } from './update-case';
import { Assistant } from '../../integ/shop';
import { addFunction, newApp, server } from '../apps/parts';
import { Gateway } from 'cdk-agentcore-gateway';

/** A gateway behind a gateway; `fill` adds the targets of the inner one. */
function chain(fill: (inner: Gateway, stack: Stack) => void): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const inner = new Gateway(stack, 'Domain');
  fill(inner, stack);
  const outer = new Gateway(stack, 'Team');
  outer.addGateway(inner, { gatewayTargetName: 'domain' });
  outer.grantInvokeAccess(new Assistant(stack, 'Assistant'));
  return app;
}

/** Three gateways one behind another, or four. */
function levels(inserted: boolean): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const team = new Gateway(stack, 'Team');
  addFunction(team, 'Orders', ['get_order']);
  let below = team;
  if (inserted) {
    below = new Gateway(stack, 'Area');
    below.addGateway(team, { gatewayTargetName: 'team' });
  }
  const department = new Gateway(stack, 'Department');
  department.addGateway(below, { gatewayTargetName: 'below' });
  const company = new Gateway(stack, 'Company');
  company.addGateway(department, { gatewayTargetName: 'dept' });
  return app;
}

/** A target at the bottom of four levels. */
function bottom(both: boolean): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const [domain, team, department, company] = ['Domain', 'Team', 'Department', 'Company'].map((id) => new Gateway(stack, id));
  addFunction(domain, 'Orders', ['get_order']);
  if (both) addFunction(domain, 'Stock', ['get_stock']);
  team.addGateway(domain, { gatewayTargetName: 'domain' });
  department.addGateway(team, { gatewayTargetName: 'team' });
  company.addGateway(department, { gatewayTargetName: 'dept' });
  return app;
}

/** The inner gateway's policies decide what the outer one sees. */
function innerPolicies(tools: string[]): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const outer = new Gateway(stack, 'Team');
  const inner = new Gateway(stack, 'Domain', {
    cedarPolicies: tools.map((tool) => permit(`orders___${tool}`, tool, { role: outer.role as Assistant['role'] })),
  });
  addFunction(inner, 'Orders', ['get_order', 'refund_order']);
  outer.addGateway(inner, { gatewayTargetName: 'domain' });
  return app;
}

/** Two targets of one gateway that point to two others, one way round or the other. */
function crossed(swapped: boolean): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const [orders, stock] = ['Orders', 'Stock'].map((id) => {
    const gateway = new Gateway(stack, id);
    addFunction(gateway, `${id}Tool`, [`get_${id.toLowerCase()}`]);
    return gateway;
  });
  const outer = new Gateway(stack, 'Team');
  outer.addGateway(swapped ? stock : orders, { gatewayTargetName: 'first' });
  outer.addGateway(swapped ? orders : stock, { gatewayTargetName: 'second' });
  return app;
}

/** Two targets that exchange their names: for the service, each name is taken while the other has it. */
function swappedNames(swapped: boolean): App {
  return chain((inner) => {
    addFunction(inner, 'Orders', ['get_order'], { name: swapped ? 'stock' : 'orders' });
    addFunction(inner, 'Stock', ['get_stock'], { name: swapped ? 'orders' : 'stock' });
  });
}

export const INNER_GATEWAYS = [
  updateCase('addinner', 'an inner gateway gets one more target', (more: boolean) => chain((inner) => {
    addFunction(inner, 'Orders', ['get_order']);
    if (more) addFunction(inner, 'Stock', ['get_stock']);
  }), false, true),
  updateCase('addsrv', 'an inner gateway gets an MCP server', (more: boolean) => chain((inner, stack) => {
    addFunction(inner, 'Orders', ['get_order']);
    if (more) inner.addMcpServer(server(stack, 'Docs', 'read_page'));
  }), false, true),
  updateCase('delinner', 'an inner gateway loses a target', (both: boolean) => chain((inner) => {
    addFunction(inner, 'Orders', ['get_order']);
    if (both) addFunction(inner, 'Stock', ['get_stock']);
  }), true, false),
  updateCase('delbottom', 'the lowest of four gateways loses a target', bottom, true, false),
  updateCase('schema', 'a Lambda target of an inner gateway gets one more tool', (tools: string[]) => chain((inner) => addFunction(inner, 'Orders', tools)),
    ['get_order'], ['get_order', 'refund_order']),
  updateCase('rename', 'a target of an inner gateway gets another name', (name: string) => chain((inner) => addFunction(inner, 'Orders', ['get_order'], { name })),
    'orders', 'purchases'),
  updateCase('chainmove', 'a gateway is put between two', levels, false, true),
  updateCase('cedarinner', 'a Cedar policy of an inner gateway lets the outer one see one more tool', innerPolicies, ['get_order'], ['get_order', 'refund_order']),
  updateCase('delcedar', 'a Cedar policy of an inner gateway is deleted, and the outer one sees one tool less', innerPolicies, ['get_order', 'refund_order'], ['get_order']),
  updateCase('swap', 'two targets of a gateway exchange the gateways that they point to', crossed, false, true),
  updateCase('swapnames', 'two targets of a gateway exchange their names', swappedNames, false, true, { ends: 'rejected' }),
];

