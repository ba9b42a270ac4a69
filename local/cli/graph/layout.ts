import { DagreGraph, Graph, layout, Point } from './dagre';
import { blocksOf, partsOf } from './islands';
import { labelSize, rowMiddle, Size } from './measure';
import { nodeSize } from './node-size';
import type { Picture, PictureEdge, PictureNode, PictureStack, PictureTarget } from './picture';

/** The position of everything in a picture; the upper left corner is 0, 0. */
export interface Layout extends Size {
  readonly frames: readonly Frame[];
  readonly boxes: readonly Box[];
  readonly wires: readonly Wire[];
}

export interface Rectangle extends Size {
  readonly x: number;
  readonly y: number;
}

interface Frame extends Rectangle {
  readonly stack: PictureStack;
}

export interface Box extends Rectangle {
  readonly node: PictureNode;
  /** In the vertical order of their wires. */
  readonly targets: readonly PictureTarget[];
}

export interface Wire {
  readonly edge: PictureEdge;
  /** From box to box: horizontal segments with bends between them. */
  readonly points: readonly Point[];
  readonly label: Rectangle;
}

/** A layout anywhere on the plane. */
type Parts = Pick<Layout, 'frames' | 'boxes' | 'wires'>;

/** Around the drawing. */
const MARGIN = 20;
const FRAME_PADDING = 16;
const FRAME_TITLE = 30;

/** In larger pictures, parts without arrows between them stand beside each other. */
const MOST_TOGETHER = 40;

/** Arranges nodes in columns, from callers on the left to destinations on the right. The layout is deterministic. */
export function layOut(picture: Picture): Layout {
  if (picture.nodes.length <= MOST_TOGETHER) return atOrigin(arrange(picture));
  return atOrigin(packed(blocksOf(picture).map((block) => block.stacks.length > 1 ? arrange(block) : islandsIn(block))));
}

/** The parts of one stack, or of none, in its frame. */
function islandsIn(block: Picture): Parts {
  const { boxes, wires } = packed(partsOf(block).map((part) => arrange({ ...part, stacks: [] })));
  return { frames: framesOf(block, boxes, wires), boxes, wires };
}

function arrange(picture: Picture): Parts {
  const graph = evenColumns(dagreGraph(picture, new Map(picture.nodes.map((node) => [node.id, nodeSize(node)]))), picture);
  const boxes = picture.nodes.map((node) => boxOf(graph, picture, node));
  const boxById = new Map(boxes.map((box) => [box.node.id, box]));
  const columns = columnsOf(graph, picture);
  const places = sidePlaces(graph, picture, boxById);
  const wires = picture.edges.map((edge) => wireOf(graph, edge, boxById, columns, places));
  return { frames: framesOf(picture, boxes, wires), boxes, wires };
}

/** Gives all boxes in a column the same width. The width of a box does not affect its column. */
function evenColumns(graph: DagreGraph, picture: Picture): DagreGraph {
  layout(graph);
  const placed = picture.nodes.map(({ id }) => ({ id, ...graph.node(id) }));
  const widest = new Map<number, number>();
  for (const { x, width } of placed) widest.set(Math.round(x), Math.max(width, widest.get(Math.round(x)) ?? 0));
  const even = dagreGraph(picture, new Map(placed.map(({ id, x, height }) => [id, { width: widest.get(Math.round(x))!, height }])));
  layout(even);
  return even;
}

function dagreGraph({ stacks, nodes, edges }: Picture, sizes: ReadonlyMap<string, Size>): DagreGraph {
  const graph = new Graph({ multigraph: true, compound: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 28, edgesep: 16, ranksep: 44 });
  for (const { id } of stacks) graph.setNode(stackId(id), { width: 0, height: 0 });
  for (const node of nodes) {
    graph.setNode(node.id, { ...sizes.get(node.id)! });
    if (node.stack !== undefined && stacks.length > 0) graph.setParent(node.id, stackId(node.stack));
  }
  for (const edge of edges) graph.setEdge(edge.from, edge.to, { ...labelSize(edge), labelpos: 'c' }, edge.id);
  return graph;
}

/** Prefixed, because a stack and a resource may have the same name. */
function stackId(stack: string): string {
  return `stack ${stack}`;
}

