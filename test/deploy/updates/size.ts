import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { UpdateCase, updateCase } from './update-case';
import { appOf, Kind, KINDS, Targets } from '../apps/kinds';
import { addFunction, newApp, server } from '../apps/parts';
import { Gateway, GatewayTarget } from 'cdk-agentcore-gateway';

/** More than fit into the inline policies of a role. */
const MANY = 60;
const SUFFIX_OF_LONG_NAMES = 'OfTheCustomersOfTheSouthernDepartment';

/** A hundred is what the service allows for a gateway. */
const MOST = 100;
/** CloudFormation creates targets with new ids before it deletes the old ones. */
const MOST_WITH_NEW_IDS = MOST / 2;

const LARGE = { orders: 3 };
/** Hundreds of servers and inner gateways list their tools in each deployment. */
const LARGEST = { orders: 2 };
const ordersOf = (kind: string) => kind === 'servers' || kind === 'gateways' ? LARGEST : LARGE;

/** Targets of servers, agents and gateways get other construct ids with other names. Here they keep their logical ids, as docs/DEPLOYING.md says. */
function allRenamed(kind: Kind): App {
  const [old, now] = [undefined, 'renamed'].map((names) => appOf(kind, { names, to: MOST }));
  now.targets.forEach((target, index) => resourceOf(target).overrideLogicalId(Stack.of(target).resolve(resourceOf(old.targets[index]).logicalId)));
  return now.app;
}

const resourceOf = (target: GatewayTarget) => target.node.defaultChild as CfnResource;

const ALL_KINDS: UpdateCase[] = Object.entries<Kind>(KINDS).flatMap(([name, kind]) => [
  { name: `renameall-${name}`, change: `all ${MOST} targets get other names`, before: () => appOf(kind, { to: MOST }).app, after: () => allRenamed(kind), ...ordersOf(name) },
  updateCase(`removehalf-${name}`, `half of ${MOST} targets are removed`, (targets: Targets) => appOf(kind, targets).app, { to: MOST }, { from: MOST / 2, to: MOST }, ordersOf(name)),
]);

/** The kinds whose policies are the largest, and those whose targets have new ids with a new name. */
const NEW_IDS = (['functions', 'logins', 'servers'] as const).map((kind) => updateCase(`newids-${kind}`,
  `all ${MOST_WITH_NEW_IDS} targets get other construct ids and names`, (ids: string) => appOf(KINDS[kind], { ids, to: MOST_WITH_NEW_IDS }).app, 'Tool', 'Other', ordersOf(kind)));

/** More managed policies than before: permissions move from the old ones into the new. */
const DOUBLED = (['functions', 'logins'] as const).map((kind) => updateCase(`addhalf-${kind}`,
  `${MOST / 2} targets are added to ${MOST / 2}`, (targets: Targets) => appOf(KINDS[kind], targets).app, { to: MOST / 2 }, { to: MOST }, ordersOf(kind)));

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
  ...ALL_KINDS,
  ...NEW_IDS,
  ...DOUBLED,
  updateCase('renameall-by-name', 'all 50 servers get other names, and with them other construct ids', (names?: string) => appOf(KINDS.servers, { names, to: MOST_WITH_NEW_IDS }).app, undefined, 'renamed', LARGEST),
  updateCase('imageall', '50 servers of one gateway get new code',
    (tool: string) => appOf({ stacks: 1, add: (gateway, stack, id) => gateway.addMcpServer(server(stack, id, tool)) }, { to: 50 }).app, 'read', 'write', LARGEST),
  updateCase('renametoomany', 'all 60 targets get other construct ids, so for a moment there would be 120', (ids: string) => appOf(KINDS.functions, { ids, to: 60 }).app, 'Tool', 'Other', {
    ends: 'rejected', ...LARGE,
  }),
  updateCase('removelong', 'the first 12 of 60 Lambda targets with long names are removed', large, { suffix: SUFFIX_OF_LONG_NAMES }, { suffix: SUFFIX_OF_LONG_NAMES, from: 12 }),
];
