/**
 * The Cedar type of a JSON Schema, as plain data.
 *
 * The Cedar schema, the encoding of arguments, suggestions for misspelled fields and example arguments are derived from it.
 */

/** The namespace of all entities in AgentCore policies. */
export const NAMESPACE = 'AgentCore';

export type CedarType = CedarScalar | CedarSet | CedarRecord | CedarTuple | CedarUnion | CedarEnum | CedarTagged | CedarAlias;

export interface CedarScalar {
  /** `unknown` is a value that policies cannot access. */
  readonly kind: 'bool' | 'long' | 'string' | 'decimal' | 'datetime' | 'duration' | 'ipaddr' | 'null' | 'unknown';
}

/** A JSON array, without order and duplicates. */
interface CedarSet {
  readonly kind: 'set';
  readonly element: CedarType;
}

/** A JSON object without additional properties. */
export interface CedarRecord {
  readonly kind: 'record';
  /** The type name without the namespace. */
  readonly name: string;
  readonly fields: readonly CedarField[];
}

export interface CedarField {
  readonly name: string;
  readonly type: CedarType;
  readonly required: boolean;
}

/** A JSON array of fixed length: a record `{ proj0, proj1, … }`. */
interface CedarTuple {
  readonly kind: 'tuple';
  readonly items: readonly CedarType[];
}

/** One of several schemas: a record `{ typeChoice0?, typeChoice1?, … }` with exactly one attribute. */
interface CedarUnion {
  readonly kind: 'union';
  readonly choices: readonly CedarType[];
}

/** An enumerated string: an entity type whose ids are the values. */
export interface CedarEnum {
  readonly kind: 'enum';
  readonly name: string;
  readonly values: readonly string[];
}

/** A JSON object with additional properties of one schema: an entity with tags. */
export interface CedarTagged {
  readonly kind: 'tagged';
  readonly name: string;
  readonly fields: readonly CedarField[];
  readonly tags: CedarType;
}

/** A `$defs` entry that is neither an object nor an enum. */
interface CedarAlias {
  readonly kind: 'alias';
  readonly name: string;
  readonly type: CedarType;
}

/** Resolves aliases to the type that they name. */
export function resolveAlias(type: CedarType): Exclude<CedarType, CedarAlias> {
  return type.kind === 'alias' ? resolveAlias(type.type) : type;
}

/** The attributes of a type; `undefined` for a type without attributes. */
export function attributesOf(type: CedarType): readonly CedarField[] | undefined {
  const plain = resolveAlias(type);
  switch (plain.kind) {
    case 'record':
    case 'tagged':
      return plain.fields;
    case 'tuple':
      return plain.items.map((item, index) => ({ name: projection(index), type: item, required: true }));
    case 'union':
      return plain.choices.map((choice, index) => ({ name: typeChoice(index), type: choice, required: false }));
    default:
      return undefined;
  }
}

/** The attribute of a tuple element. */
export function projection(index: number): string {
  return `proj${index}`;
}

/** The attribute of a union choice. */
export function typeChoice(index: number): string {
  return `typeChoice${index}`;
}

/** The field at an attribute path; `undefined` when it does not exist. */
export function fieldAt(record: CedarType, path: readonly string[]): CedarField | undefined {
  const field = attributesOf(record)?.find(({ name }) => name === path[0]);
  if (!field || path.length <= 1) return field;
  return fieldAt(field.type, path.slice(1));
}
