import type { Picture, PictureEdge, PictureFinding, PictureNode, PictureStack } from '../../../local/cli/graph/picture';

export function newNode(id: string, more: Partial<PictureNode> = {}): PictureNode {
  return { id, kind: 'function', title: id, subtitle: 'Lambda function', features: [], targets: [], facts: [], findings: [], ...more };
}

export function newEdge(from: string, to: string, more: Partial<PictureEdge> = {}): PictureEdge {
  return { id: `${more.target ?? from} → ${to}`, kind: more.target === undefined ? 'inbound' : 'outbound', from, to, label: ['AWS IAM'], certain: true, open: false, ...more };
}

export function newTarget(id: string, more: Partial<PictureNode['targets'][number]> = {}): PictureNode['targets'][number] {
  return { id, name: id, note: 'Lambda · 3 tools', path: `S/${id}`, facts: [], findings: [], ...more };
}

interface More {
  readonly stacks?: readonly PictureStack[];
  readonly findings?: readonly PictureFinding[];
}

export function newPicture(nodes: readonly PictureNode[], edges: readonly PictureEdge[], more: More = {}): Picture {
  return { stacks: [], findings: [], nodes, edges, ...more };
}

export function newFinding(number: number, at: readonly string[], more: Partial<PictureFinding> = {}): PictureFinding {
  return { number, at, rule: 'names-duplicate-target', severity: 'error', path: at[0], message: 'two targets are called `orders`', fix: 'rename one', link: 'https://example.com/rules#names-duplicate-target', ...more };
}

/** Texts with a meaning in XML, HTML, Mermaid or scripts. */
export const HOSTILE = [
  '</svg><script>alert(1)</script>', '"]; click n0 "javascript:alert(1)"', '</script><!--', 'end', '`**bold**`', "a'b\"c&d<e>", '%%{init: {}}%%', '#quot; &amp;',
  'a\nb\u0000c\u202ed\ud800e', 'x'.repeat(300), '漢字のゲートウェイ 🚀 عربى',
];

/** A picture in which every text is hostile. */
export function hostilePicture(): Picture {
  const nodes = HOSTILE.map((text, index) => newNode(`${index} ${text}`, {
    kind: index % 2 === 0 ? 'gateway' : 'agent',
    title: text,
    subtitle: text.slice(0, 40),
    stack: 'S</text>',
    path: text,
    features: [text.slice(0, 60)],
    targets: index % 2 === 0 ? [newTarget(`t${index} ${text}`, { name: text, note: text.slice(0, 40), path: text, facts: [{ name: 'x', value: text }], findings: [1] })] : [],
    facts: [{ name: text, value: text }],
    findings: [1],
  }));
  const edges = nodes.slice(1).map(({ id }, index) => newEdge(nodes[index].id, id, {
    ...nodes[index].targets.length > 0 ? { target: nodes[index].targets[0].id } : {}, label: [HOSTILE[index].slice(0, 30)], asks: HOSTILE[index],
  }));
  return newPicture(nodes, edges, {
    stacks: [{ id: 'S</text>', title: 'S</text>' }],
    findings: [newFinding(1, [nodes[0].id], { message: HOSTILE.join('\n'), path: HOSTILE[0], fix: HOSTILE[1], rule: 'a<b' })],
  });
}
