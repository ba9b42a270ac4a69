import { DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, StringConcat, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isLazyToken } from '../cdk-internals';
import { LONG_NAME_CHARACTERS, LONG_PSEUDO_PARAMETER_CHARACTERS, LONG_REFERENCE_CHARACTERS } from '../service/limits';

const [START, END] = ['\u27e6', '\u27e7'];
const INNERMOST = new RegExp(`${START}([^${START}${END}]*)${END}`, 'g');

/**
 * A text of a value that is the same in every program with the same constructs, whatever the order of calls: references are written as
 * construct paths.
 *
 * Logical IDs would not do: constructs in two stacks may have the same one.
 *
 * @param onLazy is called for each lazy value, whose producer may not be ready before synthesis; without it, the values are produced
 */
export function contentOf(scope: IConstruct, value: unknown, onLazy?: () => void): string {
  return JSON.stringify(Tokenization.resolve(value, { scope, resolver: new PathResolver(onLazy), preparing: true }));
}

/** The characters that IAM counts for a content. The values of references are unresolved until deployment, and assumed to be long. */
export function charactersOf(content: string): number {
  const replaced = content.replace(INNERMOST, (marked: string, reference: string, start: number) => {
    const isWhole = content[start - 1] === '"' && content[start + marked.length] === '"';
    return 'x'.repeat(charactersOfReference(reference, isWhole));
  });
  return replaced === content ? content.length : charactersOf(replaced);
}

/** A part of an ARN is an ID or a name, unless the attribute is an ARN itself. */
function charactersOfReference(reference: string, isWhole: boolean): number {
  if (reference.includes('AWS::')) return LONG_PSEUDO_PARAMETER_CHARACTERS;
  return isWhole || /arn$/i.test(reference) ? LONG_REFERENCE_CHARACTERS : LONG_NAME_CHARACTERS;
}

class PathResolver extends DefaultTokenResolver {
  constructor(private readonly onLazy?: () => void) {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    if (Reference.isReference(token)) return `${START}${token.target.node.path}.${token.displayName}${END}`;
    if (this.onLazy && isLazyToken(token)) {
      this.onLazy();
      return `${START}lazy${END}`;
    }
    const value: unknown = super.resolveToken(token, context, postProcessor);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? `${START}${JSON.stringify(value)}${END}` : value;
  }
}
