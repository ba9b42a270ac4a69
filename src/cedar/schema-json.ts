/** Converts Cedar types to the JSON form of a Cedar schema. */
import { NAMESPACE, attributesOf } from './cedar-type';
import type { CedarField, CedarType } from './cedar-type';

/** @see https://docs.cedarpolicy.com/schema/json-schema.html */
export interface CedarSchemaJson {
  readonly [NAMESPACE]: {
    readonly commonTypes: Readonly<Record<string, SchemaType>>;
    readonly entityTypes: Readonly<Record<string, SchemaEntityType>>;
    readonly actions: Readonly<Record<string, SchemaAction>>;
  };
}

export type SchemaType =
  | { readonly type: 'EntityOrCommon' | 'Entity'; readonly name: string }
  | { readonly type: 'Set'; readonly element: SchemaType }
  | SchemaRecord;

export interface SchemaRecord {
  readonly type: 'Record';
  readonly attributes: Readonly<Record<string, SchemaType & { readonly required?: boolean }>>;
}

export type SchemaEntityType =
  | { readonly enum: readonly string[] }
  | { readonly shape?: SchemaRecord; readonly tags?: SchemaType };

export interface SchemaAction {
  readonly memberOf?: readonly { readonly id: string }[];
  readonly appliesTo: {
    readonly principalTypes: readonly string[];
    readonly resourceTypes: readonly string[];
    readonly context?: SchemaRecord;
  };
}

const SCALAR_NAMES = {
  bool: 'Bool',
  long: 'Long',
  string: 'String',
  decimal: 'decimal',
  datetime: 'datetime',
  duration: 'duration',
  ipaddr: 'ipaddr',
} as const;

/** Collects the type declarations that a set of types needs. */
export class SchemaTypes {
  private readonly common = new Map<string, SchemaType>();
  private readonly entities = new Map<string, SchemaEntityType>();

  /** Returns a reference to a type, and declares the named types in it. */
  public reference(type: CedarType): SchemaType {
    switch (type.kind) {
      case 'set':
        return { type: 'Set', element: this.reference(type.element) };
      case 'tuple':
      case 'union':
        return this.record(attributesOf(type)!);
      case 'record':
        if (!this.common.has(type.name)) this.common.set(type.name, this.record(type.fields));
        return builtIn(qualified(type.name));
      case 'alias':
        if (!this.common.has(type.name)) this.common.set(type.name, this.reference(type.type));
        return builtIn(qualified(type.name));
      case 'enum':
        this.entities.set(type.name, { enum: type.values });
        return entity(type.name);
      case 'tagged':
        if (!this.entities.has(type.name)) {
          this.entities.set(type.name, {
            ...(type.fields.length > 0 ? { shape: this.record(type.fields) } : {}),
            tags: this.reference(type.tags),
          });
        }
        return entity(type.name);
      case 'null':
      case 'unknown':
        return this.opaque(type.kind === 'null' ? 'Null' : 'Unknown');
      default:
        return builtIn(SCALAR_NAMES[type.kind]);
    }
  }

  public record(fields: readonly CedarField[]): SchemaRecord {
    return {
      type: 'Record',
      attributes: Object.fromEntries(fields.map(({ name, type, required }) => {
        return [name, { ...this.reference(type), ...(required ? {} : { required: false }) }];
      })),
    };
  }

  public get commonTypes(): Readonly<Record<string, SchemaType>> {
    return Object.fromEntries(this.common);
  }

  public get entityTypes(): Readonly<Record<string, SchemaEntityType>> {
    return Object.fromEntries(this.entities);
  }

  private opaque(name: string): SchemaType {
    this.entities.set(name, {});
    return entity(name);
  }
}

function builtIn(name: string): SchemaType {
  return { type: 'EntityOrCommon', name };
}

function entity(name: string): SchemaType {
  return { type: 'Entity', name: qualified(name) };
}

function qualified(name: string): string {
  return `${NAMESPACE}::${name}`;
}
