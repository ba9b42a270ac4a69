import type { DeployedStack } from './assembly';

/** One resource of one stack, by `nodeId`. */
export type NodeId = string;

export function nodeId(stack: DeployedStack, logicalId: string): NodeId {
  return `${stack.id}#${logicalId}`;
}

/**
 * What CloudFormation creates before what.
 *
 * A resource comes after what it refers to and what it names in `DependsOn`; all of a stack comes after the stacks it
 * depends on; a nested stack begins after what its own resource refers to, and who refers to it comes after all of it.
 */
export class CreationOrder {
  private readonly after = new Map<NodeId, Set<NodeId>>();
  private readonly ancestors = new Map<NodeId, Set<NodeId>>();

  constructor(stacks: readonly DeployedStack[]) {
    for (const stack of stacks) {
      const end = this.edgesOf(endOf(stack.id));
      const begin = this.edgesOf(beginOf(stack.id));
      end.add(beginOf(stack.id));
      for (const dependency of stack.dependencies) begin.add(endOf(dependency));
      for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
        const node = nodeId(stack, logicalId);
        const needed = [...references(resource.Properties), ...[resource.DependsOn ?? []].flat()].filter((name) => name in stack.template.Resources);
        // The resource of a nested stack exists when everything in it does.
        const isNested = resource.Type === 'AWS::CloudFormation::Stack';
        const first = isNested ? beginOf(`${stack.id}/${logicalId}`) : node;
        if (isNested) this.edgesOf(node).add(endOf(`${stack.id}/${logicalId}`));
        for (const name of needed) this.edgesOf(first).add(nodeId(stack, name));
        this.edgesOf(first).add(beginOf(stack.id));
        end.add(node);
      }
    }
  }

  /** Whether `earlier` exists whenever `later` is created, and still exists when `later` is deleted. */
  public isAfter(later: NodeId, earlier: NodeId): boolean {
    return this.allBefore(later).has(earlier);
  }

  /** Resources that would have to exist before themselves. */
  public findCycle(): NodeId[] | undefined {
    const done = new Set<NodeId>();
    const visit = (node: NodeId, path: NodeId[]): NodeId[] | undefined => {
      const start = path.indexOf(node);
      if (start >= 0) return [...path.slice(start), node];
      if (done.has(node)) return undefined;
      for (const earlier of this.after.get(node) ?? []) {
        const cycle = visit(earlier, [...path, node]);
        if (cycle) return cycle;
      }
      done.add(node);
      return undefined;
    };
    for (const node of this.after.keys()) {
      const cycle = visit(node, []);
      if (cycle) return cycle;
    }
    return undefined;
  }

  private allBefore(node: NodeId): Set<NodeId> {
    const known = this.ancestors.get(node);
    if (known) return known;
    const all = new Set<NodeId>();
    this.ancestors.set(node, all);
    for (const earlier of this.after.get(node) ?? []) {
      all.add(earlier);
      for (const evenEarlier of this.allBefore(earlier)) all.add(evenEarlier);
    }
    return all;
  }

  private edgesOf(node: NodeId): Set<NodeId> {
    const known = this.after.get(node) ?? new Set();
    this.after.set(node, known);
    return known;
  }
}

function beginOf(stackId: string): NodeId {
  return `begin of ${stackId}`;
}

function endOf(stackId: string): NodeId {
  return `end of ${stackId}`;
}

/** The names in `Ref`, `Fn::GetAtt` and `Fn::Sub` anywhere in a value. */
function references(value: any): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries<any>(value).flatMap(([key, argument]) => {
    if (key === 'Ref' && typeof argument === 'string') return [argument];
    if (key === 'Fn::GetAtt') return [Array.isArray(argument) ? argument[0] : String(argument).split('.')[0]];
    if (key === 'Fn::Sub') {
      const [text, values] = typeof argument === 'string' ? [argument, {}] : argument;
      return [...[...text.matchAll(/\$\{([^}!]+)\}/g)].map((match) => match[1].split('.')[0]), ...references(values)];
    }
    return references(argument);
  });
}
