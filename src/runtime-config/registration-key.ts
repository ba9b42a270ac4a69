import type { IConstruct } from 'constructs';

/**
 * The key of a construct in the Runtime Configuration: the class's name when it was subclassed, else the construct id.
 *
 * A subclass written in another language than TypeScript is not seen here, so there it is always the construct id.
 *
 * @param library the classes that can be subclassed: an instance of just these, or of something else, says nothing about its purpose
 */
export function registrationKey(construct: IConstruct, library: readonly Function[]): string {
  const own = construct.constructor;
  const isSubclass = !library.includes(own) && library.some((base) => construct instanceof base);
  return isSubclass && own.name !== '' ? own.name : construct.node.id;
}
