import { join } from 'path';
import { HOSTILE, hostilePicture, newEdge, newFinding, newNode, newPicture, newTarget } from './pictures';
import { escapeXml } from '../../../local/cli/graph/escape';
import { formatHtml } from '../../../local/cli/graph/format-html';
import { formatMermaid } from '../../../local/cli/graph/format-mermaid';
import { formatSvg } from '../../../local/cli/graph/format-svg';
import { pictureOf } from '../../../local/cli/graph/picture-of';
import { shorten, textWidth } from '../../../local/cli/graph/text-width';
import { loadAssembly } from '../../../src/model/read-assembly';
import { synthesize, team } from '../apps';
import { expectFile, expectGolden } from '../golden';
import { synthesizeWeather } from '../weather';

const FORMATS = [['mermaid', formatMermaid], ['svg', formatSvg], ['html', formatHtml]] as const;

describe('an app', () => {
  const picture = pictureOf(loadAssembly(synthesize(team)), []);

  test('as Mermaid', () => {
    expectGolden('team.mmd', formatMermaid(picture));
  });

  test('as SVG', () => {
    expectGolden('team.svg', formatSvg(picture));
  });

  test('of examples/weather is the picture in docs', () => {
    const weather = pictureOf(loadAssembly(synthesizeWeather()), []);
    expectFile(join(__dirname, '..', '..', '..', 'docs', 'images', 'weather.svg'), formatSvg(weather));
  });

  test.each(FORMATS)('as %s is deterministic, and contains no path of this machine', (_, format) => {
    const directory = synthesize(team);
    const text = format(pictureOf(loadAssembly(directory), []));
    expect(text).toBe(format(picture));
    expect(text).not.toContain(process.cwd());
    expect(text).not.toContain(directory);
  });
});

describe('findings', () => {
  const picture = newPicture([newNode('G', { kind: 'gateway', targets: [newTarget('t', { findings: [2, 3, 4, 5] })], findings: [1] })], [newEdge('G', 'G', { target: 't' })], {
    findings: [newFinding(1, ['G']), ...Array.from({ length: 15 }, (_, index) => newFinding(index + 2, ['t'], { severity: 'warning' }))],
  });

  test('are marked with their numbers, and the first ones are listed', () => {
    const svg = formatSvg(picture);
    expect(svg).toMatch(/<g class="mark error"><rect[^>]*><text[^>]*>1<\/text><\/g>/);
    expect(svg).toMatch(/<g class="mark warning"><rect[^>]*><text[^>]*>2 3 \+2<\/text><\/g>/);
    expect(svg.match(/<g class="finding">/g)).toHaveLength(13);
    expect(svg).toContain('and 4 more: agentcore-gateway check');
  });

  test('are all listed in the page', () => {
    expect(formatHtml(picture).match(/<li data-finding=/g)).toHaveLength(16);
  });

  test('are marked in Mermaid', () => {
    expect(formatMermaid(picture)).toContain('<b>G</b> ⚠ 1');
    expect(formatMermaid(picture)).toContain('style n0 stroke:#c62828');
  });
});

test.each(FORMATS)('an app without gateways as %s', (_, format) => {
  expect(markupOf(format(newPicture([], [])))).not.toMatch(/NaN|undefined|Infinity/);
});

/** A page without its scripts, data and styles. */
function markupOf(text: string): string {
  return text.replaceAll(/<(script|style)[ >][^]*?<\/\1>/g, '');
}

describe('hostile names', () => {
  test.each(FORMATS.slice(1))('are escaped in %s', (_, format) => {
    const markup = markupOf(format(hostilePicture()));
    expect(markup).not.toMatch(/<script|<!--|NaN|undefined/);
    // eslint-disable-next-line no-control-regex
    expect(markup).not.toMatch(/[\u0000-\u0008]/);
  });

  test('cannot end the data in the page', () => {
    const [data] = /(?<=<script type="application\/json" id="data">)[^]*?(?=<\/script>)/.exec(formatHtml(hostilePicture()))!;
    expect(JSON.parse(data)).toEqual(JSON.parse(JSON.stringify(hostilePicture())));
  });

  test('cannot end a text or start a line in Mermaid', () => {
    const lines = formatMermaid(hostilePicture()).trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^(flowchart LR|  (subgraph|end|classDef|style|%% \d| {2}(direction LR|n\d)|n\d).*)$/);
    for (const line of lines.filter((one) => one.includes('"'))) expect(line.match(/"/g)).toHaveLength(2);
  });
});

describe('texts', () => {
  test('are measured with the widths of DejaVu Sans', () => {
    expect(textWidth('gateway', { size: 10 })).toBe(43);
    expect(textWidth('gateway', { size: 10, bold: true })).toBe(48);
    expect(textWidth('漢字', { size: 10 })).toBe(26);
  });

  test('are cut in the middle', () => {
    expect(shorten('abcdefghij', 10)).toBe('abcdefghij');
    expect(shorten('abcdefghijk', 10)).toBe('abcdef…ijk');
    expect([...shorten('🚀'.repeat(50), 10)]).toHaveLength(10);
  });

  test('are one line without control characters', () => {
    for (const text of HOSTILE) expect(shorten(text)).not.toMatch(/[\n\u202e\u0000]/);
  });

  test('contain no characters that XML forbids', () => {
    expect(escapeXml('a\u0000b<c>&"\'\ud800')).toBe('a\ufffdb&lt;c&gt;&amp;&quot;&#39;\ufffd');
  });
});
