import type { Expression, Symbols } from './symbols';
import { isKnown, isList, partsOf, Resolved, solePlaceholder } from './value';

/**
 * CloudFormation's intrinsic functions for values with unresolved parts.
 *
 * Each function resolves the known parts and returns a placeholder for the rest.
 */

/** Many times a template. Outputs that join each other double with each reference. */
const LONGEST_TEXT = 4 * 1024 * 1024;

export function join(symbols: Symbols, delimiter: Resolved, list: Resolved): Resolved {
  if (typeof delimiter !== 'string') return symbols.function('Fn::Join', delimiter, list);
  if (isList(list)) {
    const texts = list.map(scalarText);
    const size = texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
    return texts.includes(undefined) || size > LONGEST_TEXT ? symbols.function('Fn::Join', delimiter, list) : texts.join(delimiter);
  }
  const source = splitSource(symbols, list);
  return source ? replaceAll(symbols, source.text, source.delimiter, delimiter) : symbols.function('Fn::Join', delimiter, list);
}

export function split(symbols: Symbols, delimiter: Resolved, text: Resolved): Resolved {
  if (typeof delimiter !== 'string' || delimiter === '' || typeof text !== 'string') return symbols.function('Fn::Split', delimiter, text);
  const { items, rest } = certainItems(symbols, delimiter, text);
  return rest ? symbols.function('Fn::Split', delimiter, text) : items;
}

export function select(symbols: Symbols, index: Resolved, list: Resolved): Resolved {
  const at = typeof index === 'number' ? index : typeof index === 'string' && /^\d+$/.test(index) ? Number(index) : undefined;
  if (at !== undefined) {
    if (isList(list) && at < list.length) return list[at];
    const source = splitSource(symbols, list);
    // The items before the first unresolved part are certain.
    const certain = source && certainItems(symbols, source.delimiter, source.text).items;
    if (certain && at < certain.length) return certain[at];
  }
  return symbols.function('Fn::Select', index, list);
}

export function base64(symbols: Symbols, text: Resolved): Resolved {
  return typeof text === 'string' && isKnown(text) ? Buffer.from(text).toString('base64') : symbols.function('Fn::Base64', text);
}

export function length(symbols: Symbols, list: Resolved): Resolved {
  return isList(list) ? list.length : symbols.function('Fn::Length', list);
}

/** Converts a scalar to text as CloudFormation does; undefined for lists and maps. */
function scalarText(value: Resolved): string | undefined {
  return typeof value === 'object' ? undefined : String(value);
}

/** Splits up to the first placeholder that may contain the delimiter; `rest` is set if there is one. */
function certainItems(symbols: Symbols, delimiter: string, text: string): { items: string[]; rest: boolean } {
  const items: string[] = [];
  let current = '';
  for (const part of partsOf(text)) {
    if ('literal' in part) {
      const [first, ...others] = part.literal.split(delimiter);
      current += first;
      for (const other of others) {
        items.push(current);
        current = other;
      }
    } else if (mayContain(symbols.expression(part.placeholder), delimiter)) {
      return { items, rest: true };
    } else {
      current += part.placeholder;
    }
  }
  return { items: [...items, current], rest: false };
}

/** Pseudo parameters and generated IDs whose characters AWS documents. */
const PLAIN_PSEUDO = new Set(['AWS::AccountId', 'AWS::Partition', 'AWS::Region', 'AWS::StackName']);
const PLAIN_ATTRIBUTES = new Set(['AgentRuntimeId', 'GatewayIdentifier', 'RestApiId']);

function mayContain(expression: Expression | undefined, delimiter: string): boolean {
  if (/^[A-Za-z0-9_-]+$/.test(delimiter)) return true;
  if (expression?.is === 'pseudo') return !PLAIN_PSEUDO.has(expression.name) && !(expression.name === 'AWS::URLSuffix' && delimiter !== '.');
  return !(expression?.is === 'attribute' && PLAIN_ATTRIBUTES.has(expression.attribute));
}

function splitSource(symbols: Symbols, list: Resolved): { delimiter: string; text: string } | undefined {
  const symbol = typeof list === 'string' ? solePlaceholder(list) : undefined;
  const expression = symbol === undefined ? undefined : symbols.expression(symbol);
  if (expression?.is !== 'function' || expression.name !== 'Fn::Split') return undefined;
  const [delimiter, text] = expression.args;
  return typeof delimiter === 'string' && typeof text === 'string' ? { delimiter, text } : undefined;
}

/** Fn::Join of Fn::Split replaces a delimiter. Templates URL-encode an ARN with it. */
function replaceAll(symbols: Symbols, text: string, from: string, to: string): string {
  // A longer delimiter could span two parts.
  if (from.length !== 1) return symbols.function('Fn::Join', to, symbols.function('Fn::Split', from, text));
  return partsOf(text).map((part) => {
    if ('literal' in part) return part.literal.replaceAll(from, () => to);
    if (!mayContain(symbols.expression(part.placeholder), from)) return part.placeholder;
    return symbols.function('Fn::Join', to, symbols.function('Fn::Split', from, part.placeholder));
  }).join('');
}
