import type { Point } from './dagre';
import { escapeXml } from './escape';
import { Box, contains, Layout, layOut, Wire } from './layout';
import { legendOf, LegendItem } from './legend';
import {
  BADGE_HEIGHT, badgeText, badgeWidth, FEATURE_HEIGHT, FONTS, GAP, HEADER_HEIGHT, ICON_SPACE, INSET, LABEL_LINE, ROW_HEIGHT, rowMiddle,
} from './measure';
import type { Picture, PictureFinding, PictureTarget } from './picture';
import { destinationText, rowPlace, RowTable, rowTable } from './rows';
import { SIGNS } from './signs';
import { Font, shorten, textWidth } from './text-width';
import { FONT_FAMILY, PICTURE_CSS, themeCss } from './theme';
import { counted } from '../../../src/findings/format';

const LEGEND_HEIGHT = 26;
const FINDING_HEIGHT = 20;
/** The SVG lists this many findings; the HTML page and `check` list all. */
const MOST_FINDINGS = 12;

/** The picture as a self-contained file, in the light or dark color scheme of the reader. */
export function formatSvg(picture: Picture): string {
  const { svg, width, height } = drawing(picture, { findings: true });
  const style = themeCss('svg') + PICTURE_CSS;
  return `<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${escapeXml(FONT_FAMILY)}" role="img" aria-label="${escapeXml(summary(picture))}">
<style>${style}</style>
<rect class="ground" width="${width}" height="${height}" rx="10"/>
${svg}
</svg>
`;
}

interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** The content of the `svg` element. */
export function drawing(picture: Picture, { findings }: { readonly findings: boolean }): Drawing {
  const layout = layOut(picture);
  const severities = new Map(picture.findings.map(({ number, severity }) => [number, severity]));
  const errors = new Set([...severities].filter(([, severity]) => severity === 'error').map(([number]) => number));
  const legend = legendOf(picture);
  const listed = findings ? picture.findings.slice(0, MOST_FINDINGS) : [];
  const left = picture.findings.length - listed.length;
  const lines = [...picture.folded === undefined ? [] : [`<tspan class="strong">${escapeXml(picture.folded)}</tspan>`], ...listed.map(findingLine), ...findings && left > 0 ? [`<tspan class="faint">and ${left} more: agentcore-gateway check</tspan>`] : []];
  const noteWidth = picture.folded === undefined ? 0 : 2 * INSET + 12 + textWidth(picture.folded, { ...FONTS.finding, bold: true });
  const width = Math.max(layout.width, rowsWidth(legend), noteWidth, ...listed.map(findingWidth), picture.nodes.length === 0 ? 320 : 0);
  const legendRows = wrapped(legend, width - 2 * INSET);
  const legendTop = layout.height;
  const findingsTop = legendTop + legendRows.length * LEGEND_HEIGHT + (lines.length > 0 ? GAP : 0);
  const svg = [
    ...picture.nodes.length === 0 ? [text('There are no gateways.', { x: 20, y: 24, ...FONTS.title })] : [],
    ...layout.frames.map(frame),
    ...layout.wires.map((wire) => wireGroup(wire, layout, 'line')),
    ...layout.boxes.map((box) => boxGroup(box, errors)),
    // Labels are above all lines: with gateways that call each other, a line may cross a label.
    ...layout.wires.map((wire) => wireGroup(wire, layout, 'label')),
    ...legendRows.flatMap((items, index) => legendRow(items, legendTop + index * LEGEND_HEIGHT)),
    ...lines.map((line, index) => `<g class="finding"><text x="${INSET + 6}" y="${findingsTop + index * FINDING_HEIGHT + 14}" font-size="${FONTS.finding.size}">${line}</text></g>`),
  ];
  return { svg: svg.join('\n'), width, height: findingsTop + lines.length * FINDING_HEIGHT + (lines.length > 0 ? GAP : 0) };
}

/** The description for screen readers. */
export function summary({ nodes, findings, folded }: Picture): string {
  const gateways = nodes.filter(({ kind }) => kind === 'gateway');
  const described = gateways.map(({ title: name, targets }) => {
    return targets.length === 0 ? folded === undefined ? `${name} has no targets.` : `${name}.` : `${name} has the targets ${targets.map((target) => target.name).join(', ')}.`;
  });
  return [`${counted(gateways.length, 'gateway')}, ${counted(findings.length, 'finding')}.`, ...folded === undefined ? [] : [`${folded}.`], ...described].join(' ');
}

