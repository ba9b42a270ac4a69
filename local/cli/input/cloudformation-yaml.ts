import { isNode, LineCounter, Pair, parseDocument, Scalar, visit, YAMLMap } from 'yaml';
import type { Document, Node } from 'yaml';
import { tooDeep } from '../../../src/model/read-json';
import type { ParseYaml } from '../../../src/model/read-template';

const MAX_ERRORS = 5;

/**
 * Parses a YAML template, and expands short forms such as `!Ref`.
 *
 * Dates stay strings: `Version: 2012-10-17` is the version of a policy. Of a key that is used twice, CloudFormation takes the last value.
 *
 * @throws Error with the position of each syntax error.
 */
export const parseCloudFormationYaml: ParseYaml = (text, file) => {
  const lines = new LineCounter();
  const positionOf = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  try {
    const document = parseDocument(text, { schema: 'core', lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
    const errors = document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
    // The parser calls itself for each level, and reports the overflow as a syntax error.
    if (errors.some(({ message }) => message.includes('call stack'))) throw tooDeep(file);
    if (errors.length > 0) throw syntaxError(file, errors.map((error) => `${positionOf(error.pos[0])}: ${error.message}`));
    const duplicates = document.errors.map(({ pos }) => `${positionOf(pos[0])}: key \`${keyAt(text, pos[0])}\` is used twice; only its last value is read, as by CloudFormation; remove one`);
    expandShortForms(document);
    return { document: document.toJS(), warnings: duplicates };
  } catch (error) {
    throw error instanceof RangeError ? tooDeep(file) : error;
  }
};

/** The first syntax error often causes the others. */
function syntaxError(file: string, errors: readonly string[]): Error {
  const more = errors.length > MAX_ERRORS ? [`and ${errors.length - MAX_ERRORS} more, which the first ones may have caused`] : [];
  return new Error(`${file} is not valid YAML:\n${[...errors.slice(0, MAX_ERRORS), ...more].map((error) => `- ${error}`).join('\n')}`);
}

function keyAt(text: string, offset: number): string {
  return /^(?:"[^"\n]*"|[^\s:]+)/.exec(text.slice(offset, offset + 300))?.[0] ?? '?';
}

/** `!GetAtt A.B` → `{ "Fn::GetAtt": ["A", "B"] }`, inner ones first. */
function expandShortForms(document: Document): void {
  const tagged: Node[] = [];
  visit(document, { Node: (_key, node) => void (isNode(node) && shortForm(node) !== undefined && tagged.push(node)) });
  const replaced = new Map<Node, Node>(tagged.map((node) => [node, longForm(node, shortForm(node)!)]));
  visit(document, {
    Node: (_key, node) => {
      const long = isNode(node) ? replaced.get(node) : undefined;
      // The long form contains the node itself, which must not be replaced again.
      if (long && isNode(node)) replaced.delete(node);
      return long;
    },
  });
}

/** The name of a short form such as `!Ref`; undefined for `!!str`, `!` and other tags. */
function shortForm({ tag }: Node): string | undefined {
  return tag !== undefined && /^![A-Za-z][A-Za-z0-9:]*$/.test(tag) ? tag.slice(1) : undefined;
}

function longForm(node: Node, name: string): Node {
  const map = new YAMLMap();
  // An alias refers to the long form.
  if ('anchor' in node && node.anchor !== undefined) map.anchor = node.anchor;
  if ('anchor' in node) node.anchor = undefined;
  node.tag = undefined;
  map.add(new Pair(new Scalar(name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`), argumentOf(node, name)));
  return map;
}

/** The long form of `Fn::GetAtt` requires a list; the short form joins it with a dot. */
function argumentOf(node: Node, name: string): unknown {
  if (!(node instanceof Scalar) || name !== 'GetAtt' || typeof node.value !== 'string') return node;
  const [id, ...attribute] = node.value.split('.');
  return attribute.length === 0 ? node : [id, attribute.join('.')];
}
