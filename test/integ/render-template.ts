import { Document, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** What comes first in a resource; the rest is sorted. */
const FIRST_KEYS = ['Type', 'DependsOn', 'Properties'];

/**
 * A template as YAML that reads well in a diff: one line for each value, keys sorted, intrinsic functions in CloudFormation's short form, joined
 * text as `!Sub`, and JSON inside text laid out over several lines. It is for reading: CloudFormation does not take outputs of other stacks so short.
 */
export function renderTemplate(template: object): string {
  const sections = Object.entries(template).filter(([, section]) => Object.keys(section).length > 0);
  return new Document(nodeOf(Object.fromEntries(sections))).toString({ lineWidth: 0 });
}

function nodeOf(value: unknown): Node {
  if (typeof value === 'string') return textNode(value);
  if (value === null || typeof value !== 'object') return new Scalar(value);
  if (Array.isArray(value)) return listNode(value);
  return intrinsicNode(value as Record<string, unknown>) ?? mapNode(value as Record<string, unknown>);
}

function textNode(text: string): Scalar {
  return new Scalar(laidOut(text) ?? text);
}

function laidOut(text: string): string | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return undefined;
  }
}

function listNode(values: unknown[]): YAMLSeq {
  const list = new YAMLSeq();
  list.items = values.map(nodeOf);
  return list;
}

function mapNode(value: Record<string, unknown>): YAMLMap {
  const map = new YAMLMap();
  map.items = Object.keys(value).sort(byPlace).map((key) => new Pair(new Scalar(key), nodeOf(value[key])));
  return map;
}

function byPlace(a: string, b: string): number {
  const [first, second] = [a, b].map((key) => FIRST_KEYS.includes(key) ? FIRST_KEYS.indexOf(key) : FIRST_KEYS.length);
  return first - second || (a < b ? -1 : 1);
}

/** The short form of `{ "Fn::…": … }` and `{ "Ref": … }`; undefined for everything else. */
function intrinsicNode(value: Record<string, unknown>): Node | undefined {
  const [[name, argument] = ['', undefined], ...more] = Object.entries(value);
  if (more.length > 0) return undefined;
  if (name === 'Ref') return tagged('!Ref', new Scalar(argument));
  if (!name.startsWith('Fn::')) return undefined;
  const reference = referenceOf(value);
  if (reference !== undefined) return tagged(shortForm(name), new Scalar(reference));
  const text = name === 'Fn::Join' ? substitution(argument as [string, unknown]) : undefined;
  return text === undefined ? tagged(shortForm(name), nodeOf(argument)) : tagged('!Sub', textNode(text));
}

/** `["", ["a", { "Ref": "B" }]]` as `a${B}`; undefined when a part is neither text nor a reference. */
function substitution([separator, parts]: [string, unknown]): string | undefined {
  if (!Array.isArray(parts)) return undefined;
  const texts = parts.map((part) => {
    if (typeof part === 'string') return part.replaceAll('${', '${!');
    if (typeof part['Fn::Sub'] === 'string') return part['Fn::Sub'];
    const reference = part.Ref ?? referenceOf(part);
    return reference && `\${${reference}}`;
  });
  return texts.includes(undefined) ? undefined : texts.join(separator);
}

/** What another value is taken from, in one word: an attribute, or the output of another stack of the same account and region. */
function referenceOf(value: Record<string, any>): string | undefined {
  if (value['Fn::GetAtt']) return value['Fn::GetAtt'].join('.');
  const { StackName, OutputName, Region, ...more } = value['Fn::GetStackOutput'] ?? {};
  return Region?.Ref === 'AWS::Region' && Object.keys(more).length === 0 ? `${StackName}.${OutputName}` : undefined;
}

function shortForm(name: string): string {
  return `!${name.slice('Fn::'.length)}`;
}

function tagged<T extends Node>(tag: string, node: T): T {
  node.tag = tag;
  return node;
}
