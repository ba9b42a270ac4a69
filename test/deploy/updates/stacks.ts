import { App, Stack } from 'aws-cdk-lib';
import { updateCase } from './update-case';
import { Assistant } from '../../integ/shop';
import { addFunction, newApp, olderApp } from '../apps/parts';
import { Gateway, RuntimeConfig } from 'cdk-agentcore-gateway';

/** Gateways in one stack and agents in another, which refer to each other by exports. */
function twoStacks({ gateways, agents }: { gateways: string[]; agents: string[] }): App {
  const app = olderApp();
  const tools = new Stack(app, 'Tools');
  const [first] = gateways.map((id) => {
    const gateway = new Gateway(tools, id);
    addFunction(gateway, `${id}Tool`, [`get_${id.toLowerCase()}`]);
    return gateway;
  });
  const stack = new Stack(app, 'Agents');
  for (const id of agents) first.grantInvokeAccess(new Assistant(stack, id, { runtimeConfigKey: id }));
  return app;
}

/** A target in the stack of its gateway, or in a stack that is deployed later. */
function targetIn(place: 'earlier' | 'later'): App {
  const app = newApp();
  const [earlier, later] = [new Stack(app, 'Earlier'), new Stack(app, 'Later')];
  const gateway = new Gateway(earlier, 'Tools');
  addFunction(gateway, 'Stock', ['get_stock'], { scope: later });
  addFunction(gateway, 'Orders', ['get_order'], { scope: place === 'earlier' ? earlier : later });
  return app;
}

/** An agent that uses a gateway of its stack; then there is a second gateway, in a stack that the program makes first. */
function growing(second: boolean): App {
  const app = newApp();
  const platform = second ? new Stack(app, 'Platform') : undefined;
  const stack = new Stack(app, 'App');
  if (platform) addFunction(new Gateway(platform, 'Platform'), 'Stock', ['get_stock']);
  const gateway = new Gateway(stack, 'Tools');
  addFunction(gateway, 'Orders', ['get_order']);
  gateway.grantInvokeAccess(new Assistant(stack, 'Assistant'));
  return app;
}

/** Two stacks with gateways; then there is a third, which the program makes first. */
function prepended(third: boolean): App {
  const app = newApp();
  const names = [...third ? ['Zeroth'] : [], 'First', 'Second'];
  const stacks = names.map((name) => new Stack(app, name));
  for (const stack of stacks) {
    const gateway = new Gateway(stack, `${stack.stackName}Tools`);
    addFunction(gateway, 'Orders', ['get_order']);
    gateway.grantInvokeAccess(new Assistant(stack, `${stack.stackName}Assistant`, { runtimeConfigKey: stack.stackName }));
  }
  return app;
}

/** Two stacks, whose documents are in stacks of their own, or in one of the user. */
function documentsIn(place: 'own' | 'shared'): App {
  const app = prepended(false);
  if (place === 'shared') RuntimeConfig.configure(app, { documentStack: new Stack(app, 'Documents') });
  return app;
}

/** An agent that uses a gateway of its stack, or of another stack. */
function movedGateway(place: 'App' | 'Platform'): App {
  const app = newApp();
  const stacks = { Platform: new Stack(app, 'Platform'), App: new Stack(app, 'App') };
  addFunction(new Gateway(stacks.Platform, 'Platform'), 'Stock', ['get_stock']);
  const gateway = new Gateway(stacks[place], 'Tools', { gatewayName: `tools-${place.toLowerCase()}` });
  addFunction(gateway, 'Orders', ['get_order']);
  gateway.grantInvokeAccess(new Assistant(stacks.App, 'Assistant'));
  return app;
}

export const STACKS = [
  updateCase('dropgw', 'a gateway is removed, in an app whose stacks refer to each other by exports', twoStacks,
    { gateways: ['Orders', 'Stock'], agents: ['Assistant'] }, { gateways: ['Orders'], agents: ['Assistant'] }),
  updateCase('dropagent', 'an agent is removed, in an app whose stacks refer to each other by exports', twoStacks,
    { gateways: ['Orders'], agents: ['Assistant', 'Helper'] }, { gateways: ['Orders'], agents: ['Assistant'] }),
  updateCase('movestack', 'a target moves to a stack that is deployed later', targetIn, 'earlier', 'later'),
  updateCase('moveback', 'a target moves to a stack that is deployed earlier', targetIn, 'later', 'earlier', { ends: 'rejected' }),
  updateCase('grow', 'an app of one stack gets a second stack with a gateway', growing, false, true),
  updateCase('prepend', 'an app of two stacks with gateways gets a third, which its program makes first', prepended, false, true),
  updateCase('shrink', 'an app of two stacks with gateways becomes an app of one', growing, true, false),
  updateCase('documents', 'the documents move to a stack of the user', documentsIn, 'own', 'shared'),
  updateCase('movegw', 'a gateway moves to another stack, under another name', movedGateway, 'App', 'Platform'),
];
