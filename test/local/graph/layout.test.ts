import * as fc from 'fast-check';
import { newEdge, newNode, newPicture, newTarget } from './pictures';
import type { Point } from '../../../local/cli/graph/dagre';
import { around, contains, layOut, Layout, Rectangle } from '../../../local/cli/graph/layout';
import type { Picture, PictureEdge } from '../../../local/cli/graph/picture';

const STACKS = ['A', 'B', 'C'].map((id) => ({ id, title: `Stack ${id}` }));
const LABELS = [["gateway's role"], ['API key PetStoreKey', 'in query api_key'], ['AWS IAM']];

/** Gateways that call gateways and functions, agents that call gateways, in up to three stacks. */
const picturesWhere = (gatewaysCall: 'each other' | 'later ones'): fc.Arbitrary<Picture> => fc.record({
  gateways: fc.array(fc.record({
    stack: fc.integer({ min: 0, max: 3 }),
    features: fc.integer({ min: 0, max: 2 }),
    targets: fc.array(fc.record({ to: fc.nat(14), label: fc.nat(2) }), { maxLength: 6 }),
  }), { minLength: 1, maxLength: 5 }),
  functions: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 10 }),
  agents: fc.array(fc.record({ stack: fc.integer({ min: 0, max: 3 }), calls: fc.uniqueArray(fc.nat(4), { maxLength: 3 }) }), { maxLength: 4 }),
}).map(({ gateways, functions, agents }) => {
  const inStack = (index: number) => index < STACKS.length ? { stack: STACKS[index].id } : {};
  const all = [...gateways.map((_, index) => `Gateway${index}`), ...functions.map((_, index) => `Function number ${index}`)];
  const callableFrom = (gateway: number) => gatewaysCall === 'each other' ? all : all.slice(gateway + 1);
  const nodes = [
    ...gateways.map(({ stack, features, targets }, index) => newNode(`Gateway${index}`, {
      kind: 'gateway',
      ...inStack(stack),
      features: ['Policy engine: enforced, 3 policies', 'semantic search'].slice(0, features),
      targets: targets.map((_, at) => newTarget(`target-${index}-${at}`)),
    })),
    ...functions.map((stack, index) => newNode(`Function number ${index}`, inStack(stack))),
    ...agents.map(({ stack }, index) => newNode(`Agent ${index}`, { kind: 'agent', ...inStack(stack) })),
  ];
  const edges: PictureEdge[] = [
    ...gateways.flatMap(({ targets }, index) => targets.map(({ to, label }, at) => {
      const callable = callableFrom(index);
      return newEdge(`Gateway${index}`, callable[to % callable.length], { target: `target-${index}-${at}`, label: LABELS[label] });
    })),
    ...agents.flatMap(({ calls }, index) => [...new Set(calls.map((call) => `Gateway${call % gateways.length}`))].map((to) => newEdge(`Agent ${index}`, to))),
  ];
  return newPicture(nodes, edges, { stacks: STACKS.filter(({ id }) => nodes.some(({ stack }) => stack === id)) });
});

const pictures = picturesWhere('each other');

test('boxes, labels and frames do not overlap, even with gateways that call each other', () => {
  fc.assert(fc.property(pictures, (picture) => {
    expect(overlaps(layOut(picture))).toEqual([]);
  }), { numRuns: 40, seed: 7 });
});

test('no wire crosses a box or the label of another wire, unless gateways call each other', () => {
  fc.assert(fc.property(picturesWhere('later ones'), (picture) => {
    expect(crossings(layOut(picture))).toEqual([]);
  }), { numRuns: 40, seed: 7 });
});

test('everything is inside the picture, and the boxes of a stack are inside its frame', () => {
  fc.assert(fc.property(pictures, (picture) => {
    const layout = layOut(picture);
    const ofWires = layout.wires.flatMap(({ label, points }) => [label, ...points.map(asRectangle)]);
    const all = around([...layout.frames, ...layout.boxes, ...ofWires]);
    expect(all.x).toBeGreaterThanOrEqual(0);
    expect(all.y).toBeGreaterThanOrEqual(0);
    expect(all.x + all.width).toBeLessThanOrEqual(layout.width);
    expect(all.y + all.height).toBeLessThanOrEqual(layout.height);
    for (const box of layout.boxes.filter(({ node }) => node.stack !== undefined)) {
      expect(contains(layout.frames.find(({ stack }) => stack.id === box.node.stack)!, box)).toBe(true);
    }
  }), { numRuns: 20, seed: 8 });
});

