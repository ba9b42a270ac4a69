import type { Picture } from './picture';

/** The parts of a picture without arrows between them. */
export function partsOf(picture: Picture): Picture[] {
  return split(picture, new Groups(picture.edges.map(({ from, to }) => [from, to])));
}

/** The parts of a picture without arrows between them, where a stack is in one part. */
export function blocksOf(picture: Picture): Picture[] {
  const inStacks = picture.nodes.flatMap(({ id, stack }): [string, string][] => stack === undefined ? [] : [[id, `stack ${stack}`]]);
  return split(picture, new Groups([...picture.edges.map(({ from, to }): [string, string] => [from, to]), ...inStacks]));
}

/** Each part has the nodes, edges and stacks of the picture in their order. */
function split(picture: Picture, groups: Groups): Picture[] {
  const parts = new Map<string, { nodes: Picture['nodes'][number][]; edges: Picture['edges'][number][]; stacks: Set<string> }>();
  for (const node of picture.nodes) {
    const part = parts.get(groups.of(node.id)) ?? { nodes: [], edges: [], stacks: new Set<string>() };
    parts.set(groups.of(node.id), part);
    part.nodes.push(node);
    if (node.stack !== undefined) part.stacks.add(node.stack);
  }
  for (const edge of picture.edges) parts.get(groups.of(edge.from))!.edges.push(edge);
  return [...parts.values()].map(({ nodes, edges, stacks }) => ({ ...picture, nodes, edges, stacks: picture.stacks.filter(({ id }) => stacks.has(id)) }));
}

/** Which ids are connected by pairs. */
class Groups {
  private readonly parents = new Map<string, string>();

  public constructor(pairs: readonly (readonly [string, string])[]) {
    for (const [a, b] of pairs) {
      const [one, other] = [this.of(a), this.of(b)];
      if (one !== other) this.parents.set(other, one);
    }
  }

  public of(id: string): string {
    let root = id;
    for (let parent = this.parents.get(root); parent !== undefined; parent = this.parents.get(root)) root = parent;
    for (let at = id; at !== root;) {
      const next = this.parents.get(at)!;
      this.parents.set(at, root);
      at = next;
    }
    return root;
  }
}
