import type { IConstruct } from 'constructs';
import { apiMessage } from '../findings/api-message';
import { annotate } from '../synthesis/annotate';

/** A minifier leaves class names of one or two characters, which change from build to build. */
const MINIFIED_NAME_MAX_LENGTH = 2;

/**
 * The key of a construct in the Runtime Configuration: the class's name when it was subclassed, else the construct id.
 *
 * jsii shows a subclass written in another language as an instance of the class that it extends. Python passes the name of the class as
 * `runtimeConfigKey`; in Java, Go and .NET the key is the construct id.
 *
 * @param library the classes that can be subclassed: an instance of just these, or of something else, says nothing about its purpose
 */
export function registrationKey(construct: IConstruct, library: readonly Function[]): string {
  const own = construct.constructor;
  const isSubclass = !library.includes(own) && library.some((base) => construct instanceof base);
  if (!isSubclass || own.name === '') return construct.node.id;
  if (own.name.length <= MINIFIED_NAME_MAX_LENGTH) {
    annotate(construct, 'class-name-minified',
      `the class of ${construct.node.path} is called \`${own.name}\`, which looks like the work of a minifier, and its name is the key in the Runtime Configuration`,
      apiMessage`pass \`runtimeConfigKey\`, or bundle with names kept (esbuild: ${'`keepNames`'})`);
  }
  return own.name;
}
