import type { IConstruct } from 'constructs';
import { apiMessage } from '../findings/api-message';
import { annotate } from '../synthesis/annotate';

/** Minified class names have one or two characters, and change from build to build. */
const MINIFIED_NAME_MAX_LENGTH = 2;

/**
 * The key of a construct in the Runtime Configuration: the name of a subclass, otherwise the construct ID.
 *
 * In jsii, an instance of a subclass in another language has the class that it extends. The Python package passes the name of the class as
 * `runtimeConfigKey`. In Java, Go and .NET the key is the construct ID.
 *
 * @param library the base classes: their own names are not used as keys
 */
export function registrationKey(construct: IConstruct, library: readonly Function[]): string {
  const own = construct.constructor;
  const isSubclass = !library.includes(own) && library.some((base) => construct instanceof base);
  if (!isSubclass || own.name === '') return construct.node.id;
  if (own.name.length <= MINIFIED_NAME_MAX_LENGTH) {
    annotate(construct, 'class-name-minified',
      `the class name \`${own.name}\` of ${construct.node.path} is its key in the Runtime Configuration, but appears to be minified`,
      apiMessage`pass \`runtimeConfigKey\`, or keep names when bundling (esbuild: ${'`keepNames`'})`);
  }
  return own.name;
}
