import { DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, StringConcat, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isLazyToken } from '../cdk-internals';

/**
 * The constructs that `value` refers to, in the order of the references.
 *
 * Lazy values are skipped: their producer may not be ready before synthesis.
 */
export function constructsReferredTo(scope: IConstruct, value: unknown): IConstruct[] {
  const recorder = new ReferenceRecorder();
  Tokenization.resolve(value, { scope, resolver: recorder, preparing: true });
  return [...recorder.targets];
}

class ReferenceRecorder extends DefaultTokenResolver {
  public readonly targets = new Set<IConstruct>();

  constructor() {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    if (Reference.isReference(token)) {
      this.targets.add(named(token.target));
      return '';
    }
    return isLazyToken(token) ? '' : super.resolveToken(token, context, postProcessor);
  }
}

/** The construct that the user created: for a child with the ID `Resource`, its parent. */
function named(target: IConstruct): IConstruct {
  return target.node.id === 'Resource' && target.node.scope ? target.node.scope : target;
}
