import { entriesOf, inside, isObject, isText, itemsOf, own, shorten } from './json';
import type { JsonObject, Place } from './json';
import type { SchemaBudget } from './schema-budget';
import type { Findings } from './schema-finding';
import type { JsonSchema } from './tool';

/** The simple types of Smithy. Blobs and timestamps are strings in JSON tool arguments. */
const SIMPLE: ReadonlyMap<string, JsonSchema> = new Map([
  ['string', { type: 'string' }],
  ['blob', { type: 'string' }],
  ['timestamp', { type: 'string' }],
  ['boolean', { type: 'boolean' }],
  ...['byte', 'short', 'integer', 'long', 'bigInteger'].map((type) => [type, { type: 'integer' }] as const),
  ...['float', 'double', 'bigDecimal'].map((type) => [type, { type: 'number' }] as const),
  ['document', {}],
]);

/** Shapes of the prelude, which models do not list: `smithy.api#String`, `smithy.api#PrimitiveInteger`. */
const PRELUDE = /^smithy\.api#(?:Primitive)?(.+)$/;

/** Reads the shapes of a Smithy model and converts them to JSON Schema. */
export class SmithyShapes {
  private readonly shapes: Place;

  constructor(document: JsonObject, private readonly findings: Findings) {
    this.shapes = inside({ value: document, at: '' }, 'shapes');
  }

  /** The ids of all shapes of a type, in the order of the model. */
  ofType(type: string): string[] {
    return entriesOf(this.shapes.value).filter(([, shape]) => own(shape, 'type') === type).map(([id]) => id);
  }

  /** The shape that a reference names. Returns `undefined` and reports a finding when it does not exist. */
  target(reference: Place): Place | undefined {
    const id = own(reference.value, 'target');
    const place = typeof id === 'string' ? this.shape(id) : undefined;
    if (!place) {
      const [message, fix] = isText(id)
        ? [`shape \`${shorten(id)}\` is not in the model`, 'build the model into one file with all its dependencies']
        : ['the target is not a shape id', 'write an object like `{ "target": "com.example#Pet" }`'];
      this.findings.error('smithy-unresolvable-target', reference.at, message, fix);
    }
    return place;
  }

  shape(id: string): Place | undefined {
    const simple = PRELUDE.exec(id)?.[1];
    if (simple !== undefined) {
      return { value: simple === 'Unit' ? { type: 'structure' } : { type: simple.charAt(0).toLowerCase() + simple.slice(1) }, at: '' };
    }
    const place = inside(this.shapes, id);
    return isObject(place.value) ? place : undefined;
  }

  /** The members of a structure, union or enum, including those of its mixins that it does not redefine. */
  members(structure: Place): Map<string, Place> {
    const members = new Map<string, Place>();
    const open = [structure];
    const seen = new Set<string>();
    for (let next = open.pop(); next; next = open.pop()) {
      if (seen.has(next.at)) continue;
      seen.add(next.at);
      const list = inside(next, 'members');
      entriesOf(list.value).forEach(([name]) => members.has(name) || members.set(name, inside(list, name)));
      const mixins = inside(next, 'mixins');
      itemsOf(mixins.value).forEach((_, index) => {
        const mixin = this.target(inside(mixins, index));
        if (mixin) open.push(mixin);
      });
    }
    return members;
  }

  /**
   * The JSON Schema of a structure.
   *
   * How the service maps shapes is not documented; this follows the JSON form of restJson1. A recursive shape, as AWS
   * models contain, accepts any value at its second occurrence.
   */
  schema(structure: Place, budget: SchemaBudget): JsonSchema {
    return new ShapeWriter(this, budget).shape(structure);
  }
}

class ShapeWriter {
  /** The shapes that contain the current one. */
  private readonly enclosing: string[] = [];

  constructor(private readonly shapes: SmithyShapes, private readonly budget: SchemaBudget) {}

  shape(place: Place): JsonSchema {
    if (!this.budget.allows(this.enclosing.length)) return {};
    const type = own(place.value, 'type');
    const simple = typeof type === 'string' ? SIMPLE.get(type) : undefined;
    if (simple) return { ...simple, ...allowedByTrait(place) };
    if (this.enclosing.includes(place.at)) return { type: type === 'list' || type === 'set' ? 'array' : 'object' };
    this.enclosing.push(place.at);
    const schema = this.compound(place, type);
    this.enclosing.pop();
    return schema;
  }

  private compound(place: Place, type: unknown): JsonSchema {
    switch (type) {
      case 'enum':
      case 'intEnum':
        return { type: type === 'enum' ? 'string' : 'integer', enum: [...this.shapes.members(place)].map(([name, member]) => trait(member, 'smithy.api#enumValue') ?? name) };
      case 'list':
      case 'set':
        return { type: 'array', items: this.member(inside(place, 'member')) };
      case 'map':
        return { type: 'object', additionalProperties: this.member(inside(place, 'value')) };
      case 'structure':
      case 'union':
        return this.structure(place);
      default:
        return {};
    }
  }

  private structure(place: Place): JsonSchema {
    const members = [...this.shapes.members(place)];
    const required = members.filter(([, member]) => trait(member, 'smithy.api#required') !== undefined).map(([name]) => name);
    return {
      type: 'object',
      properties: Object.fromEntries(members.map(([name, member]) => [name, this.member(member)])),
      ...(required.length > 0 ? { required } : {}),
    };
  }

  private member(member: Place): JsonSchema {
    const target = this.shapes.target(member);
    if (!target) return {};
    const description = documentation(member) ?? documentation(target);
    return { ...this.shape(target), ...(description === undefined ? {} : { description }) };
  }
}

/** The value of a trait on a shape or member. */
export function trait(place: Place, id: string): unknown {
  return own(own(place.value, 'traits'), id);
}

export function documentation(place: Place): string | undefined {
  const text = trait(place, 'smithy.api#documentation');
  return isText(text) ? text : undefined;
}

/** Smithy 1.0 defines enums with a trait on strings, which 2.0 still supports. */
function allowedByTrait(place: Place): { readonly enum?: readonly unknown[] } {
  const values = itemsOf(trait(place, 'smithy.api#enum')).map((entry) => own(entry, 'value')).filter(isText);
  return values.length > 0 ? { enum: values } : {};
}