function boxOf(graph: DagreGraph, { edges }: Picture, node: PictureNode): Box {
  const { x, y, width, height } = graph.node(node.id);
  const wireHeight = new Map(edges.filter(({ from }) => from === node.id).map((edge) => [edge.target, graph.edge(edge.from, edge.to, edge.id).y]));
  // Rows without a wire come last.
  const targets = [...node.targets].sort((a, b) => (wireHeight.get(a.id) ?? Infinity) - (wireHeight.get(b.id) ?? Infinity) || 0);
  return { node, targets, x: x - width / 2, y: y - height / 2, width, height };
}

/** The left and right edge of the column at each x: a wire is horizontal where it passes a column. */
type Columns = ReadonlyMap<number, { readonly left: number; readonly right: number }>;

function columnsOf(graph: DagreGraph, { nodes, edges }: Picture): Columns {
  const items = [...nodes.map(({ id }) => graph.node(id)), ...edges.map(({ from, to, id }) => graph.edge(from, to, id))];
  const columns = new Map<number, { left: number; right: number }>();
  for (const { x, width } of items) {
    const column = columns.get(Math.round(x)) ?? { left: x, right: x };
    columns.set(Math.round(x), { left: Math.min(column.left, x - width / 2), right: Math.max(column.right, x + width / 2) });
  }
  return columns;
}

/** Where the wires that start at no row leave and arrive, so that they do not merge. */
type SidePlaces = ReadonlyMap<string, { readonly start: number; readonly end: number }>;

function sidePlaces(graph: DagreGraph, { edges }: Picture, boxes: ReadonlyMap<string, Box>): SidePlaces {
  const heightOf = ({ from, to, id }: PictureEdge) => graph.edge(from, to, id).y;
  const spread = (sideOf: (edge: PictureEdge) => string, own: readonly PictureEdge[]) => {
    const sides = new Map<string, PictureEdge[]>();
    for (const edge of own) sides.set(sideOf(edge), [...sides.get(sideOf(edge)) ?? [], edge]);
    return new Map([...sides].flatMap(([id, side]) => {
      const { y, height } = boxes.get(id)!;
      return [...side].sort((a, b) => heightOf(a) - heightOf(b)).map((edge, index): [string, number] => [edge.id, y + height * (index + 1) / (side.length + 1)]);
    }));
  };
  const starts = spread(({ from }) => from, edges.filter(({ target }) => target === undefined));
  const ends = spread(({ to }) => to, edges);
  return new Map(edges.map(({ id }) => [id, { start: starts.get(id) ?? 0, end: ends.get(id)! }]));
}

function wireOf(graph: DagreGraph, edge: PictureEdge, boxes: ReadonlyMap<string, Box>, columns: Columns, places: SidePlaces): Wire {
  const { points, x, y, width, height } = graph.edge(edge.from, edge.to, edge.id);
  const [from, to] = [boxes.get(edge.from)!, boxes.get(edge.to)!];
  const label = { x: x - width / 2, y: y - height / 2, width, height };
  const inner = points.slice(1, -1).flatMap((point) => {
    const column = columns.get(Math.round(point.x));
    return column ? [{ x: column.left, y: point.y }, { x: column.right, y: point.y }] : [point];
  });
  // Against the direction of the columns, a wire leaves to the left and arrives from the right.
  const backwards = to.x + to.width / 2 < from.x + from.width / 2;
  const ordered = backwards ? inner.map((_, index) => inner[index % 2 === 0 ? index + 1 : index - 1] ?? inner[index]) : inner;
  const row = from.targets.findIndex(({ id }) => id === edge.target);
  const start = { x: backwards ? from.x : from.x + from.width, y: row < 0 ? places.get(edge.id)!.start : from.y + rowMiddle(from.node, row) };
  const end = { x: backwards ? to.x + to.width : to.x, y: places.get(edge.id)!.end };
  return { edge, label, points: from === to ? loop(start, label) : [start, ...ordered, end] };
}

/** The wire of a gateway that is its own target: out of the row and back into it. */
function loop(start: Point, { x, y, width, height }: Rectangle): Point[] {
  const [right, middle] = [x + width, y + height / 2];
  return [start, { x: right, y: start.y }, { x: right, y: middle }, { x: start.x, y: middle }];
}

