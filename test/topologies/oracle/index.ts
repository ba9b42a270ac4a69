import type { DeployedStack } from './assembly';
import { ORDER_RULES } from './order-rules';
import { PERMISSION_RULES } from './permission-rules';
import { Case, OracleOptions } from './rule';
import { SHAPE_RULES } from './shape-rules';
import { World } from './world';

export type { DeployedStack } from './assembly';
export { readAssembly } from './assembly';

/** What is wrong with an app: the rule that is broken, and a sentence with the resources. */
export interface Fault {
  readonly rule: string;
  readonly says: string;
}

/**
 * Decides whether templates would deploy in the right order and with least privilege, from nothing but the templates:
 * it shares no code with the library, and works out what AWS asks for at each creation from what is created.
 */
export function evaluate(stacks: readonly DeployedStack[], options: OracleOptions = {}): Fault[] {
  const world = new World(stacks);
  // Nothing else can be said about resources that wait for themselves.
  const cycle = world.order.findCycle();
  if (cycle) return [{ rule: 'cycle', says: cycle.join(' after ') }];
  const judged = new Case(world, options);
  return Object.entries({ ...PERMISSION_RULES, ...ORDER_RULES, ...SHAPE_RULES })
    .flatMap(([rule, find]) => find(judged).map((says) => ({ rule, says })));
}
