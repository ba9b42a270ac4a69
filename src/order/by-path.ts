import type { IConstruct } from 'constructs';

/** Compares constructs for an order that does not depend on the order of calls. */
export function byPath(a: IConstruct, b: IConstruct): number {
  return a.node.path < b.node.path ? -1 : 1;
}