function framesOf({ stacks }: Picture, boxes: readonly Box[], wires: readonly Wire[]): Frame[] {
  const boxById = new Map(boxes.map((box) => [box.node.id, box]));
  const extents = new Map(stacks.map(({ id }) => [id, around(boxes.filter(({ node }) => node.stack === id))]));
  // A label in the columns of a stack belongs to its frame. If it is in the columns of both ends, the left one wins.
  const frameOf = ({ edge, label }: Wire): string | undefined => {
    const middle = label.x + label.width / 2;
    const ends = [boxById.get(edge.from)!, boxById.get(edge.to)!].sort((a, b) => a.x - b.x);
    return ends.map(({ node }) => node.stack).find((stack) => {
      const extent = stack === undefined ? undefined : extents.get(stack);
      return extent && middle > extent.x && middle < extent.x + extent.width;
    });
  };
  const labels = wires.map((wire) => ({ stack: frameOf(wire), ...wire.label }));
  return stacks.map((stack) => {
    const own = boxes.filter(({ node }) => node.stack === stack.id);
    const { x, y, width, height } = around([...own, ...labels.filter((label) => label.stack === stack.id)]);
    return {
      stack, x: x - FRAME_PADDING, y: y - FRAME_TITLE, width: width + 2 * FRAME_PADDING, height: height + FRAME_TITLE + FRAME_PADDING,
    };
  });
}

export function around(rectangles: readonly Rectangle[]): Rectangle {
  if (rectangles.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const x = Math.min(...rectangles.map((rectangle) => rectangle.x));
  const y = Math.min(...rectangles.map((rectangle) => rectangle.y));
  return {
    x,
    y,
    width: Math.max(...rectangles.map((rectangle) => rectangle.x + rectangle.width)) - x,
    height: Math.max(...rectangles.map((rectangle) => rectangle.y + rectangle.height)) - y,
  };
}

export function contains(outer: Rectangle, inner: Rectangle): boolean {
  return inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height;
}

function atOrigin({ frames, boxes, wires }: Parts): Layout {
  const all = extentOf({ frames, boxes, wires });
  const move = <T extends Point>(point: T): T => ({ ...point, x: Math.round(point.x - all.x + MARGIN), y: Math.round(point.y - all.y + MARGIN) });
  return {
    width: Math.ceil(all.width) + 2 * MARGIN,
    height: Math.ceil(all.height) + 2 * MARGIN,
    frames: frames.map(move),
    boxes: boxes.map(move),
    wires: wires.map((wire) => ({ ...wire, label: move(wire.label), points: wire.points.map(move) })),
  };
}

const BETWEEN_PARTS = 36;
/** Of the whole, as screens have it. */
const WIDTH_TO_HEIGHT = 1.6;

/** Puts parts into rows, in order, so that the whole is about as wide as a screen. */
function packed(parts: readonly Parts[]): Parts {
  const sizes = parts.map(extentOf);
  const area = sizes.reduce((sum, { width, height }) => sum + (width + BETWEEN_PARTS) * (height + BETWEEN_PARTS), 0);
  const wanted = Math.max(...sizes.map(({ width }) => width), Math.sqrt(area * WIDTH_TO_HEIGHT));
  let [left, top, rowHeight] = [0, 0, 0];
  const moved = parts.map((part, index) => {
    const { x, y, width, height } = sizes[index];
    if (left > 0 && left + width > wanted) [left, top, rowHeight] = [0, top + rowHeight + BETWEEN_PARTS, 0];
    const [dx, dy] = [left - x, top - y];
    left += width + BETWEEN_PARTS;
    rowHeight = Math.max(rowHeight, height);
    return movedBy(part, dx, dy);
  });
  return { frames: moved.flatMap(({ frames }) => frames), boxes: moved.flatMap(({ boxes }) => boxes), wires: moved.flatMap(({ wires }) => wires) };
}

function extentOf({ frames, boxes, wires }: Parts): Rectangle {
  const bends = wires.flatMap(({ points }) => points.map((point) => ({ ...point, width: 0, height: 0 })));
  return around([...frames, ...boxes, ...wires.map(({ label }) => label), ...bends]);
}

function movedBy({ frames, boxes, wires }: Parts, dx: number, dy: number): Parts {
  const move = <T extends Point>(point: T): T => ({ ...point, x: point.x + dx, y: point.y + dy });
  return { frames: frames.map(move), boxes: boxes.map(move), wires: wires.map((wire) => ({ ...wire, label: move(wire.label), points: wire.points.map(move) })) };
}
