import type { NodeKind } from './picture';

/** The color of each kind of node, with a contrast of at least 4.5 to the light and dark background. */
const COLORS: Readonly<Record<NodeKind, readonly [light: string, dark: string]>> = {
  gateway: ['#6d28d9', '#b794f6'],
  agent: ['#0b6bcb', '#6cb6ff'],
  mcpServer: ['#0f766e', '#4fd1c5'],
  function: ['#b45309', '#f6ad55'],
  api: ['#be185d', '#f687b3'],
  service: ['#4b5563', '#a9b4c2'],
  caller: ['#1f6f3d', '#68d391'],
};

export const KIND_TITLES: Readonly<Record<NodeKind, string>> = {
  caller: 'caller',
  agent: 'agent',
  gateway: 'gateway with its targets',
  mcpServer: 'MCP server',
  function: 'Lambda function',
  api: 'API',
  service: 'other service',
};

const LIGHT = {
  'ground': '#ffffff',
  'frame': '#f6f7f9',
  'frame-line': '#d5dae1',
  'box': '#ffffff',
  'line': '#c3cad4',
  'text': '#1b2430',
  'faint': '#566273',
  'wire': '#7b8794',
  'error': '#c62828',
  'warning': '#8f5a00',
  'on-mark': '#ffffff',
  'chosen': '#0b6bcb',
};

const DARK = {
  'ground': '#0d1117',
  'frame': '#141a22',
  'frame-line': '#2d3642',
  'box': '#1b222c',
  'line': '#3a4553',
  'text': '#e8edf3',
  'faint': '#9eabba',
  'wire': '#7f8c9b',
  'error': '#ff7b72',
  'warning': '#e3b341',
  'on-mark': '#0d1117',
  'chosen': '#6cb6ff',
};

export const FONT_FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";

/** The colors as CSS variables, for the light or dark color scheme of the reader. */
export function themeCss(selector: string): string {
  return `${selector}{color-scheme:light dark;${variables(LIGHT, 0)}}@media (prefers-color-scheme:dark){${selector}{${variables(DARK, 1)}}}`;
}

function variables(colors: Readonly<Record<string, string>>, theme: 0 | 1): string {
  const kinds = Object.entries(COLORS).map(([kind, pair]) => `--${kind}:${pair[theme]}`);
  return [...Object.entries(colors).map(([name, value]) => `--${name}:${value}`), ...kinds].join(';');
}

/** The style of the picture, for the SVG file and the HTML page. */
export const PICTURE_CSS = [
  `.picture{font-family:${FONT_FAMILY}}`,
  '.picture text{fill:var(--text)}',
  '.picture .faint{fill:var(--faint)}',
  '.ground{fill:var(--ground)}',
  '.frame rect{fill:var(--frame);stroke:var(--frame-line)}',
  '.picture .frame text{fill:var(--faint);font-weight:600}',
  '.box .body{fill:var(--box);stroke:var(--line)}',
  ...Object.keys(COLORS).map((kind) => `.${kind} .edge{fill:var(--${kind})}.${kind} .sign{stroke:var(--${kind})}`),
  '.sign{fill:none;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}',
  '.rule{stroke:var(--line)}',
  '.strong{font-weight:600}',
  '.wire path{fill:none;stroke:var(--wire);stroke-width:1.4}',
  '.wire .head{fill:var(--wire);stroke:none}',
  '.wire.perhaps path{stroke-dasharray:5 4}',
  '.wire rect{fill:var(--ground);stroke:var(--line)}',
  '.wire.inside rect{fill:var(--frame)}',
  '.wire.open path{stroke:var(--error)}.wire.open .head{fill:var(--error)}.wire.open rect{stroke:var(--error)}.picture .wire.open text{fill:var(--error)}',
  '.mark rect{stroke:none}.mark.error rect{fill:var(--error)}.mark.warning rect{fill:var(--warning)}',
  '.picture .mark text{fill:var(--on-mark);font-weight:700}',
  '.picture .finding .error{fill:var(--error)}.picture .finding .warning{fill:var(--warning)}',
].join('');
