/**
 * Converts JSON Schema to Cedar types, like the schema generator that the AgentCore documentation refers to.
 *
 * That generator fails for a whole server when a name is not an identifier, on recursion and on `#/definitions`. Here,
 * such a value becomes an `unknown`, which policies cannot access, with a diagnostic.
 *
 * @see https://github.com/cedar-policy/cedar-for-agents
 */
import { isIdentifier, toIdentifierPart } from './cedar-names';
import type { CedarField, CedarRecord, CedarScalar, CedarType } from './cedar-type';
import { isObject } from '../json';
import type { JsonObject } from '../json';
import { keysOf, lookUp, pointer } from '../schema/json';
import { ARGUMENT_LEVELS } from '../service/limits';

export interface MappingOptions {
  /** The type of a string with `enum`. The mapping of the service is not documented. */
  readonly enums: 'entity' | 'string';
  /** The type of a string with `format: date-time`, `ipv4`, …. The mapping of the service is not documented. */
  readonly formats: 'typed' | 'string';
}

/** A part of a tool schema that has no exact Cedar type. */
export interface MappingProblem {
  readonly id: 'recursive-ref' | 'unresolved-ref' | 'unusable-schema' | 'unusable-enum' | 'too-deep';
  readonly message: string;
}

const UNKNOWN: CedarScalar = { kind: 'unknown' };

const SCALARS: Readonly<Record<string, CedarScalar>> = {
  boolean: { kind: 'bool' },
  integer: { kind: 'long' },
  number: { kind: 'decimal' },
  float: { kind: 'decimal' },
  null: { kind: 'null' },
};

const FORMATS: Readonly<Record<string, CedarScalar>> = {
  'date': { kind: 'datetime' },
  'date-time': { kind: 'datetime' },
  'duration': { kind: 'duration' },
  'ipv4': { kind: 'ipaddr' },
  'ipv6': { kind: 'ipaddr' },
  'decimal': { kind: 'decimal' },
};

/** The place of a schema, as the name of its type: `<action>_Input_address_street`. */
interface Place {
  readonly name: string;
  /** The last part of the name, which is also part of the type name of additional properties. */
  readonly last: string;
}

/** Creates unique type names. Names that differ only in characters that Cedar does not allow get a number. */
export class TypeNames {
  private readonly taken = new Set<string>();

  public claim(...parts: string[]): string {
    const joined = parts.map(toIdentifierPart).join('');
    const base = isIdentifier(joined) ? joined : `_${joined}`;
    let name = base;
    for (let n = 2; this.taken.has(name); n++) name = `${base}_${n}`;
    this.taken.add(name);
    return name;
  }
}

export class JsonSchemaTypes {
  /** The types of `$defs`, by JSON pointer. `undefined` while a type is being converted, to detect recursion. */
  private readonly definitions = new Map<string, CedarType | undefined>();
  private readonly start: Place;
  public readonly problems: MappingProblem[] = [];

  public constructor(
    private readonly root: unknown,
    /** The prefix of every type name: the action and `_Input`. */
    prefix: string,
    private readonly names: TypeNames,
    private readonly options: MappingOptions,
  ) {
    this.start = { name: prefix, last: prefix };
  }

  /** The record of a tool's arguments. At the top level, only `properties` and `required` have a meaning. */
  public arguments(name: string): CedarRecord {
    const schema = isObject(this.root) ? this.root : {};
    const fields = this.fields(schema, this.start, 0);
    // The official generator also emits unused definitions, which count towards the size of the schema.
    for (const keyword of ['$defs', 'definitions']) {
      if (isObject(schema[keyword])) for (const key of Object.keys(schema[keyword])) this.definition(`#${pointer('', keyword, key)}`, 0);
    }
    return { kind: 'record', name, fields };
  }

  /** The types of all definitions, including unused ones. */
  public definedTypes(): CedarType[] {
    return [...this.definitions.values()].filter((type) => type !== undefined);
  }

  private type(schema: unknown, place: Place, depth: number): CedarType {
    if (!isObject(schema)) {
      if (typeof schema !== 'boolean') this.problem('unusable-schema', `the schema of \`${place.name}\` is not an object`);
      return UNKNOWN;
    }
    if (depth > ARGUMENT_LEVELS) {
      this.problem('too-deep', `the schema is nested deeper than ${ARGUMENT_LEVELS} levels at \`${place.name}\``);
      return UNKNOWN;
    }
    const { type } = schema;
    if (Array.isArray(type)) return this.union(type.map((name) => choiceOf(schema, name)), place, depth);
    if (typeof type === 'string') return this.typeNamed(type, schema, place, depth);
    if (type !== undefined) return UNKNOWN;
    const union = schema.anyOf ?? schema.oneOf;
    if (Array.isArray(union)) return this.union(union, place, depth);
    if (union !== undefined) {
      this.problem('unusable-schema', `\`anyOf\` or \`oneOf\` of \`${place.name}\` is not an array`);
      return UNKNOWN;
    }
    return typeof schema.$ref === 'string' ? this.definition(schema.$ref, depth) : UNKNOWN;
  }

