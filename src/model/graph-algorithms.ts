/** The successors of each node of a graph. */
type Adjacency = readonly (readonly number[])[];

/**
 * The groups of nodes that can all reach each other, and single nodes with an edge to themselves. Every cycle is in one of them.
 *
 * Tarjan's algorithm without recursion, so that a long chain of resources cannot exhaust the stack. Groups and members are in
 * ascending order.
 */
export function stronglyConnected(edges: Adjacency, included: (node: number) => boolean = () => true): number[][] {
  const order = new Int32Array(edges.length).fill(-1);
  const low = new Int32Array(edges.length);
  const onStack = new Uint8Array(edges.length);
  const stack: number[] = [];
  const groups: number[][] = [];
  let count = 0;

  const enter = (node: number) => {
    order[node] = low[node] = count++;
    stack.push(node);
    onStack[node] = 1;
    return { node, next: 0 };
  };

  for (let root = 0; root < edges.length; root++) {
    if (order[root] >= 0 || !included(root)) continue;
    const calls = [enter(root)];
    while (calls.length > 0) {
      const call = calls[calls.length - 1];
      if (call.next < edges[call.node].length) {
        const next = edges[call.node][call.next++];
        if (!included(next)) continue;
        if (order[next] < 0) calls.push(enter(next));
        else if (onStack[next]) low[call.node] = Math.min(low[call.node], order[next]);
        continue;
      }
      calls.pop();
      if (calls.length > 0) {
        const parent = calls[calls.length - 1].node;
        low[parent] = Math.min(low[parent], low[call.node]);
      }
      if (low[call.node] < order[call.node]) continue;
      const group = stack.splice(stack.indexOf(call.node));
      for (const member of group) onStack[member] = 0;
      if (group.length > 1 || edges[call.node].includes(call.node)) groups.push(group.sort((a, b) => a - b));
    }
  }
  return groups.sort((a, b) => a[0] - b[0]);
}

/** The maximum number of start nodes; in a larger group, the result may not be the shortest cycle. */
const STARTS = 50;

/** A shortest cycle in a group of nodes that can reach each other, starting at its lowest node. */
export function shortestCycle(edges: Adjacency, group: readonly number[]): number[] {
  const members = new Set(group);
  let best: number[] | undefined;
  for (const start of group.slice(0, STARTS)) {
    const cycle = cycleThrough(edges, members, start);
    if (cycle && (!best || cycle.length < best.length)) best = cycle;
  }
  const cycle = best ?? [];
  const lowest = cycle.indexOf(Math.min(...cycle));
  return [...cycle.slice(lowest), ...cycle.slice(0, lowest)];
}

function cycleThrough(edges: Adjacency, members: ReadonlySet<number>, start: number): number[] | undefined {
  const from = new Map<number, number>();
  const queue = [start];
  for (const node of queue) {
    for (const next of edges[node]) {
      if (next === start) {
        const cycle = [node];
        while (cycle[0] !== start) cycle.unshift(from.get(cycle[0])!);
        return cycle;
      }
      if (!members.has(next) || from.has(next)) continue;
      from.set(next, node);
      queue.push(next);
    }
  }
  return undefined;
}
