import { getAttOf, intrinsicOf, subPartsOf } from './template';
import { isObject, own } from '../json';

/** The kind of a reference. */
type ReferenceReason = 'ref' | 'getatt' | 'sub' | 'import' | 'stack-output';

/** A reference in a template. */
export interface Reference {
  readonly reason: ReferenceReason;
  /** The referenced resource or parameter of the same template. */
  readonly name?: string;
  readonly attribute?: unknown;
  /** The expression that references an output of another stack. */
  readonly argument?: unknown;
  /** Whether the reference is inside an Fn::If that is unresolved until deployment. */
  readonly conditional: boolean;
  /** The path: `Properties.Roles[0]`. */
  readonly path: string;
}

/** Finds every reference in a value; `holds` returns which branch of an Fn::If applies. */
export function eachReference(
  value: unknown, holds: (condition: string) => 'yes' | 'no' | 'unknown', found: (reference: Reference) => void,
): void {
  // The keys and indexes of the current path. Not a text, because most visited values are not references.
  const way: (string | number)[] = [];

  const visit = (at: unknown, conditional: boolean): void => {
    if (Array.isArray(at)) {
      at.forEach((item, index) => visitAt(index, item, conditional));
      return;
    }
    if (!isObject(at)) return;
    const intrinsic = intrinsicOf(at);
    if (intrinsic) call(...intrinsic, conditional);
    else for (const [key, item] of Object.entries(at)) visitAt(key, item, conditional);
  };

  const visitAt = (step: string | number, item: unknown, conditional: boolean): void => {
    way.push(step);
    visit(item, conditional);
    way.pop();
  };

  const call = (name: string, argument: unknown, conditional: boolean): void => {
    const report = (reference: Omit<Reference, 'conditional' | 'path'>) => found({ ...reference, conditional, path: pathOf(way) });
    // The path contains no intrinsic functions, only the property.
    const inside = (item: unknown): void => Array.isArray(item) ? item.forEach(inside) : visit(item, conditional);
    switch (name) {
      case 'Ref':
        report({ reason: 'ref', name: argument as string });
        return;
      case 'Fn::GetAtt': {
        const getAtt = getAttOf(argument);
        if (getAtt) report({ reason: 'getatt', name: getAtt.id, attribute: getAtt.attribute });
        inside(getAtt?.attribute);
        return;
      }
      case 'Fn::Sub': {
        const [text, variables] = Array.isArray(argument) ? argument as unknown[] : [argument, undefined];
        for (const part of typeof text === 'string' ? subPartsOf(text) : []) {
          if ('literal' in part || own(variables, part.name) !== undefined) continue;
          const getAtt = getAttOf(part.name);
          report(getAtt ? { reason: 'sub', name: getAtt.id, attribute: getAtt.attribute } : { reason: 'sub', name: part.name });
        }
        inside(isObject(variables) ? Object.values(variables) : undefined);
        return;
      }
      case 'Fn::If': {
        const [condition, whenTrue, whenFalse] = Array.isArray(argument) ? argument as unknown[] : [];
        const answer = typeof condition === 'string' ? holds(condition) : 'unknown';
        if (answer !== 'no') visit(whenTrue, conditional || answer === 'unknown');
        if (answer !== 'yes') visit(whenFalse, conditional || answer === 'unknown');
        return;
      }
      case 'Fn::ImportValue':
        report({ reason: 'import', argument });
        inside(argument);
        return;
      case 'Fn::GetStackOutput':
        report({ reason: 'stack-output', argument });
        inside(isObject(argument) ? Object.values(argument) : undefined);
        return;
      default:
        inside(isObject(argument) && !intrinsicOf(argument) ? Object.values(argument) : argument);
    }
  };

  visit(value, false);
}

/** `Properties.Roles[0]` */
function pathOf(way: readonly (string | number)[]): string {
  return way.map((step, at) => typeof step === 'number' ? `[${step}]` : at > 0 ? `.${step}` : step).join('');
}
