/** One call, and what policies at every gateway on its way say of it. */
export interface Case {
  readonly name: string;
  readonly gateway: string;
  readonly as: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly allowed: boolean;
}

const TEAM = 'Flow/TeamGateway';
const WATCH = 'Flow/WatchGateway';

/** Evaluated on the template, and by the gateways that run. */
export const CASES: readonly Case[] = [
  { name: 'a permit of both gateways', gateway: TEAM, as: 'Flow/Agent', tool: 'domain___orders___get_order', arguments: { orderId: '7' }, allowed: true },
  { name: 'no permit for the caller', gateway: TEAM, as: 'Flow/Intern', tool: 'domain___orders___get_order', arguments: { orderId: '7' }, allowed: false },
  { name: 'a condition on arguments that holds', gateway: TEAM, as: 'Flow/Agent', tool: 'domain___orders___refund', arguments: { amount: 500 }, allowed: true },
  { name: 'a condition on arguments that does not hold', gateway: TEAM, as: 'Flow/Agent', tool: 'domain___orders___refund', arguments: { amount: 501 }, allowed: false },
  { name: 'arguments of the wrong type', gateway: TEAM, as: 'Flow/Agent', tool: 'domain___orders___refund', arguments: { amount: 'all' }, allowed: false },
  { name: 'a forbid of the inner gateway that does not apply', gateway: TEAM, as: 'Flow/Agent', tool: 'domain___orders___purge', arguments: { all: 'no' }, allowed: true },
  { name: 'a forbid of the inner gateway', gateway: TEAM, as: 'Flow/Agent', tool: 'domain___orders___purge', arguments: { all: 'yes' }, allowed: false },
  { name: 'a forbid that is only logged', gateway: WATCH, as: 'Flow/Intern', tool: 'domain___orders___refund', arguments: { amount: 1_000 }, allowed: true },
  { name: 'a forbid of the inner gateway behind one that only logs', gateway: WATCH, as: 'Flow/Agent', tool: 'domain___orders___purge', arguments: { all: 'yes' }, allowed: false },
];

/** What each caller is shown. */
export const SHOWN: readonly { readonly gateway: string; readonly as: string; readonly tools: readonly string[] }[] = [
  { gateway: TEAM, as: 'Flow/Agent', tools: ['get_order', 'refund', 'purge'] },
  { gateway: TEAM, as: 'Flow/Intern', tools: [] },
  { gateway: WATCH, as: 'Flow/Intern', tools: ['get_order', 'refund', 'purge'] },
];
