import { getAttOf, intrinsicOf, subPartsOf } from './template';
import { isObject, own } from '../json';

/** How a template says that one thing needs another. */
export type ReferenceReason = 'ref' | 'getatt' | 'sub' | 'import' | 'stack-output';

/** A reference as it stands in a template. */
export interface Reference {
  readonly reason: ReferenceReason;
  /** The resource or parameter of the same template that is named. */
  readonly name?: string;
  readonly attribute?: unknown;
  /** What names an output of another stack. */
  readonly argument?: unknown;
  /** Inside a Fn::If of which only the deployment knows the outcome. */
  readonly conditional: boolean;
  /** Where, `Properties.Roles[0]`. */
  readonly path: string;
}

/** Finds every reference in a value; `holds` tells which branch of a Fn::If is taken. */
export function eachReference(
  value: unknown, holds: (condition: string) => 'yes' | 'no' | 'unknown', found: (reference: Reference) => void,
): void {
  // Keys and indexes on the way to where the search is: most of what is visited is no reference, and needs no path in words.
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
    // Functions do not show in the path: it says which property is meant.
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
