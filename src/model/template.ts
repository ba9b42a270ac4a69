import { entriesOf, isObject, own } from '../json';

/**
 * A parsed CloudFormation template, without any validation.
 */
export interface Template {
  readonly Transform?: unknown;
  readonly Parameters?: unknown;
  readonly Mappings?: unknown;
  readonly Conditions?: unknown;
  readonly Resources?: unknown;
  readonly Outputs?: unknown;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: unknown;
  readonly Metadata?: unknown;
  readonly DependsOn?: unknown;
  readonly Condition?: unknown;
  readonly DeletionPolicy?: unknown;
}

/** The resources of a template, in template order. */
export function resourcesOf(template: Template): [string, TemplateResource][] {
  return entriesOf(template.Resources).flatMap(([id, resource]): [string, TemplateResource][] => {
    return typeof own(resource, 'Type') === 'string' ? [[id, resource as unknown as TemplateResource]] : [];
  });
}

/** `{ "Fn::Join": [...] }` as `['Fn::Join', [...]]`; undefined for any other value. */
export function intrinsicOf(value: unknown): [string, unknown] | undefined {
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  if (keys.length !== 1) return undefined;
  const [name] = keys;
  if (name.startsWith('Fn::') || (name === 'Ref' && typeof value.Ref === 'string')) return [name, value[name]];
  return undefined;
}

/** Parses both forms of Fn::GetAtt: `[id, attribute]` and `id.attribute`. The attribute may be an expression. */
export function getAttOf(argument: unknown): { readonly id: string; readonly attribute: unknown } | undefined {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return dot > 0 ? { id: argument.slice(0, dot), attribute: argument.slice(dot + 1) } : undefined;
  }
  if (!Array.isArray(argument) || argument.length < 2 || typeof argument[0] !== 'string') return undefined;
  const rest: unknown[] = argument.slice(1);
  return { id: argument[0], attribute: rest.length === 1 ? rest[0] : rest.every((part) => typeof part === 'string') ? rest.join('.') : rest };
}

/** The name in a `${…}` of Fn::Sub, or the text between. */
type SubPart = { readonly literal: string } | { readonly name: string };

/** The parts of an Fn::Sub text; `${!x}` is the literal `${x}`. */
export function subPartsOf(text: string): SubPart[] {
  const parts: SubPart[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{([^}]*)\}/g)) {
    if (match.index > end) parts.push({ literal: text.slice(end, match.index) });
    const inner = match[1];
    parts.push(inner.startsWith('!') ? { literal: `\${${inner.slice(1)}}` } : { name: inner.trim() });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ literal: text.slice(end) });
  return parts;
}
