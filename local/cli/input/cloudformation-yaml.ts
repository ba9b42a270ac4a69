import { isNode, LineCounter, Pair, parseDocument, Scalar, visit, YAMLMap } from 'yaml';
import type { Document, Node } from 'yaml';

const MAX_FAULTS = 5;

/**
 * Reads a YAML template, its short forms such as `!Ref` as the long ones.
 *
 * Dates stay texts: `Version: 2012-10-17` is the version of a policy.
 *
 * @throws Error with the place of everything that is not YAML.
 */
export function parseCloudFormationYaml(text: string, file: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'core', lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return `${file}:${line}:${col}: ${error.code === 'DUPLICATE_KEY' ? duplicateKey(text, error.pos[0]) : error.message}`;
    });
    // One slip often makes everything after it look wrong.
    const more = faults.length > MAX_FAULTS ? [`and ${faults.length - MAX_FAULTS} more, which may come from the first`] : [];
    throw new Error(`${file} is not YAML:\n${[...faults.slice(0, MAX_FAULTS), ...more].map((fault) => `- ${fault}`).join('\n')}`);
  }
  expandShortForms(document);
  return document.toJS();
}

function duplicateKey(text: string, at: number): string {
  const [key] = /^[^\s:]+/.exec(text.slice(at)) ?? ['the key'];
  return `\`${key}\` is there twice, and only the last one of the two counts; rename or remove one`;
}

/** `!GetAtt A.B` → `{ "Fn::GetAtt": ["A", "B"] }`, inner ones first. */
function expandShortForms(document: Document): void {
  const tagged: Node[] = [];
  visit(document, { Node: (_key, node) => void (isNode(node) && shortForm(node) !== undefined && tagged.push(node)) });
  const replaced = new Map<Node, Node>(tagged.map((node) => [node, longForm(node, shortForm(node)!)]));
  visit(document, {
    Node: (_key, node) => {
      const long = isNode(node) ? replaced.get(node) : undefined;
      // The long form holds the node itself, which must not be replaced again.
      if (long && isNode(node)) replaced.delete(node);
      return long;
    },
  });
}

/** `!Ref` and not `!!str`, `!` or a tag that another program made up. */
function shortForm({ tag }: Node): string | undefined {
  return tag !== undefined && /^![A-Za-z][A-Za-z0-9:]*$/.test(tag) ? tag.slice(1) : undefined;
}

function longForm(node: Node, name: string): Node {
  const map = new YAMLMap();
  // Aliases mean the whole of it.
  if ('anchor' in node && node.anchor !== undefined) map.anchor = node.anchor;
  if ('anchor' in node) node.anchor = undefined;
  node.tag = undefined;
  map.add(new Pair(new Scalar(name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`), argumentOf(node, name)));
  return map;
}

/** Only the long form of Fn::GetAtt takes a list; the short one joins it with a dot. */
function argumentOf(node: Node, name: string): unknown {
  if (!(node instanceof Scalar) || name !== 'GetAtt' || typeof node.value !== 'string') return node;
  const [id, ...attribute] = node.value.split('.');
  return attribute.length === 0 ? node : [id, attribute.join('.')];
}
