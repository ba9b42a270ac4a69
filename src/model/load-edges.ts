import type { OutputOf } from './cross-stack';
import type { Edge, EdgeReason, StackDependency } from './edge';
import { addressOf, Evaluator } from './evaluate';
import { LoadContext } from './load-context';
import { eachReference, Reference } from './references';
import type { Address, StackId } from './source';
import { TemplateResource } from './template';
import { own } from '../json';

interface Edges {
  readonly edges: readonly Edge[];
  readonly stackDependencies: readonly StackDependency[];
}

/** The resources of another stack that a reference resolves to. */
interface Elsewhere {
  readonly stack: StackId;
  readonly resources: readonly Address[];
  readonly reason: 'import' | 'stack-output' | 'nested';
}

/** Collects dependencies from the raw templates. */
export function loadEdges(context: LoadContext): Edges {
  const collector = new EdgeCollector(context);
  for (const [stack, { source, resources }] of context.evaluator.stacks) {
    for (const dependency of source.dependencies ?? []) {
      if (context.evaluator.stacks.has(dependency)) collector.stackDependency({ from: stack, to: dependency, reason: 'assembly' });
    }
    for (const [logicalId, resource] of resources) collector.resource(stack, logicalId, resource);
  }
  return collector.result();
}

class EdgeCollector {
  private readonly edges = new Map<string, Edge>();
  private readonly stackDependencies = new Map<string, StackDependency>();
  private readonly behind = new Map<string, readonly Address[]>();
  private readonly evaluator: Evaluator;

  public constructor(private readonly context: LoadContext) {
    this.evaluator = context.evaluator;
  }

  public result(): Edges {
    return { edges: [...this.edges.values()], stackDependencies: [...this.stackDependencies.values()] };
  }

  public stackDependency(dependency: StackDependency): void {
    const key = `${dependency.from}\n${dependency.to}\n${dependency.reason}`;
    if (dependency.from !== dependency.to && !this.stackDependencies.has(key)) this.stackDependencies.set(key, dependency);
  }

  public resource(stack: StackId, logicalId: string, resource: TemplateResource): void {
    const from = addressOf(stack, logicalId);
    if (this.context.resources[from].exists === 'no') return;
    for (const name of [resource.DependsOn ?? []].flat()) {
      if (typeof name === 'string') this.edge(from, addressOf(stack, name), 'depends-on', 'DependsOn');
    }
    // Intrinsic functions in metadata and update policies also create dependencies.
    const { DependsOn: _1, Type: _2, ...rest } = resource;
    eachReference(rest, (condition) => this.evaluator.condition(stack, condition), (reference) => this.follow(stack, from, reference));
  }

  private follow(stack: StackId, from: Address, reference: Reference): void {
    const { name, path, conditional } = reference;
    if (name !== undefined && this.isResource(stack, name)) {
      this.edge(from, addressOf(stack, name), conditional ? 'condition' : reference.reason, path);
    }
    const elsewhere = this.elsewhere(stack, reference);
    if (!elsewhere) return;
    for (const to of elsewhere.resources) this.edge(from, to, conditional ? 'condition' : elsewhere.reason, path);
    if (elsewhere.reason !== 'nested') {
      const because = { resource: from, path };
      this.stackDependency({ from: this.outermost(stack), to: this.outermost(elsewhere.stack), reason: elsewhere.reason, because });
    }
  }

  private elsewhere(stack: StackId, reference: Reference): Elsewhere | undefined {
    const { reason, name, attribute, argument } = reference;
    if (reason === 'import' || reason === 'stack-output') {
      const output = reason === 'import' ? this.evaluator.crossStack.exporter(stack, argument) : this.evaluator.crossStack.stackOutput(stack, argument);
      return output && { stack: output.stack, resources: this.behindOutput(output), reason };
    }
    if (name === undefined) return undefined;
    const written = this.evaluator.crossStack.crossRegionExport(stack, name, attribute);
    if (written) return { stack: written.stack, resources: this.behindValue(written.stack, written.value), reason: 'stack-output' };
    const child = this.evaluator.nestedStack(stack, name);
    if (child !== undefined && typeof attribute === 'string' && attribute.startsWith('Outputs.')) {
      return { stack: child, resources: this.behindOutput({ stack: child, output: attribute.slice('Outputs.'.length) }), reason: 'nested' };
    }
    const isParameter = attribute === undefined && !this.isResource(stack, name);
    const passed = isParameter ? this.evaluator.parentExpression(stack, name) : undefined;
    return passed && { stack: passed.stack, resources: this.behindValue(passed.stack, passed.value), reason: 'nested' };
  }

  private behindOutput({ stack, output }: OutputOf): readonly Address[] {
    const key = `${stack}\n${output}`;
    const before = this.behind.get(key);
    if (before) return before;
    this.behind.set(key, []);
    const addresses = this.behindValue(stack, own(own(this.evaluator.stacks.get(stack)?.source.template.Outputs, output), 'Value'));
    this.behind.set(key, addresses);
    return addresses;
  }

  /** The resources that a value references, in its stack or through other stacks. */
  private behindValue(stack: StackId, value: unknown): readonly Address[] {
    const found = new Set<Address>();
    eachReference(value, (condition) => this.evaluator.condition(stack, condition), (reference) => {
      if (reference.name !== undefined && this.isResource(stack, reference.name)) found.add(addressOf(stack, reference.name));
      for (const address of this.elsewhere(stack, reference)?.resources ?? []) found.add(address);
    });
    return [...found];
  }

  private isResource(stack: StackId, name: string): boolean {
    return this.evaluator.stacks.get(stack)?.resources.has(name) ?? false;
  }

  private outermost(stack: StackId): StackId {
    const parent = this.evaluator.stacks.get(stack)?.source.nestedIn;
    return parent ? this.outermost(parent.stack) : stack;
  }

  /** One edge for each reason, with the first path. */
  private edge(from: Address, to: Address, reason: EdgeReason, path: string): void {
    const target = Object.hasOwn(this.context.resources, to) ? this.context.resources[to] : undefined;
    if (!target || target.exists === 'no') return;
    const key = `${from}\n${to}\n${reason}`;
    if (!this.edges.has(key)) this.edges.set(key, { from, to, reason, path });
  }
}