  private typeNamed(type: string, schema: JsonObject, place: Place, depth: number): CedarType {
    switch (type) {
      case 'string': return this.string(schema, place);
      case 'array': return this.array(schema, place, depth);
      case 'object': return this.object(schema, place, depth);
    }
    if (Object.hasOwn(SCALARS, type)) return SCALARS[type];
    this.problem('unusable-schema', `\`${place.name}\` has the type \`${type}\`, which does not exist in JSON Schema`);
    return UNKNOWN;
  }

  private string(schema: JsonObject, place: Place): CedarType {
    if (schema.enum !== undefined) {
      const values = Array.isArray(schema.enum) ? schema.enum : [];
      if (values.length === 0 || values.some((value) => typeof value !== 'string')) {
        this.problem('unusable-enum', `the \`enum\` of \`${place.name}\` is not an array of strings, so its type in policies is String`);
        return { kind: 'string' };
      }
      return this.options.enums === 'entity' ? { kind: 'enum', name: this.names.claim(place.name), values } : { kind: 'string' };
    }
    const { format } = schema;
    if (this.options.formats === 'typed' && typeof format === 'string' && Object.hasOwn(FORMATS, format)) return FORMATS[format];
    return { kind: 'string' };
  }

  private array(schema: JsonObject, place: Place, depth: number): CedarType {
    const { prefixItems, items } = schema;
    if (!Array.isArray(prefixItems)) return { kind: 'set', element: isObject(items) ? this.type(items, place, depth + 1) : UNKNOWN };
    if (items === false) {
      return { kind: 'tuple', items: prefixItems.map((item, index) => this.type(item, joinPlace(place, `Proj${index}`), depth + 1)) };
    }
    // An open array is a set if its first elements have the same schema as the rest.
    const uniform = isObject(items) && prefixItems.every((item) => sameType(item, items));
    return { kind: 'set', element: uniform ? this.type(items, place, depth + 1) : UNKNOWN };
  }

  private object(schema: JsonObject, place: Place, depth: number): CedarType {
    const name = this.names.claim(place.name);
    const tags = isObject(schema.additionalProperties)
      ? this.type(schema.additionalProperties, joinPlace(place, `${place.last}Tag`), depth + 1)
      : undefined;
    const fields = this.fields(schema, place, depth + 1);
    return tags ? { kind: 'tagged', name, fields, tags } : { kind: 'record', name, fields };
  }

  private fields(schema: JsonObject, place: Place, depth: number): CedarField[] {
    if (!isObject(schema.properties)) return [];
    const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
    return Object.entries(schema.properties)
      .map(([name, property]) => ({ name, type: this.type(property, joinPlace(place, name), depth + 1), required: required.includes(name) }))
      .sort((a, b) => compareText(a.name, b.name));
  }

  private union(choices: readonly unknown[], place: Place, depth: number): CedarType {
    return { kind: 'union', choices: choices.map((choice, index) => this.type(choice, joinPlace(place, `TypeChoice${index}`), depth + 1)) };
  }

  /** The type of a `$ref`. All references to a definition have the same type. */
  private definition(ref: string, depth: number): CedarType {
    if (this.definitions.has(ref)) {
      const known = this.definitions.get(ref);
      if (known) return known;
      this.problem('recursive-ref', `\`${ref}\` contains itself, which Cedar cannot express; policies can access only its first level`);
      return UNKNOWN;
    }
    const target = ref.startsWith('#/') ? lookUp(this.root, ref.slice(1)) : undefined;
    if (target === undefined) {
      this.problem('unresolved-ref', `\`${ref}\` does not exist in the schema of the tool`);
      return UNKNOWN;
    }
    this.definitions.set(ref, undefined);
    const place = joinPlace(this.start, keysOf(ref).at(-1)!);
    const type = this.type(target, place, depth + 1);
    // Objects and enums already have the name, unless they belong to another definition.
    const named = 'name' in type && type.kind !== 'alias' && !(isObject(target) && target.type === undefined && target.$ref !== undefined);
    const result: CedarType = named ? type : { kind: 'alias', name: this.names.claim(place.name), type };
    this.definitions.set(ref, result);
    return result;
  }

  private problem(id: MappingProblem['id'], message: string): void {
    if (!this.problems.some((known) => known.message === message)) this.problems.push({ id, message });
  }
}

/** Compares by UTF-16 units, independently of the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function joinPlace(place: Place, name: string): Place {
  const last = toIdentifierPart(name);
  return { name: `${place.name}_${last}`, last };
}

/** The schema of one of several types in `type: [ … ]`, without the keywords that restrict strings. */
function choiceOf(schema: JsonObject, type: unknown): unknown {
  return typeof type === 'string' ? { ...schema, type, enum: undefined, format: undefined } : type;
}

/** Whether two schemas are equal except for their title and description. */
function sameType(a: unknown, b: unknown): boolean {
  const plain = (schema: unknown) => isObject(schema) ? JSON.stringify({ ...schema, description: undefined, title: undefined }) : undefined;
  return plain(a) === plain(b);
}
