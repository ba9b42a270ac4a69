import { PropertyInjectors } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * Applies the nearest property injector for the class to the properties of a construct.
 *
 * aws-cdk-lib does the same with an internal decorator on each of its classes.
 */
export function injectProperties<P>(classId: string, props: P, scope: Construct, id: string): P {
  for (const holder of scope.node.scopes.reverse()) {
    const injector = PropertyInjectors.hasPropertyInjectors(holder) ? PropertyInjectors.of(holder).for(classId) : undefined;
    if (injector) return injector.inject(props, { scope, id });
  }
  return props;
}
