import { NestedStack, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { constructsReferredTo } from './references';
import { apiMessage } from '../findings/api-message';
import { GatewayError } from '../synthesis/gateway-error';

const STACK_ORDER = Symbol.for('cdk-agentcore-gateway.StackOrder');

/** A part of a construct that can have its own dependencies: the targets of one gateway, or the policy of a role. */
export interface Part {
  readonly in: IConstruct;
  /** Identifies the part in its construct. */
  readonly part: string;
}

export type Ordered = IConstruct | Part;

/** The reason of a grant in the default policy of a caller. */
export const CALLS = 'calls, so it must be deployed after,';

/** A dependency between two constructs, and its reason. */
export interface StackDependency {
  /** Deployed later: if the stacks differ, its stack depends on the other stack. */
  readonly later: Ordered;
  readonly earlier: Ordered;
  /** The text between the two in messages: for example "contains a target of". */
  readonly because: string;
}

/** What CloudFormation deploys as a whole: a stack, or a resource in the parent stack of a nested stack. */
interface Unit {
  readonly key: string;
  readonly construct: IConstruct;
}

interface Edge extends StackDependency {
  readonly from: Unit;
  readonly to: Unit;
}

/**
 * The dependencies between stacks that the library adds. A circular dependency is reported at the call that causes it, with all constructs
 * that are part of it, and what to move.
 *
 * The CDK reports a circular dependency only at the end of synthesis, by stack names and logical IDs, and not at all with a nested stack.
 */
export class StackOrder {
  public static of(scope: IConstruct): StackOrder {
    const stage = Stage.of(scope) as unknown as { [STACK_ORDER]?: StackOrder };
    return (stage[STACK_ORDER] ??= new StackOrder());
  }

  private readonly edges = new Map<string, Map<string, Edge>>();

  private constructor() {}

  /**
   * Records that `later` must be deployed after `earlier`.
   *
   * @throws GatewayError `stage-crossed` for constructs in different stages, `order-cycle` for a circular dependency.
   */
  public require(...dependencies: StackDependency[]): void {
    const added: Edge[] = [];
    try {
      for (const dependency of dependencies) {
        const edge = this.check(dependency);
        if (edge && this.add(edge)) added.push(edge);
      }
    } catch (error) {
      for (const edge of added) this.edges.get(edge.from.key)!.delete(edge.to.key);
      throw error;
    }
  }

  /** Records that `later` must be deployed after everything that `value` refers to; throws like `require`. */
  public requireReferences(later: Ordered, value: unknown, because = 'refers to'): void {
    this.require(...constructsReferredTo(constructOf(later), value).map((earlier) => ({ later, earlier, because })));
  }

  /** Whether `later` can be deployed after all of `earlier` without a circular dependency. */
  public allows(later: Ordered, earlier: readonly IConstruct[]): boolean {
    return earlier.every((construct) => {
      const [from, to] = units(later, construct);
      return from.key === to.key || this.path(to, from) === undefined;
    });
  }

  /** Whether `later` is in the stack of `earlier`, or in one that depends on it already. */
  public follows(later: Ordered, earlier: IConstruct): boolean {
    if (Stack.of(constructOf(later)) === Stack.of(earlier)) return true;
    const [from, to] = units(later, earlier);
    return this.path(from, to) !== undefined;
  }

  private check(dependency: StackDependency): Edge | undefined {
    const { later, earlier, because } = dependency;
    const [laterConstruct, earlierConstruct] = [constructOf(later), constructOf(earlier)];
    if (Stage.of(laterConstruct) !== Stage.of(earlierConstruct)) {
      throw new GatewayError('stage-crossed', laterConstruct,
        `${laterConstruct.node.path} ${because} ${earlierConstruct.node.path}, but they are in different stages, which are deployed separately`,
        'create both in one stage, or import the other by its attributes');
    }
    const [from, to] = units(later, earlier);
    if (from.key === to.key) return undefined;
    const edge = { ...dependency, from, to };
    const back = this.path(to, from);
    if (back) throw cycleError(edge, back);
    return edge;
  }

  private add(edge: Edge): boolean {
    const known = this.edges.get(edge.from.key) ?? new Map<string, Edge>();
    this.edges.set(edge.from.key, known);
    if (known.has(edge.to.key)) return false;
    known.set(edge.to.key, edge);
    return true;
  }

  /** The chain of dependencies between two units, including those between stacks that the user added. */
  private path(from: Unit, to: Unit, seen = new Set<string>()): Edge[] | undefined {
    if (from.key === to.key) return [];
    seen.add(from.key);
    for (const edge of [...declared(from), ...this.edges.get(from.key)?.values() ?? []]) {
      if (seen.has(edge.to.key)) continue;
      const rest = this.path(edge.to, to, seen);
      if (rest) return [edge, ...rest];
    }
    return undefined;
  }
}

function isPart(ordered: Ordered): ordered is Part {
  return 'part' in ordered;
}

function constructOf(ordered: Ordered): IConstruct {
  return isPart(ordered) ? ordered.in : ordered;
}

/**
 * The two units that CloudFormation orders: the outermost stacks that contain only one of the two constructs. In a stack that contains both,
 * each resource and each nested stack is a unit.
 */
function units(later: Ordered, earlier: Ordered): [Unit, Unit] {
  const a = ancestry(Stack.of(constructOf(later)));
  const b = ancestry(Stack.of(constructOf(earlier)));
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1;
  return [unit(a[shared], later), unit(b[shared], earlier)];
}

function unit(stack: Stack | undefined, ordered: Ordered): Unit {
  const construct = stack ?? constructOf(ordered);
  return { construct, key: stack === undefined && isPart(ordered) ? `${construct.node.path}#${ordered.part}` : construct.node.path };
}

/** From the top-level stack down to the stack itself. */
function ancestry(stack: Stack): Stack[] {
  const parent = NestedStack.isNestedStack(stack) ? stack.nestedStackParent : undefined;
  return parent ? [...ancestry(parent), stack] : [stack];
}

function declared(from: Unit): Edge[] {
  const { construct } = from;
  if (!Stack.isStack(construct)) return [];
  return construct.dependencies.map((dependency) => ({
    from, to: unit(dependency, dependency), later: construct, earlier: dependency, because: 'depends on',
  }));
}

function cycleError(edge: Edge, back: readonly Edge[]): GatewayError {
  const steps = [edge, ...back].map((e) =>
    `  ${e.from.construct.node.path} after ${e.to.construct.node.path}: ${constructOf(e.later).node.path} ${e.because} ${constructOf(e.earlier).node.path}`);
  const edges = [edge, ...back];
  const what = edges.every(({ from }) => Stack.isStack(from.construct)) ? 'circular dependency between stacks' : 'circular dependency';
  const move = 'move one of the constructs into another stack';
  const others = [
    ...edges.some(({ because }) => because.includes('target')) ? [apiMessage`create the target in another stack with the \`scope\` option`] : [],
    ...edges.some(({ because }) => because === CALLS) ? ['grant the call after the other calls, so that its permission is a policy in the other stack'] : [],
  ];
  const fix = [move, ...others].join(', or ');
  return new GatewayError('order-cycle', constructOf(edge.later), what, fix, steps);
}
