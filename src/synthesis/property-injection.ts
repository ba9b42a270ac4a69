import { PropertyInjectors } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * The properties of a construct as the property injectors of its scopes want them: the nearest injector for the class decides.
 *
 * aws-cdk-lib applies injectors by a decorator on each of its own classes; this does the same with its public API.
 */
export function injectProperties<P>(classId: string, props: P, scope: Construct, id: string): P {
  for (const holder of scope.node.scopes.reverse()) {
    const injector = PropertyInjectors.hasPropertyInjectors(holder) ? PropertyInjectors.of(holder).for(classId) : undefined;
    if (injector) return injector.inject(props, { scope, id });
  }
  return props;
}
