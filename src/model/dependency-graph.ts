import type { Edge } from './edge';
import type { GatewayModel } from './gateway-model';
import { shortestCycle, stronglyConnected } from './graph-algorithms';
import type { Address, StackId } from './source';

/** One step of a cycle: a reference, or a dependency between stacks. */
export type CycleStep = Edge | { readonly from: Address | StackId; readonly to: Address | StackId; readonly reason: 'stack'; readonly path?: string };

/** Each step begins where the previous step ends, and the last step ends where the first step begins. */
export interface Cycle {
  readonly steps: readonly CycleStep[];
  /** All resources or stacks that depend on each other. */
  readonly members: readonly (Address | StackId)[];
}

type GraphSource = Pick<GatewayModel, 'resources' | 'stacks' | 'edges' | 'stackDependencies'>;

const graphs = new WeakMap<object, DependencyGraph>();

/** The cached graph of a model. */
export function graphOf(model: GraphSource): DependencyGraph {
  const known = graphs.get(model);
  if (known) return known;
  const graph = new DependencyGraph(model);
  graphs.set(model, graph);
  return graph;
}

/** The number of cached dependency sets. Few are enough, because successive queries are about the same resources. */
const REMEMBERED = 64;

/**
 * The creation order of the resources of all stacks.
 *
 * Besides a node for each resource, the graph has two nodes for each stack: every resource of the stack depends on its beginning, and its end
 * depends on every resource. A dependency on a whole stack is then a single edge. The end of a nested stack is the resource that creates it.
 */
export class DependencyGraph {
  private readonly names: (Address | StackId)[] = [];
  private readonly indexes = new Map<Address, number>();
  private readonly resourceCount: number;
  /** The nodes that each node depends on, resource edges first. */
  private readonly after: number[][] = [];
  private readonly edgesFrom = new Map<Address, Edge[]>();
  private readonly reachable = new Map<number, Uint32Array>();
  private readonly begins = new Map<StackId, number>();
  private readonly ends = new Map<StackId, number>();
  private readonly topLevel = new Set<number>();

  public constructor(private readonly source: GraphSource) {
    for (const { address, exists } of Object.values(source.resources)) {
      if (exists !== 'no') this.indexes.set(address, this.node(address));
    }
    this.resourceCount = this.names.length;
    this.addEdges();
    this.addStacks();
  }

  /** Whether `later` depends on `earlier`, directly or indirectly. A resource depends on itself only in a cycle. */
  public dependsOn(later: Address, earlier: Address): boolean {
    const [from, to] = [this.indexes.get(later), this.indexes.get(earlier)];
    if (from === undefined || to === undefined) return false;
    return hasBit(this.reachableFrom(from), to);
  }

  /** All resources that this resource depends on, directly or indirectly. */
  public dependenciesOf(address: Address): Address[] {
    const index = this.indexes.get(address);
    if (index === undefined) return [];
    const reached = this.reachableFrom(index);
    return this.names.slice(0, this.resourceCount).filter((_, node) => hasBit(reached, node));
  }

  /** The references of a resource. */
  public edgesOf(address: Address): readonly Edge[] {
    return this.edgesFrom.get(address) ?? [];
  }

  /**
   * The resources in waves: each resource depends only on earlier waves, so the resources of a wave can be created in any order.
   *
   * A wave is in template order. No wave contains a resource that is in a cycle or depends on one.
   */
  public creationOrder(): Address[][] {
    const waves: Address[][] = [];
    const wave = this.levels();
    for (let node = 0; node < this.resourceCount; node++) {
      if (wave[node] > 0) (waves[wave[node] - 1] ??= []).push(this.names[node]);
    }
    return waves;
  }

  /** A shortest cycle for each circular dependency of resources, and of stacks. */
  public cycles(): Cycle[] {
    const ofResources = stronglyConnected(this.after, (node) => !this.topLevel.has(node)).map((group) => this.cycleIn(group));
    const explained = ofResources.map(({ members }) => new Set(members.map((member) => this.stackOf(member))));
    const ofStacks = this.stackCycles().filter(({ members }) => !explained.some((stacks) => members.every((stack) => stacks.has(stack))));
    return [...ofResources, ...ofStacks];
  }

  private node(name: Address | StackId): number {
    this.after.push([]);
    return this.names.push(name) - 1;
  }

  private addEdges(): void {
    for (const edge of this.source.edges) {
      const [from, to] = [this.indexes.get(edge.from), this.indexes.get(edge.to)];
      if (from === undefined || to === undefined) continue;
      this.after[from].push(to);
      push(this.edgesFrom, edge.from, edge);
    }
  }

