import { bytesAt, elementsOf, membersOf, spanAt } from '../gateway/mcp/bytes';

/** An argument of a tool: its value, and the bytes that the client sent, which hold integers of any size. */
export interface Argument {
  readonly value: unknown;
  readonly bytes: Buffer;
}

/** The arguments of a call by name. */
export function readArguments(json: Buffer): ReadonlyMap<string, Argument> {
  const span = spanAt(json)!;
  return new Map([...membersOf(json, span)].map(([name, { start, end }]) => [name, argumentOf(json.subarray(start, end))]));
}

/** The text of a string, number or boolean; numbers as the client wrote them. Undefined for lists, objects and null. */
export function textOfPrimitive({ value, bytes }: Argument): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? bytes.toString().trim() : undefined;
}

export function itemsOf({ bytes }: Argument): Argument[] {
  return elementsOf(bytes, spanAt(bytes)!).map(({ start, end }) => argumentOf(bytes.subarray(start, end)));
}

export function propertiesOf({ value, bytes }: Argument): [string, Argument][] {
  return Object.keys(value as object).map((key) => [key, argumentOf(bytesAt(bytes, key)!)]);
}

function argumentOf(bytes: Buffer): Argument {
  return { value: JSON.parse(bytes.toString()) as unknown, bytes };
}
