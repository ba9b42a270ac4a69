import type { StackId } from './source';
import type { StackContext } from './stack-context';
import { Resolved, textOf } from './value';
import { entriesOf, own } from '../json';

/** An output of a stack. */
export interface OutputOf {
  readonly stack: StackId;
  readonly output: string;
}

/** An expression and the stack whose template contains it. */
export interface ValueIn {
  readonly stack: StackId;
  readonly value: unknown;
}

/** The custom resources that pass values to stacks in other regions. */
const CROSS_REGION_WRITER = 'Custom::CrossRegionExportWriter';
const CROSS_REGION_READER = 'Custom::CrossRegionExportReader';

/** Resolves references between stacks. */
export class CrossStack {
  private exportsByName?: Map<string, OutputOf[]>;
  private crossRegionExports?: Map<string, ValueIn>;

  public constructor(
    private readonly stacks: ReadonlyMap<StackId, StackContext>,
    private readonly resolve: (stack: StackId, value: unknown) => Resolved | undefined,
  ) {}

  /** The output that `Fn::ImportValue` references, if exactly one loaded stack exports it. */
  public exporter(consumer: StackId, argument: unknown): OutputOf | undefined {
    const name = textOf(this.resolve(consumer, argument));
    const candidates = name ? this.exports().get(name.text) ?? [] : [];
    return only(candidates.filter(({ stack }) => this.mayShareEnvironment(consumer, stack)));
  }

  /** The output that `Fn::GetStackOutput` references, if its stack is loaded. */
  public stackOutput(consumer: StackId, argument: unknown): OutputOf | undefined {
    const stackName = textOf(this.resolve(consumer, own(argument, 'StackName')))?.text;
    const output = textOf(this.resolve(consumer, own(argument, 'OutputName')))?.text;
    const region = textOf(this.resolve(consumer, own(argument, 'Region')));
    if (stackName === undefined || output === undefined) return undefined;
    const candidates = [...this.stacks.values()].filter(({ source, region: theirs }) => {
      if (this.resolve(source.id, { Ref: 'AWS::StackName' }) !== stackName) return false;
      return region?.known ? mayEqual(theirs, region.text) : this.mayShareRegion(consumer, source.id);
    });
    const stack = only(candidates)?.source.id;
    return stack === undefined ? undefined : { stack, output };
  }

  /** The value that another stack wrote for a reader of cross-region values. */
  public crossRegionExport(stack: StackId, logicalId: string, attribute: unknown): ValueIn | undefined {
    if (this.stacks.get(stack)?.resources.get(logicalId)?.Type !== CROSS_REGION_READER || typeof attribute !== 'string') return undefined;
    this.crossRegionExports ??= new Map([...this.stacks].flatMap(([id, { resources }]) => [...resources.values()].flatMap((resource) => {
      if (resource.Type !== CROSS_REGION_WRITER) return [];
      return entriesOf(own(own(resource.Properties, 'WriterProps'), 'exports')).map(([name, value]) => [name, { stack: id, value }] as const);
    })));
    return this.crossRegionExports.get(attribute);
  }

  private exports(): Map<string, OutputOf[]> {
    if (this.exportsByName) return this.exportsByName;
    const byName = this.exportsByName = new Map<string, OutputOf[]>();
    for (const [stack, { source }] of this.stacks) {
      for (const [output, definition] of entriesOf(source.template.Outputs)) {
        const name = textOf(this.resolve(stack, own(own(definition, 'Export'), 'Name')))?.text;
        if (name !== undefined) byName.set(name, [...byName.get(name) ?? [], { stack, output }]);
      }
    }
    return byName;
  }

  /** Export names are unique in an account and region. */
  private mayShareEnvironment(a: StackId, b: StackId): boolean {
    return this.mayShareRegion(a, b) && mayEqual(this.stacks.get(a)?.account, this.stacks.get(b)?.account);
  }

  private mayShareRegion(a: StackId, b: StackId): boolean {
    return mayEqual(this.stacks.get(a)?.region, this.stacks.get(b)?.region);
  }
}

function mayEqual(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