test('the layout is deterministic', () => {
  fc.assert(fc.property(pictures, (picture) => {
    expect(layOut(structuredClone(picture))).toEqual(layOut(picture));
  }), { numRuns: 10, seed: 9 });
});

test('callers are to the left of what they call', () => {
  const { boxes } = layOut(newPicture([newNode('Function'), newNode('Gateway', { kind: 'gateway', targets: [newTarget('t')] }), newNode('Agent')], [newEdge('Agent', 'Gateway'), newEdge('Gateway', 'Function', { target: 't' })]));
  const at = Object.fromEntries(boxes.map(({ node, x }) => [node.id, x]));
  expect(at.Agent).toBeLessThan(at.Gateway);
  expect(at.Gateway).toBeLessThan(at.Function);
});

test('targets are in the order of their destinations, so that their wires do not cross', () => {
  const { boxes, wires } = layOut(newPicture(
    [newNode('Gateway', { kind: 'gateway', targets: ['a', 'b', 'c', 'd'].map((id) => newTarget(id)) }), ...['1', '2', '3', '4'].map((id) => newNode(id))],
    [newEdge('Gateway', '4', { target: 'a' }), newEdge('Gateway', '3', { target: 'b' }), newEdge('Gateway', '1', { target: 'c' }), newEdge('Gateway', '2', { target: 'd' })],
  ));
  const heights = boxes[0].targets.map(({ id }) => wires.find(({ edge }) => edge.target === id)!.label.y);
  expect(heights).toEqual([...heights].sort((a, b) => a - b));
});

test('a gateway may be its own target', () => {
  const layout = layOut(newPicture([newNode('Gateway', { kind: 'gateway', targets: [newTarget('self')] })], [newEdge('Gateway', 'Gateway', { target: 'self' })]));
  expect(overlaps(layout)).toEqual([]);
});

test('a picture may be empty', () => {
  expect(layOut(newPicture([], []))).toMatchObject({ frames: [], boxes: [], wires: [] });
});

function overlaps({ boxes, wires, frames }: Layout): string[] {
  const solid = [...named(boxes), ...labelsOf(wires)];
  const titles = frames.map(({ stack, x, y }) => ({ name: `title of ${stack.id}`, x: x + 14, y: y + 6, width: 80, height: 18 }));
  return [
    ...pairs(solid),
    ...pairs(frames.map(({ stack, ...frame }) => ({ name: stack.id, ...frame }))),
    ...titles.flatMap((title) => solid.filter((other) => overlap(title, other)).map(({ name }) => `${title.name} × ${name}`)),
    ...boxes.flatMap((box) => frames.filter((frame) => frame.stack.id !== box.node.stack && overlap(frame, box)).map(({ stack }) => `${box.node.id} × ${stack.id}`)),
  ];
}

function crossings({ boxes, wires }: Layout): string[] {
  return wires.flatMap(({ edge, points }) => {
    const otherBoxes = boxes.filter(({ node }) => node.id !== edge.from && node.id !== edge.to);
    const others = [...named(otherBoxes), ...labelsOf(wires.filter((other) => other.edge !== edge))];
    return others.filter((other) => crosses(points, other)).map(({ name }) => `wire ${edge.id} × ${name}`);
  });
}

function named(boxes: Layout['boxes']) {
  return boxes.map(({ node, ...box }) => ({ name: node.id, ...box }));
}

function labelsOf(wires: Layout['wires']) {
  return wires.map(({ edge, label }) => ({ name: `label of ${edge.id}`, ...label }));
}

function pairs(things: readonly (Rectangle & { readonly name: string })[]): string[] {
  return things.flatMap((one, index) => things.slice(index + 1).filter((other) => overlap(one, other)).map(({ name }) => `${one.name} × ${name}`));
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Whether the curve through the points enters a rectangle. */
function crosses(points: readonly Point[], { x, y, width, height }: Rectangle): boolean {
  return points.slice(1).some((to, index) => {
    const from = points[index];
    const middle = (from.x + to.x) / 2;
    return Array.from({ length: 21 }, (_, step) => step / 20).some((t) => {
      const u = 1 - t;
      const at = {
        x: u ** 3 * from.x + 3 * u * t * middle + t ** 3 * to.x,
        y: (u ** 3 + 3 * u * u * t) * from.y + (3 * u * t * t + t ** 3) * to.y,
      };
      return at.x > x + 1 && at.x < x + width - 1 && at.y > y + 1 && at.y < y + height - 1;
    });
  });
}

function asRectangle(point: Point): Rectangle {
  return { ...point, width: 0, height: 0 };
}
