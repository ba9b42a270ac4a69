import type { Template } from './template';
import { isObject } from '../json';

const FOR_EACH = 'Fn::ForEach::';
/** Loops multiply; CloudFormation's own limit is 500 resources. */
const MOST_COPIES = 5_000;

/** The items of the list of a loop; undefined if they are unresolved until deployment. */
type ItemsOf = (list: unknown) => readonly string[] | undefined;

/**
 * Expands the loops over lists that are known, as the transform `AWS::LanguageExtensions` does. Other loops stay as they are.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function expandLoops(template: Template, itemsOf: ItemsOf): Template {
  let copies = 0;

  const expand = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      const items = value.map(expand);
      return items.every((item, index) => item === value[index]) ? value : items;
    }
    if (!isObject(value)) return value;
    const entries = Object.entries(value);
    const expanded = entries.flatMap(([key, item]) => key.startsWith(FOR_EACH) ? copiesOf(item) ?? [[key, item] as const] : [[key, expand(item)] as const]);
    const isSame = expanded.length === entries.length && expanded.every(([key, item], index) => key === entries[index][0] && item === entries[index][1]);
    return isSame ? value : Object.fromEntries(expanded);
  };

  const copiesOf = (loop: unknown): (readonly [string, unknown])[] | undefined => {
    const [identifier, list, body] = Array.isArray(loop) ? loop as unknown[] : [];
    const items = typeof identifier === 'string' && isObject(body) ? itemsOf(list) : undefined;
    if (!items || copies + items.length > MOST_COPIES) return undefined;
    copies += items.length;
    return items.flatMap((item) => Object.entries(expand(filled(body, identifier as string, item)) as object) as [string, unknown][]);
  };

  return expand(template) as Template;
}

/** Replaces `${Identifier}`, `&{Identifier}` (only its letters and digits) and `{ Ref: Identifier }`. */
function filled(value: unknown, identifier: string, item: string): unknown {
  const text = (written: string) => written.replaceAll(`\${${identifier}}`, () => item).replaceAll(`&{${identifier}}`, () => item.replaceAll(/[^A-Za-z0-9]/g, ''));
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((one) => filled(one, identifier, item));
  if (!isObject(value)) return value;
  if (value.Ref === identifier && Object.keys(value).length === 1) return item;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [text(key), filled(one, identifier, item)]));
}
