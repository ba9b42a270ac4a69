import { App, Stack } from 'aws-cdk-lib';
import { UpdateCase, updateCase } from './update-case';
import { addLogin } from '../apps/large';
import { addFunction, newApp, server } from '../apps/parts';
import { Gateway } from 'cdk-agentcore-gateway';

/** More than fit into the inline policies of a role. */
const MANY = 60;
const SUFFIX_OF_LONG_NAMES = 'OfTheCustomersOfTheSouthernDepartment';

/** A hundred is what the service allows for a gateway. */
const MOST = 100;
/** CloudFormation creates targets with new ids before it deletes the old ones. */
const MOST_WITH_NEW_IDS = MOST / 2;

type AddTarget = (gateway: Gateway, id: string, gatewayTargetName?: string) => void;

/** A target of each kind for which the role has permissions of its own. */
const KINDS: Record<string, AddTarget> = {
  functions: (gateway, id, name) => addFunction(gateway, id, ['get'], { name }),
  logins: (gateway, id, gatewayTargetName) => addLogin(gateway, gateway.stack, id, gatewayTargetName),
  servers: (gateway, id, gatewayTargetName) => gateway.addMcpServer(server(gateway.stack, id, 'read'), { gatewayTargetName }),
};

function full(add: AddTarget, { ids = 'Tool', names, from = 0, to }: { ids?: string; names?: string; from?: number; to: number }): App {
  const app = newApp();
  const gateway = new Gateway(new Stack(app, 'App'), 'Tools');
  for (let index = from; index < to; index++) add(gateway, `${ids}${index}`, names && `${names}${index}`);
  return app;
}

function fullCases(kind: string, most: number, mostRenamed = most): UpdateCase[] {
  const add = KINDS[kind];
  const app = (version: Parameters<typeof full>[1]) => full(add, version);
  return [
    updateCase(`renameall-${kind}`, `all ${mostRenamed} targets get other names`, app, { to: mostRenamed }, { names: 'renamed', to: mostRenamed }, { isLarge: true }),
    updateCase(`removehalf-${kind}`, `half of ${most} targets are removed`, app, { to: most }, { from: most / 2, to: most }, { isLarge: true }),
    updateCase(`newids-${kind}`, `all ${MOST_WITH_NEW_IDS} targets get other construct ids and names`, app, { to: MOST_WITH_NEW_IDS }, { ids: 'Other', to: MOST_WITH_NEW_IDS }, { isLarge: true }),
  ];
}

/** A gateway with many Lambda targets, some of them removed or renamed. */
function large({ from = 0, renamed = 0, count = MANY, suffix = '' }: { from?: number; renamed?: number; count?: number; suffix?: string }): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const gateway = new Gateway(stack, 'Tools');
  for (let index = from; index < count; index++) {
    addFunction(gateway, `${index < renamed ? 'Renamed' : 'Function'}${index}${suffix}`, ['get']);
  }
  return app;
}

export const SIZE = [
  updateCase('removefirst', 'the first 16 of 60 Lambda targets are removed', large, {}, { from: 16 }),
  updateCase('renamemany', 'the first 16 of 60 Lambda targets get other ids', large, {}, { renamed: 16 }),
  ...fullCases('functions', MOST),
  ...fullCases('logins', MOST),
  // More would be a template of more than 1 MB. The construct id of such a target is its name.
  ...fullCases('servers', 80, MOST_WITH_NEW_IDS),
  updateCase('imageall', '50 servers of one gateway get new code', (tool: string) => full((gateway, id) => gateway.addMcpServer(server(gateway.stack, id, tool)), { to: 50 }), 'read', 'write', {
    isLarge: true,
  }),
  updateCase('renametoomany', 'all 60 targets get other construct ids, so for a moment there would be 120', (ids: string) => full(KINDS.functions, { ids, to: 60 }), 'Tool', 'Other', {
    ends: 'rejected', isLarge: true,
  }),
  updateCase('removelong', 'the first 12 of 60 Lambda targets with long names are removed', large, { suffix: SUFFIX_OF_LONG_NAMES }, { suffix: SUFFIX_OF_LONG_NAMES, from: 12 }),
];
