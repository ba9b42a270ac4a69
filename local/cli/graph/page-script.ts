/// <reference lib="dom" />
import type { Picture } from './picture';

/**
 * The script of the page. It is written into the page as text, so it cannot use anything outside this function.
 *
 * Pointing at an item highlights it with its connections. A click keeps the highlight and shows the details.
 */
export function pageScript(picture: Picture): void {
  const svg = document.querySelector('svg')!;
  const details = document.getElementById('details')!;
  const idOf = (element: Element | null) => element?.closest('[data-id]')?.getAttribute('data-id') ?? undefined;
  let kept: string | undefined;

  interface Item {
    readonly title: string;
    readonly subtitle: string;
    readonly path?: string;
    readonly facts: readonly { readonly name: string; readonly value: string }[];
    readonly findings: readonly number[];
    readonly box: string;
  }
  const items = new Map<string, Item>();
  for (const node of picture.nodes) {
    items.set(node.id, { ...node, box: node.id });
    for (const target of node.targets) {
      items.set(target.id, { ...target, title: target.name, subtitle: `Target of ${node.title} · ${target.note}`, box: node.id });
    }
  }

  /** The item with its callers and destinations. */
  const connected = (id: string) => {
    const box = items.get(id)?.box;
    const wires = picture.edges.filter((edge) => edge.target === id || edge.targets?.includes(id) || edge.from === id || edge.to === id || (box !== id && edge.to === box));
    return { wires: new Set(wires.map((edge) => edge.id)), boxes: new Set([box, ...wires.flatMap((edge) => [edge.from, edge.to])]) };
  };

  const highlight = (ids: readonly string[]) => {
    const all = ids.map(connected);
    svg.classList.toggle('pointing', ids.length > 0);
    for (const element of svg.querySelectorAll('.box')) element.classList.toggle('lit', all.some(({ boxes }) => boxes.has(element.getAttribute('data-id')!)));
    for (const element of svg.querySelectorAll('.wire[data-wire]')) element.classList.toggle('lit', all.some(({ wires }) => wires.has(element.getAttribute('data-wire')!)));
    for (const element of svg.querySelectorAll('[data-id]')) element.classList.toggle('chosen', ids.includes(element.getAttribute('data-id')!));
  };

  const add = (parent: Element, tag: string, text = '', className = '') => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (className) element.className = className;
    parent.append(element);
    return element;
  };

  const addFact = (list: Element, name: string, value: string) => {
    add(list, 'dt', name);
    add(list, 'dd', value);
  };

  const show = (id: string | undefined) => {
    const item = id === undefined ? undefined : items.get(id);
    details.replaceChildren();
    if (id === undefined || !item) {
      add(details, 'p', 'Point at a box to see its connections. Click it to see its details.', 'hint');
      return;
    }
    add(details, 'h2', item.title);
    add(details, 'p', item.subtitle, 'hint');
    const list = add(details, 'dl');
    if (item.path) addFact(list, 'construct', item.path);
    for (const { name, value } of item.facts) addFact(list, name, value);
    for (const edge of picture.edges) {
      const auth = edge.label.join(', ');
      const target = edge.target === undefined ? '' : ` (${items.get(edge.target)?.title})`;
      if (edge.to === id) addFact(list, 'called by', `${items.get(edge.from)?.title}${target}: ${auth}`);
      if (edge.from === id || edge.target === id || edge.targets?.includes(id)) addFact(list, 'calls', `${items.get(edge.to)?.title}: ${auth}${edge.asks ? `, which requires ${edge.asks}` : ''}`);
    }
    for (const finding of picture.findings.filter(({ number }) => item.findings.includes(number))) {
      addFact(list, finding.severity, `${finding.message}\n→ ${finding.fix}`);
    }
    showTargets(id);
  };

  /** The targets of a gateway, in groups that fold. */
  const showTargets = (id: string) => {
    const targets = picture.nodes.find((node) => node.id === id)?.targets ?? [];
    const groups = new Map<string, (typeof targets)[number][]>();
    for (const target of targets) {
      const kind = target.note.split(' · ')[0];
      groups.set(kind, [...groups.get(kind) ?? [], target]);
    }
    for (const [kind, group] of groups) {
      const fold = add(details, 'details');
      add(fold, 'summary', `${kind} (${group.length})`);
      for (const target of group) {
        const button = add(fold, 'button', target.name, 'item');
        button.addEventListener('click', () => reveal([target.id]));
      }
    }
  };

  const keep = (id: string | undefined) => {
    kept = kept === id ? undefined : id;
    highlight(kept === undefined ? [] : [kept]);
    show(kept);
  };

  svg.addEventListener('pointerover', (event) => {
    const id = idOf(event.target as Element);
    if (kept === undefined) highlight(id === undefined ? [] : [id]);
  });
  svg.addEventListener('pointerleave', () => highlight(kept === undefined ? [] : [kept]));
  svg.addEventListener('click', (event) => keep(idOf(event.target as Element)));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') keep(undefined);
    const id = document.activeElement === search ? undefined : idOf(document.activeElement);
    if (id !== undefined && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      keep(id);
    }
  });
  for (const element of svg.querySelectorAll('[data-id]')) {
    element.setAttribute('tabindex', '0');
    element.setAttribute('role', 'button');
    element.setAttribute('aria-label', items.get(element.getAttribute('data-id')!)?.title ?? '');
  }

  /** Scrolls to the first of these items, and shows its details if it is the only one. */
  const reveal = (ids: readonly string[]) => {
    const place = [...svg.querySelectorAll('[data-id]')].find((candidate) => candidate.getAttribute('data-id') === ids[0]);
    if (scale < 0.6) zoom(1);
    place?.scrollIntoView({ block: 'center', inline: 'center' });
    kept = ids.length === 1 ? ids[0] : undefined;
    highlight(ids);
    show(kept);
  };

  const search = document.getElementById('search') as HTMLInputElement;
  const found = document.getElementById('found')!;
  let matches: readonly string[] = [];
  let shown = -1;
  search.addEventListener('input', () => {
    const wanted = search.value.trim().toLowerCase();
    matches = wanted === '' ? [] : [...items].filter(([, { title, path }]) => `${title} ${path ?? ''}`.toLowerCase().includes(wanted)).map(([id]) => id);
    shown = -1;
    found.textContent = wanted === '' ? '' : `${matches.length} found`;
    highlight(matches);
  });
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || matches.length === 0) return;
    shown = (shown + 1) % matches.length;
    found.textContent = `${shown + 1} of ${matches.length}`;
    reveal([matches[shown]]);
  });

  for (const element of document.querySelectorAll('[data-finding]')) {
    const finding = picture.findings.find(({ number }) => String(number) === element.getAttribute('data-finding'));
    const at = finding?.at ?? [];
    element.addEventListener('pointerenter', () => highlight(at));
    element.addEventListener('pointerleave', () => highlight(kept === undefined ? [] : [kept]));
    element.addEventListener('click', () => {
      reveal(at);
    });
  }

  const { width, height } = svg.viewBox.baseVal;
  const drawing = document.getElementById('drawing')!;
  let scale = 1;
  const zoom = (wanted: number) => {
    scale = Math.min(4, Math.max(0.02, wanted));
    svg.style.width = `${width * scale}px`;
    svg.style.height = `${height * scale}px`;
  };
  const fit = () => zoom(Math.min(1, (drawing.clientWidth - 2) / width, (drawing.clientHeight - 2) / height));
  document.getElementById('bigger')!.addEventListener('click', () => zoom(scale * 1.25));
  document.getElementById('smaller')!.addEventListener('click', () => zoom(scale / 1.25));
  document.getElementById('fit')!.addEventListener('click', fit);
  fit();
  show(undefined);
}
