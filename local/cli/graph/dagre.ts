/** The part of dagre that is used here; dagre ships types for ES modules only. */
export interface DagreGraph {
  setGraph(options: { readonly rankdir: 'LR'; readonly nodesep: number; readonly edgesep: number; readonly ranksep: number }): void;
  setNode(id: string, size: { width: number; height: number }): void;
  setParent(id: string, parent: string): void;
  setEdge(from: string, to: string, label: { width: number; height: number; labelpos: 'c' }, id: string): void;
  node(id: string): Placed;
  edge(from: string, to: string, id: string): Placed & { readonly points: readonly Point[] };
}

/** The center and the size after the layout. */
interface Placed extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Dagre {
  readonly Graph: new (options: { readonly multigraph: true; readonly compound: true }) => DagreGraph;
  readonly layout: (graph: DagreGraph) => void;
}

// eslint-disable-next-line @typescript-eslint/no-require-imports
export const { Graph, layout } = require('@dagrejs/dagre') as Dagre;
