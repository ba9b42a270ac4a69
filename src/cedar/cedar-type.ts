/**
 * What Cedar knows about the arguments of a tool: one type per JSON Schema, as plain data.
 *
 * Everything else here is derived from it: the schema policies are checked against, the encoding of a call's arguments,
 * "did you mean" for fields, and example arguments.
 */

/** The namespace of everything an AgentCore policy can name. */
export const NAMESPACE = 'AgentCore';

export type CedarType = CedarScalar | CedarSet | CedarRecord | CedarTuple | CedarUnion | CedarEnum | CedarTagged | CedarAlias;

export interface CedarScalar {
  /** `unknown` is a value that policies cannot look into. */
  readonly kind: 'bool' | 'long' | 'string' | 'decimal' | 'datetime' | 'duration' | 'ipaddr' | 'null' | 'unknown';
}

/** A JSON array; order and duplicates are lost. */
export interface CedarSet {
  readonly kind: 'set';
  readonly element: CedarType;
}

/** A JSON object with the properties it lists and no others. */
export interface CedarRecord {
  readonly kind: 'record';
  /** Type name without the namespace. */
  readonly name: string;
  readonly fields: readonly CedarField[];
}

export interface CedarField {
  readonly name: string;
  readonly type: CedarType;
  readonly required: boolean;
}

/** A JSON array of fixed length: a record `{ proj0, proj1, … }`. */
export interface CedarTuple {
  readonly kind: 'tuple';
  readonly items: readonly CedarType[];
}

/** One of several schemas: a record `{ typeChoice0?, typeChoice1?, … }` of which one is present. */
export interface CedarUnion {
  readonly kind: 'union';
  readonly choices: readonly CedarType[];
}

/** A string of a closed list: an entity type whose ids are the strings. */
export interface CedarEnum {
  readonly kind: 'enum';
  readonly name: string;
  readonly values: readonly string[];
}

/** A JSON object with open keys of one schema: an entity with tags. */
export interface CedarTagged {
  readonly kind: 'tagged';
  readonly name: string;
  readonly fields: readonly CedarField[];
  readonly tags: CedarType;
}

/** A `$defs` entry that is no object and no enum. */
export interface CedarAlias {
  readonly kind: 'alias';
  readonly name: string;
  readonly type: CedarType;
}

/** Looks through the names given to types. */
export function resolveAlias(type: CedarType): Exclude<CedarType, CedarAlias> {
  return type.kind === 'alias' ? resolveAlias(type.type) : type;
}

/** The attributes that a policy can read of a value of this type; `undefined` for a type without attributes. */
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

/** The attribute of a tuple's element. */
export function projection(index: number): string {
  return `proj${index}`;
}

/** The attribute that a union has when its value is of this choice. */
export function typeChoice(index: number): string {
  return `typeChoice${index}`;
}

/** What follows a path of attributes; `undefined` when the path leads nowhere. */
export function fieldAt(record: CedarType, path: readonly string[]): CedarField | undefined {
  const field = attributesOf(record)?.find(({ name }) => name === path[0]);
  if (!field || path.length <= 1) return field;
  return fieldAt(field.type, path.slice(1));
}

/** A type as a policy author would write it. */
export function describeType(type: CedarType): string {
  const plain = resolveAlias(type);
  switch (plain.kind) {
    case 'set': return `Set<${describeType(plain.element)}>`;
    case 'enum': return `${NAMESPACE}::${plain.name}`;
    case 'record': return 'record';
    case 'tagged': return 'object with open keys';
    case 'tuple': return `tuple of ${plain.items.length}`;
    case 'union': return plain.choices.map(describeType).join(' | ');
    case 'bool': return 'Bool';
    case 'long': return 'Long';
    case 'string': return 'String';
    case 'unknown': return 'value of unknown type';
    default: return plain.kind;
  }
}
