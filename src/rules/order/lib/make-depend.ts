import type { DependencyGraph } from '../../../model/dependency-graph';
import type { Address } from '../../../model/source';
import { listed } from '../../lib/wording';

/** A resource in a fix: "target S1/Weather". */
export interface NamedResource {
  readonly address: Address;
  readonly name: string;
}

/**
 * The fix for a missing dependency.
 *
 * If a resource depends in the other direction, that dependency must go first: both together are circular.
 *
 * @param last `or` if one of the earlier resources is enough
 */
export function makeDepend(graph: DependencyGraph, later: NamedResource, earlier: readonly NamedResource[], last: 'and' | 'or' = 'and'): string {
  const reversed = reversedOf(graph, later, earlier);
  const depend = `make ${later.name} depend on ${listed(earlier.map(({ name }) => name), last)}`;
  if (reversed.length === 0 || (last === 'or' && reversed.length < earlier.length)) return depend;
  return `remove the dependency of ${listed(reversed.map(({ name }) => name))} on ${later.name}, and ${depend}`;
}

/** The resources that depend on the one that should depend on them. */
export function reversedOf<T extends NamedResource>(graph: DependencyGraph, { address }: NamedResource, earlier: readonly T[]): T[] {
  return earlier.filter((one) => graph.dependsOn(one.address, address));
}