function frame({ stack, x, y, width, height }: Layout['frames'][number]): string {
  return `<g class="frame"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10"/>${text(shorten(stack.title, 60), { x: x + INSET, y: y + 19, ...FONTS.stack })}</g>`;
}

function wireGroup(wire: Wire, { frames }: Layout, part: 'line' | 'label'): string {
  const { edge, points, label } = wire;
  const inside = frames.some((one) => contains(one, label));
  const classes = ['wire', edge.kind, ...edge.certain ? [] : ['perhaps'], ...edge.open ? ['open'] : [], ...inside ? ['inside'] : []];
  const content = part === 'line' ? `<path d="${curve(points)}"/>${head(points)}` : wireLabel(wire);
  return `<g class="${classes.join(' ')}" data-wire="${escapeXml(edge.id)}">${title(wireTitle(edge.certain, edge.asks))}${content}</g>`;
}

function wireLabel({ edge, label: { x, y, width, height } }: Wire): string {
  const lines = edge.label.map((line, index) => text(line, {
    x: x + width / 2, y: y + 14 + index * LABEL_LINE, anchor: 'middle', className: index === 0 ? '' : 'faint', ...FONTS.label,
  }));
  return `<g class="label"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>${lines.join('')}</g>`;
}

function wireTitle(certain: boolean, asks: string | undefined): string {
  return [...asks === undefined ? [] : [`The destination requires ${asks}.`], ...certain ? [] : ['Whether this call is allowed is unknown until deployment.']].join(' ');
}

/** Horizontal at every point, with a curve between two points of different height. */
function curve(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => {
    if (index === 0) return `M${x} ${y}`;
    const before = points[index - 1];
    if (before.y === y) return `H${x}`;
    const middle = Math.round((before.x + x) / 2);
    return `C${middle} ${before.y} ${middle} ${y} ${x} ${y}`;
  }).join('');
}

function head(points: readonly Point[]): string {
  const [before, { x, y }] = points.slice(-2);
  const back = before.x <= x ? -8 : 8;
  return `<path class="head" d="M${x} ${y}l${back} -4v8z"/>`;
}

function boxGroup(box: Box, errors: ReadonlySet<number>): string {
  const { node, targets, x, y, width, height } = box;
  const table = rowTable(node);
  const top = y + HEADER_HEIGHT;
  const features = node.features.map((feature, index) => text(feature, { x: x + INSET, y: top + index * FEATURE_HEIGHT + 9, className: 'faint', ...FONTS.feature }));
  return [
    `<g class="box ${node.kind}" data-id="${escapeXml(node.id)}">${title(node.path ?? node.title)}`,
    `<rect class="body" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>`,
    `<path class="edge" d="M${x + 8} ${y}h-1a7 7 0 0 0 -7 7v${height - 14}a7 7 0 0 0 7 7h1a4 4 0 0 1 -4 -4v${-(height - 8)}a4 4 0 0 1 4 -4z"/>`,
    `<path class="sign" d="${SIGNS[node.kind]}" transform="translate(${x + 13} ${y + 14})"/>`,
    text(shorten(node.title), { x: x + ICON_SPACE, y: y + 21, className: 'strong', ...FONTS.title }),
    text(node.subtitle, { x: x + ICON_SPACE, y: y + 37, className: 'faint', ...FONTS.subtitle }),
    mark(node.findings, x + width - 10, y + 18, errors),
    ...features,
    ...targets.map((target, index) => row(target, box, index, table, errors)),
    '</g>',
  ].join('');
}

