import { Dependable, IConstruct, IDependable } from 'constructs';

/** A dependency whose roots are evaluated at synthesis. */
export function dependable(roots: () => IConstruct[]): IDependable {
  const result: IDependable = {};
  Dependable.implement(result, {
    get dependencyRoots() {
      return roots();
    },
  });
  return result;
}