  private addStacks(): void {
    for (const { id, nestedIn } of this.source.stacks) {
      const creator = nestedIn === undefined ? undefined : this.indexes.get(nestedIn);
      const begin = this.node(id);
      const end = creator ?? this.node(id);
      this.begins.set(id, begin);
      this.ends.set(id, end);
      // A nested stack begins after the dependencies of the resource that creates it.
      if (creator !== undefined) this.after[begin].push(...this.after[creator]);
      else this.topLevel.add(begin).add(end);
    }
    for (const { address, stack } of Object.values(this.source.resources)) {
      const node = this.indexes.get(address);
      const [begin, end] = [this.begins.get(stack), this.ends.get(stack)];
      if (node === undefined || begin === undefined || end === undefined) continue;
      this.after[node].push(begin);
      this.after[end].push(node);
    }
    for (const { id, nestedIn } of this.source.stacks) {
      const parent = nestedIn === undefined ? undefined : this.begins.get(this.source.resources[nestedIn]?.stack);
      if (parent !== undefined) this.after[this.begins.get(id)!].push(parent);
    }
    for (const { from, to } of this.source.stackDependencies) {
      const [begin, end] = [this.begins.get(from), this.ends.get(to)];
      if (begin !== undefined && end !== undefined) this.after[begin].push(end);
    }
  }

  private stackOf(name: Address | StackId): StackId {
    const stack = Object.hasOwn(this.source.resources, name) ? this.source.resources[name].stack : name;
    const nestedIn = this.source.stacks.find(({ id }) => id === stack)?.nestedIn;
    return nestedIn === undefined ? stack : this.stackOf(nestedIn);
  }

  private reachableFrom(start: number): Uint32Array {
    const known = this.reachable.get(start);
    if (known) return known;
    const reached = new Uint32Array(Math.ceil(this.after.length / 32));
    const open = [...this.after[start]];
    while (open.length > 0) {
      const node = open.pop()!;
      if (hasBit(reached, node)) continue;
      setBit(reached, node);
      for (const next of this.after[node]) open.push(next);
    }
    if (this.reachable.size >= REMEMBERED) this.reachable.delete(this.reachable.keys().next().value!);
    this.reachable.set(start, reached);
    return reached;
  }

  /** The wave of each node, counted from 1 for resources; -1 for nodes that are in a cycle or depend on one. */
  private levels(): Int32Array {
    const waiting = new Int32Array(this.after.length);
    const before: number[][] = this.after.map(() => []);
    this.after.forEach((nodes, from) => nodes.forEach((to) => {
      waiting[from]++;
      before[to].push(from);
    }));
    const level = new Int32Array(this.after.length);
    const ready = this.after.flatMap((_, node) => waiting[node] === 0 ? [node] : []);
    const done = new Int32Array(this.after.length).fill(-1);
    for (let at = 0; at < ready.length; at++) {
      const node = ready[at];
      // Only resources start a new wave; the begin and end nodes of stacks do not.
      done[node] = node < this.resourceCount ? level[node] + 1 : level[node];
      for (const next of before[node]) {
        level[next] = Math.max(level[next], done[node]);
        if (--waiting[next] === 0) ready.push(next);
      }
    }
    return done;
  }

  private cycleIn(group: readonly number[]): Cycle {
    const nodes = shortestCycle(this.after, group);
    const resources = group.filter((node) => node < this.resourceCount).sort((a, b) => a - b).map((node) => this.names[node]);
    const onCycle = nodes.filter((node) => node < this.resourceCount);
    const steps = onCycle.map((from, index) => this.step(this.names[from], this.names[onCycle[(index + 1) % onCycle.length]]));
    return { steps, members: resources };
  }

  private step(from: Address, to: Address): CycleStep {
    const edge = this.edgesOf(from).find((candidate) => candidate.to === to);
    return edge ?? { from, to, reason: 'stack' };
  }

  private stackCycles(): Cycle[] {
    const stacks = this.source.stacks.filter(({ nestedIn }) => nestedIn === undefined).map(({ id }) => id);
    const index = new Map(stacks.map((id, at) => [id, at]));
    const after: number[][] = stacks.map(() => []);
    for (const { from, to } of this.source.stackDependencies) {
      const [later, earlier] = [index.get(from), index.get(to)];
      if (later !== undefined && earlier !== undefined) after[later].push(earlier);
    }
    return stronglyConnected(after).map((group) => {
      const cycle = shortestCycle(after, group).map((node) => stacks[node]);
      const steps = cycle.map((from, at): CycleStep => {
        const to = cycle[(at + 1) % cycle.length];
        const because = this.source.stackDependencies.find((dependency) => {
          return dependency.from === from && dependency.to === to && dependency.because;
        })?.because;
        return because ? { from, to, reason: 'stack', path: `${because.resource} ${because.path}` } : { from, to, reason: 'stack' };
      });
      return { steps, members: group.map((node) => stacks[node]) };
    });
  }
}

function push<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

/* eslint-disable no-bitwise -- one bit a node keeps the sets small */
function hasBit(bits: Uint32Array, index: number): boolean {
  return (bits[index >>> 5] & (1 << (index & 31))) !== 0;
}

function setBit(bits: Uint32Array, index: number): void {
  bits[index >>> 5] |= 1 << (index & 31);
}
/* eslint-enable no-bitwise */
