import { addressOf, Evaluator } from './evaluate';
import { expandLoops } from './for-each';
import type { Gap, Link, Located, Resource } from './gateway-model';
import { parameterValue } from './parameters';
import type { Address, Source, StackSource } from './source';
import { addressesIn, Symbols } from './symbols';
import { resourcesOf, TemplateResource } from './template';
import { Certainty, isRecord, property, Resolved, ResolvedRecord, textOf } from './value';
import { entriesOf, own, tableOf } from '../json';

/** The shared state of the loaders. */
export class LoadContext {
  public readonly evaluator: Evaluator;
  public readonly resources: Readonly<Record<Address, Resource>>;
  public readonly gaps: Gap[] = [];
  private readonly byType = new Map<string, Resource[]>();

  public readonly source: Source;

  public constructor(written: Source) {
    const source = { ...written, stacks: written.stacks.map((stack) => ({ ...stack, template: expandLoops(stack.template, (list) => itemsIn(list, stack, written)) })) };
    this.source = source;
    this.evaluator = new Evaluator(source, new Symbols());
    const resources = source.stacks.flatMap((stack) => resourcesOf(stack.template).map(([id, resource]) => this.resource(stack, id, resource)));
    this.resources = tableOf(resources.map((resource) => [resource.address, resource]));
    for (const resource of resources) {
      if (resource.exists === 'no') continue;
      const sameType = this.byType.get(resource.type);
      if (sameType) sameType.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
    this.noteWhatIsNotSeen();
  }

  /** The resources of these types, except those that are never created; by type, then in template order. */
  public ofType(...types: string[]): readonly Resource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** A value that names a resource, with the address if the value references exactly one resource of these types. */
  public link(value: Resolved | undefined, ...types: string[]): Link | undefined {
    const text = textOf(value);
    if (!text) return undefined;
    const [address, ...others] = this.mentioned(value, ...types);
    return address === undefined || others.length > 0 ? text : { ...text, address: address.address };
  }

  /** The resources of these types, or of all types without `types`, that a value references. */
  public mentioned(value: Resolved | undefined, ...types: string[]): Resource[] {
    return addressesIn(this.evaluator.symbols, value).flatMap((address) => {
      const resource = Object.hasOwn(this.resources, address) ? this.resources[address] : undefined;
      return resource && (types.length === 0 || types.includes(resource.type)) ? [resource] : [];
    });
  }

  /** The placeholder of a resource attribute. */
  public attribute(resource: Resource, attribute: string): string {
    return this.evaluator.symbols.attribute(resource.address, resource.type, attribute);
  }

  public gap(resource: Resource, message: string): void {
    this.gaps.push({ stack: resource.stack, address: resource.address, message });
  }

  private resource(stack: StackSource, logicalId: string, resource: TemplateResource): Resource {
    const metadata = record(this.evaluator.resolve(stack.id, resource.Metadata));
    const writtenPath = property(metadata, 'aws:cdk:path');
    const constructPath = stack.paths && Object.hasOwn(stack.paths, logicalId) ? stack.paths[logicalId]
      : typeof writtenPath === 'string' ? writtenPath : undefined;
    const condition = typeof resource.Condition === 'string' ? resource.Condition : undefined;
    const source = stack.sources && Object.hasOwn(stack.sources, logicalId) ? stack.sources[logicalId] : undefined;
    const exists: Certainty = condition === undefined ? 'yes' : this.evaluator.existence(stack.id, condition);
    return {
      address: addressOf(stack.id, logicalId),
      stack: stack.id,
      logicalId,
      type: resource.Type,
      path: constructPath === undefined ? `${stack.id}/${logicalId}` : shortPath(constructPath),
      ...constructPath === undefined ? {} : { constructPath },
      ...source ? { source } : {},
      properties: record(this.evaluator.resolve(stack.id, resource.Properties)),
      metadata,
      ...condition === undefined ? {} : { condition },
      exists,
      ...typeof resource.DeletionPolicy === 'string' ? { deletionPolicy: resource.DeletionPolicy } : {},
    };
  }

  private noteWhatIsNotSeen(): void {
    for (const { id, template } of this.source.stacks) {
      const transforms = [template.Transform ?? []].flat().map((transform: unknown) => own(transform, 'Name') ?? transform);
      for (const transform of transforms) {
        if (transform !== 'AWS::LanguageExtensions') {
          const name = typeof transform === 'string' ? ` ${transform}` : '';
          this.gaps.push({ stack: id, message: `the result of the transform${name} is unknown` });
        }
      }
      for (const [key] of entriesOf(template.Resources)) {
        if (key.startsWith('Fn::')) this.gaps.push({ stack: id, message: `the resources of ${key} are unknown` });
      }
    }
    for (const resource of this.ofType('AWS::CloudFormation::Stack')) {
      if (this.evaluator.nestedStack(resource.stack, resource.logicalId) === undefined) {
        this.gap(resource, 'the template of this nested stack was not loaded, so its resources are unknown');
      }
    }
  }
}

/** A list of texts, or a parameter with one. */
function itemsIn(list: unknown, stack: StackSource, { parameters = [] }: Source): string[] | undefined {
  const name = own(list, 'Ref');
  const value = typeof name === 'string' && !stack.nestedIn ? parameterValue(parameters, stack, name) : list;
  const items: unknown[] = typeof value === 'string' ? value.split(',').map((item) => item.trim()) : Array.isArray(value) ? value : [undefined];
  return items.every((item) => typeof item === 'string') ? items : undefined;
}

/** The location of a resource. */
export function located({ address, path, source }: Resource): Located {
  return { address, path, ...source ? { source } : {} };
}

export function record(value: Resolved | undefined): ResolvedRecord {
  return isRecord(value) ? value : {};
}

/** The path of the construct in the user's code, without the CDK's `Resource` or `Default` child. */
function shortPath(constructPath: string): string {
  return constructPath.replace(/^\//, '').replace(/\/(Resource|Default)$/, '');
}

/** Removes undefined properties, so that they are absent in JSON and in comparisons. */
export function present<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** Groups items by key, in order; omits items without a key. */
export function grouped<T>(pairs: readonly (readonly [string | undefined, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, item] of pairs) {
    if (key !== undefined) groups.set(key, [...groups.get(key) ?? [], item]);
  }
  return groups;
}
