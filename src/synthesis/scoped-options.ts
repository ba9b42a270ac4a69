import type { IConstruct } from 'constructs';

/**
 * Options that users set for an app, a stage, a stack or any other scope. They hold for everything in the scope.
 *
 * They are kept in the construct tree under a registered symbol, so that a second copy of the library reads them too.
 */
export class ScopedOptions<T extends object> {
  private readonly key: symbol;

  constructor(name: string) {
    this.key = Symbol.for(`cdk-agentcore-gateway.${name}`);
  }

  /** Adds options to those of the scope. */
  set(scope: IConstruct, options: T): void {
    (scope as Configured<T>)[this.key] = { ...(scope as Configured<T>)[this.key], ...options };
  }

  /** Each option from the innermost scope that sets it. */
  of(construct: IConstruct): Partial<T> {
    return Object.assign({}, ...construct.node.scopes.map((scope) => (scope as Configured<T>)[this.key]));
  }
}

interface Configured<T> extends IConstruct {
  [key: symbol]: T | undefined;
}
