/** Formats an expression as Cedar text. */
import { attributeAccess, attributeName, escapeString, stringLiteral } from './cedar-names';
import { hasPath, operation } from './policy-json';
import type { Expr } from './policy-json';

/** Operator precedence, from the grammar. */
const LEVELS: Readonly<Record<string, number>> = {
  'if-then-else': 0,
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  'in': 3,
  'like': 3,
  'has': 3,
  'is': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '!': 6,
  'neg': 6,
};
const MEMBER = 7;

/** Constructor functions. Other extension functions are methods of their first argument. */
const CONSTRUCTORS = ['decimal', 'ip', 'datetime', 'duration'];

const METHODS = ['contains', 'containsAll', 'containsAny', 'getTag', 'hasTag'];

export function expressionText(expr: Expr): string {
  return write(expr, 0);
}

function write(expr: Expr, needed: number): string {
  const [operator, value] = operation(expr);
  const isNegative = operator === 'Value' && typeof value === 'number' && value < 0;
  const level = isNegative ? LEVELS.neg : LEVELS[operator] ?? MEMBER;
  const text = unparenthesized(expr, level);
  return level < needed ? `(${text})` : text;
}

function unparenthesized(expr: Expr, level: number): string {
  const [operator, value] = operation(expr);
  switch (operator) {
    case 'Value': return valueText(value);
    case 'Var': return value;
    case 'Slot': return value;
    case '!': return `!${write(value.arg, MEMBER)}`;
    case 'neg': return `-${write(value.arg, MEMBER)}`;
    case '&&':
    case '||':
    case '+':
    case '*': return `${write(value.left, level)} ${operator} ${write(value.right, level + 1)}`;
    case '-': return `${write(value.left, level)} - ${write(value.right, level + 1)}`;
    case '.': return `${write(value.left, MEMBER)}${attributeAccess(value.attr)}`;
    case 'has': return `${write(value.left, level + 1)} has ${hasPath(value).map(attributeName).join('.')}`;
    case 'like': return `${write(value.left, level + 1)} like "${value.pattern.map(patternText).join('')}"`;
    case 'is': return `${write(value.left, level + 1)} is ${value.entity_type}${value.in ? ` in ${write(value.in, level + 1)}` : ''}`;
    case 'if-then-else': return `if ${write(value.if, 0)} then ${write(value.then, 0)} else ${write(value.else, 0)}`;
    case 'isEmpty': return `${write(value.arg, MEMBER)}.isEmpty()`;
    case 'Set': return `[${value.map((item: Expr) => write(item, 0)).join(', ')}]`;
    case 'Record': return `{${Object.entries<Expr>(value).map(([name, item]) => `${attributeName(name)}: ${write(item, 0)}`).join(', ')}}`;
  }
  if (METHODS.includes(operator)) return `${write(value.left, MEMBER)}.${operator}(${write(value.right, 0)})`;
  // Comparisons do not chain, so both sides need parentheses.
  if (LEVELS[operator] !== undefined) return `${write(value.left, level + 1)} ${operator} ${write(value.right, level + 1)}`;
  const args = (value as Expr[]).map((argument, index) => write(argument, index === 0 && !CONSTRUCTORS.includes(operator) ? MEMBER : 0));
  return CONSTRUCTORS.includes(operator) ? `${operator}(${args.join(', ')})` : `${args[0]}.${operator}(${args.slice(1).join(', ')})`;
}

function valueText(value: any): string {
  if (typeof value === 'string') return stringLiteral(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (value.__entity) return `${value.__entity.type}::${stringLiteral(value.__entity.id)}`;
  if (value.__extn) return `${value.__extn.fn}(${valueText(value.__extn.arg)})`;
  return `{${Object.entries(value).map(([name, item]) => `${attributeName(name)}: ${valueText(item)}`).join(', ')}}`;
}

function patternText(element: 'Wildcard' | { readonly Literal: string }): string {
  return element === 'Wildcard' ? '*' : escapeString(element.Literal).replaceAll('*', '\\*');
}