/** A row, with its note at the right edge; in a table, with its texts below each other. */
function row(target: PictureTarget, { node, x, y, width }: Box, index: number, table: RowTable | undefined, errors: ReadonlySet<number>): string {
  const { id, name, note, path, findings, call } = target;
  const place = table ? rowPlace(table, index) : { left: 0, top: index * ROW_HEIGHT };
  const [left, rowWidth] = [x + place.left, table?.columnWidth ?? width];
  const middle = y + rowMiddle(node, 0) + place.top;
  const nameEnd = left + INSET + textWidth(shorten(name), FONTS.target);
  const faint = (content: string, at: number) => text(content, { x: left + at, y: middle + 4, className: 'faint', ...FONTS.note });
  return `<g class="target" data-id="${escapeXml(id)}">${title(path)}<rect x="${left + 5}" y="${middle - ROW_HEIGHT / 2}" width="${rowWidth - 6}" height="${ROW_HEIGHT}" fill="none"/>`
    + `<path class="rule" d="M${left + INSET} ${middle - ROW_HEIGHT / 2}h${rowWidth - 2 * INSET}"/>`
    + text(shorten(name), { x: left + INSET, y: middle + 4, className: 'strong', ...FONTS.target })
    + mark(findings, nameEnd + 6 + (findings.length > 0 ? badgeWidth(findings) : 0), middle, errors)
    + (table && call
      ? faint(note, table.note) + text(destinationText(target), { x: left + table.to, y: middle + 4, ...FONTS.note }) + (call.auth === undefined ? '' : faint(call.auth, table.auth))
      : text(note, { x: left + width - INSET, y: middle + 4, anchor: 'end', className: 'faint', ...FONTS.note }))
    + '</g>';
}

/** The numbers of findings, in the color of the highest severity. `right` and `middle` are the middle of the right edge. */
function mark(numbers: readonly number[], right: number, middle: number, errors: ReadonlySet<number>): string {
  if (numbers.length === 0) return '';
  const width = badgeWidth(numbers);
  const severity = numbers.some((number) => errors.has(number)) ? 'error' : 'warning';
  return `<g class="mark ${severity}"><rect x="${right - width}" y="${middle - BADGE_HEIGHT / 2}" width="${width}" height="${BADGE_HEIGHT}" rx="8"/>`
    + text(badgeText(numbers), { x: right - width / 2, y: middle + 3.5, anchor: 'middle', ...FONTS.badge }) + '</g>';
}

function legendRow(items: readonly LegendItem[], top: number): string[] {
  let x = INSET + 6;
  return items.map((item) => {
    const at = x;
    x += legendWidth(item);
    return `<g class="legend" transform="translate(${at} ${top})">${item.sample}${text(item.title, { x: item.sampleWidth + 6, y: 14, className: 'faint', ...FONTS.legend })}</g>`;
  });
}

function legendWidth({ title: label, sampleWidth }: LegendItem): number {
  return sampleWidth + 6 + textWidth(label, FONTS.legend) + 20;
}

function rowsWidth(items: readonly LegendItem[]): number {
  return Math.max(0, ...items.map(legendWidth)) + 2 * INSET;
}

function wrapped(items: readonly LegendItem[], width: number): LegendItem[][] {
  const rows: LegendItem[][] = [];
  let left = 0;
  for (const item of items) {
    const needed = legendWidth(item);
    if (needed > left) {
      rows.push([]);
      left = width - 6;
    }
    rows.at(-1)!.push(item);
    left -= needed;
  }
  return rows;
}

function findingLine({ number, severity, rule, path }: PictureFinding): string {
  return `<tspan class="${severity} strong">${number} ${severity}</tspan> <tspan class="strong">${escapeXml(rule)}</tspan> <tspan class="faint">${escapeXml(shorten(path, 60))}</tspan>`;
}

function findingWidth({ number, severity, rule, path }: PictureFinding): number {
  return 2 * INSET + 12 + textWidth(`${number} ${severity} ${rule} ${shorten(path, 60)}`, { ...FONTS.finding, bold: true });
}

interface TextOptions extends Font {
  readonly x: number;
  readonly y: number;
  readonly anchor?: 'middle' | 'end';
  readonly className?: string;
}

function text(content: string, { x, y, size, anchor, className }: TextOptions): string {
  const attributes = [`x="${x}"`, `y="${y}"`, `font-size="${size}"`, ...anchor ? [`text-anchor="${anchor}"`] : [], ...className ? [`class="${className}"`] : []];
  return `<text ${attributes.join(' ')}>${escapeXml(content)}</text>`;
}

function title(content: string): string {
  return content === '' ? '' : `<title>${escapeXml(content)}</title>`;
}
