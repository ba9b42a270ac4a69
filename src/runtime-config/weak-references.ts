import { DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, ReferenceStrength, Stack, StringConcat, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * The value with weak references to other stacks: CloudFormation allows what they refer to to be removed or moved while another stack still
 * refers to it. It refuses that for an export that is imported.
 */
export function withWeakReferences<T>(scope: IConstruct, value: T): T {
  return Tokenization.resolve(value, { scope, resolver: new WeakReferences(), preparing: false });
}

class WeakReferences extends DefaultTokenResolver {
  constructor() {
    super(new TokenConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    if (!Reference.isReference(token)) return super.resolveToken(token, context, postProcessor);
    return Stack.consumeReference(Token.asString(token), ReferenceStrength.WEAK);
  }
}

/** Parts that are no text, such as `Fn::Join`, remain tokens. */
class TokenConcat extends StringConcat {
  public join(left: unknown, right: unknown): string {
    return [left, right].filter((part) => part !== undefined).map((part) => typeof part === 'string' ? part : Token.asString(part)).join('');
  }
}
