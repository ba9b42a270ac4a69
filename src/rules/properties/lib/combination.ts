import type { GatewayModel, Resource } from '../../../model/gateway-model';
import { property, Resolved } from '../../../model/value';
import { ofType } from '../../lib/needs/resources';
import { evaluateEach, isUnresolved, placeOf } from '../../lib/places';
import type { RuleFinding, Verdict } from '../../rule';

/** What is wrong with a resource, `unknown` if it depends on unresolved values, or undefined if nothing is. */
type Fault = Pick<RuleFinding, 'message' | 'fix'> | { readonly unknown: string } | undefined;

/** Evaluates the properties of every resource of a type. */
export function evaluateType(model: GatewayModel, type: string, faultOf: (resource: Resource) => Fault): Verdict {
  return evaluateEach(ofType(model, type), (evaluation, resource) => {
    const fault = faultOf(resource);
    if (!fault) evaluation.pass();
    else if ('unknown' in fault) evaluation.unknown(fault.unknown);
    else evaluation.fail({ at: placeOf(resource), ...fault });
  });
}

/** A property is set, not set, or unresolved until deployment. */
export function stateOf(value: Resolved | undefined, ...path: string[]): 'set' | 'unset' | 'unknown' {
  if (path.length > 0 && isUnresolved(value)) return 'unknown';
  const found = property(value, ...path);
  if (found !== undefined) return isConditional(found) ? 'unknown' : 'set';
  // An unresolved parent may set it.
  return path.some((_, index) => index > 0 && isUnresolved(property(value, ...path.slice(0, index)))) ? 'unknown' : 'unset';
}

/** A value of `Fn::If` may be `AWS::NoValue`. */
function isConditional(value: Resolved): boolean {
  return typeof value === 'string' && value.startsWith('⟨If(') && value.includes('NoValue');
}
