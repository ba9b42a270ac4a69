import { badgeText } from './measure';
import type { NodeKind, Picture, PictureEdge, PictureNode } from './picture';
import { shorten } from './text-width';

/** Fill, stroke and text color of each kind, readable on light and dark backgrounds. */
const CLASSES: Readonly<Record<NodeKind, string>> = {
  gateway: 'fill:#ede7fb,stroke:#6d28d9,color:#1b2430',
  agent: 'fill:#e3f0fc,stroke:#0b6bcb,color:#1b2430',
  mcpServer: 'fill:#dcf5f1,stroke:#0f766e,color:#1b2430',
  function: 'fill:#fdf0de,stroke:#b45309,color:#1b2430',
  api: 'fill:#fce7f1,stroke:#be185d,color:#1b2430',
  service: 'fill:#eef0f3,stroke:#4b5563,color:#1b2430',
  caller: 'fill:#e2f4e8,stroke:#1f6f3d,color:#1b2430',
};

const SHAPES: Readonly<Record<NodeKind, readonly [open: string, close: string]>> = {
  gateway: ['{{', '}}'],
  agent: ['(', ')'],
  mcpServer: ['[[', ']]'],
  function: ['[', ']'],
  api: ['[/', '/]'],
  service: ['[', ']'],
  caller: ['([', '])'],
};

/** The picture as a Mermaid flowchart, for README files. */
export function formatMermaid({ stacks, nodes, edges, findings, folded }: Picture): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const severities = new Map(findings.map(({ number, severity }) => [number, severity]));
  const marked = (severity: 'error' | 'warning') => nodes.filter((node) => {
    const numbers = [...node.findings, ...node.targets.flatMap((target) => target.findings)];
    const hasError = numbers.some((number) => severities.get(number) === 'error');
    return numbers.length > 0 && hasError === (severity === 'error');
  });
  const line = (node: PictureNode) => `${ids.get(node.id)}${nodeText(node)}:::${node.kind}`;
  const kinds = (Object.keys(CLASSES) as NodeKind[]).filter((kind) => nodes.some((node) => node.kind === kind));
  return [
    'flowchart LR',
    ...folded === undefined ? [] : [`  %% ${comment(folded)}`],
    ...stacks.flatMap(({ id, title }, index) => [
      `  subgraph s${index}["${escapeText(title)}"]`,
      // Without it, a subgraph whose nodes have no arrows to others lays them out from top to bottom.
      '    direction LR',
      ...nodes.filter(({ stack }) => stack === id).map((node) => `    ${line(node)}`),
      '  end',
    ]),
    ...nodes.filter(({ stack }) => stack === undefined).map((node) => `  ${line(node)}`),
    ...edges.map((edge) => `  ${ids.get(edge.from)} ${edge.certain ? '-->' : '-.->'}|"${edgeText(edge, nodes)}"| ${ids.get(edge.to)}`),
    ...kinds.map((kind) => `  classDef ${kind} ${CLASSES[kind]}`),
    // A second class would override the colors of the kind.
    ...marked('error').map(({ id }) => `  style ${ids.get(id)} stroke:#c62828,stroke-width:3px`),
    ...marked('warning').map(({ id }) => `  style ${ids.get(id)} stroke:#b7791f,stroke-width:3px`),
    ...findings.map(({ number, severity, rule, path }) => `  %% ${number} ${severity} ${comment(`${rule} ${path}`)}`),
  ].join('\n') + '\n';
}

function nodeText({ kind, title, subtitle, features, findings, targets }: PictureNode): string {
  const [open, close] = SHAPES[kind];
  const rows = targets.filter(({ call }) => call).map(({ call, name, note, findings: marks }) => `${escapeText(shorten(name))}${markText(marks)} · ${escapeText(note)} → ${escapeText(shorten(call!.to))}`);
  const lines = [`<b>${escapeText(shorten(title))}</b>${markText(findings)}`, ...[subtitle, ...features].map(escapeText), ...rows];
  return `${open}"${lines.join('<br/>')}"${close}`;
}

/** The target, the authentication of the call, and the inbound authorization of the destination. */
function edgeText({ target: id, from, label, asks }: PictureEdge, nodes: readonly PictureNode[]): string {
  const target = nodes.find((node) => node.id === from)?.targets.find((candidate) => candidate.id === id);
  const lines = [...label, ...asks === undefined ? [] : [`inbound ${asks}`]].map(escapeText);
  return [...target ? [`<b>${escapeText(shorten(target.name))}</b>${markText(target.findings)}`, escapeText(target.note)] : [], ...lines].join('<br/>');
}

function markText(numbers: readonly number[]): string {
  return numbers.length === 0 ? '' : ` ⚠ ${badgeText(numbers)}`;
}

/** Escapes every character that could end the text or start markup, as a Mermaid entity. */
function escapeText(text: string): string {
  return text.replaceAll(/[#"&<>`|{}\[\]\\;*_]/g, (character) => `#${character.charCodeAt(0)};`).replaceAll(/\s+/g, ' ');
}

function comment(text: string): string {
  return text.replaceAll(/[\r\n{}]/g, ' ');
}
