import { createHash } from 'crypto';
import { escapeXml } from './escape';
import { drawing, summary } from './format-svg';
import { pageScript } from './page-script';
import type { Picture, PictureFinding } from './picture';
import { FONT_FAMILY, PICTURE_CSS, themeCss } from './theme';
import { counted } from '../../../src/findings/format';

const PAGE_CSS = [
  themeCss(':root'),
  PICTURE_CSS,
  `*{box-sizing:border-box}html,body{height:100%;margin:0}body{display:grid;grid-template:auto 1fr/1fr 340px;background:var(--ground);color:var(--text);font:14px/1.5 ${FONT_FAMILY}}`,
  'header{grid-column:1/3;display:flex;gap:16px;align-items:center;padding:10px 20px;border-bottom:1px solid var(--frame-line)}',
  'h1{font-size:16px;margin:0}header p{margin:0;color:var(--faint);flex:1}',
  'button{font:inherit;color:inherit;background:var(--box);border:1px solid var(--line);border-radius:6px;padding:2px 10px;cursor:pointer}button:hover{border-color:var(--faint)}',
  'input{font:inherit;color:inherit;background:var(--box);border:1px solid var(--line);border-radius:6px;padding:2px 8px}output{color:var(--faint);min-width:60px}',
  'details{margin-top:10px}summary{cursor:pointer;color:var(--faint);font-size:12px}.item{display:block;width:100%;text-align:left;border:0;background:none;padding:2px 0;overflow-wrap:anywhere}',
  '#drawing{overflow:auto;padding:0}#drawing svg{display:block}',
  'aside{overflow:auto;border-left:1px solid var(--frame-line);background:var(--frame);padding:16px 18px}',
  'h2{font-size:14px;margin:0 0 2px;overflow-wrap:anywhere}.hint{color:var(--faint);margin:0 0 10px}section+section{margin-top:22px;border-top:1px solid var(--frame-line);padding-top:16px}',
  'dl{margin:0}dt{color:var(--faint);font-size:12px;margin-top:8px}dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}',
  'ol{list-style:none;margin:8px 0 0;padding:0}li{border:1px solid var(--line);border-radius:8px;background:var(--box);padding:8px 10px;margin-bottom:8px;cursor:pointer}li:hover{border-color:var(--faint)}',
  'li p{margin:4px 0 0;overflow-wrap:anywhere;white-space:pre-line}li .where{color:var(--faint);font-size:12px}b.error{color:var(--error)}b.warning{color:var(--warning)}a{color:var(--chosen)}',
  '.box,.target{cursor:pointer;outline:none}.box,.wire{transition:opacity .12s}.pointing .box:not(.lit),.pointing .wire[data-wire]:not(.lit){opacity:.22}',
  '.box.chosen .body,.box:focus-visible .body{stroke:var(--chosen);stroke-width:2}.target.chosen>rect,.target:hover>rect,.target:focus-visible>rect{fill:var(--chosen);fill-opacity:.14}',
  '@media (max-width:800px){body{grid-template:auto 60vh auto/1fr}header{grid-column:1}aside{border-left:0;border-top:1px solid var(--frame-line)}}',
].join('');

/** The picture as a page with details: a self-contained file whose content security policy allows its own script and style only. */
export function formatHtml(picture: Picture): string {
  const { svg, width, height } = drawing(picture, { findings: false });
  const script = `(${pageScript.toString()})(JSON.parse(document.getElementById('data').textContent))`;
  const policy = `default-src 'none'; img-src data:; style-src '${sha256(PAGE_CSS)}'; script-src '${sha256(script)}'`;
  const gateways = picture.nodes.filter(({ kind }) => kind === 'gateway').length;
  const targets = picture.nodes.reduce((sum, node) => sum + node.targets.length, 0);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>Gateways</title>
<style>${PAGE_CSS}</style>
</head>
<body>
<header>
<h1>Gateways</h1>
<p>${[counted(gateways, 'gateway'), ...picture.folded === undefined ? [counted(targets, 'target')] : [], counted(picture.findings.length, 'finding')].join(' · ')}${picture.folded === undefined ? '' : `<br>${escapeXml(picture.folded)}`}</p>
<label>Search <input id="search" type="search" placeholder="name or path" size="18"></label><output id="found"></output>
<button id="smaller" aria-label="smaller">−</button><button id="bigger" aria-label="bigger">+</button><button id="fit">Fit</button>
</header>
<main id="drawing"><svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="${escapeXml(summary(picture))}">
${svg}
</svg></main>
<aside>
<section id="details" aria-live="polite"></section>
<section>
<h2>${picture.findings.length === 0 ? 'No findings' : 'Findings'}</h2>
<ol>
${picture.findings.map(listItem).join('\n')}
</ol>
</section>
</aside>
<script type="application/json" id="data">${JSON.stringify(picture).replaceAll('<', '\\u003c')}</script>
<script>${script}</script>
</body>
</html>
`;
}

function listItem({ number, severity, rule, path, message, fix, link, line }: PictureFinding): string {
  return `<li data-finding="${number}"><b class="${severity}">${number} ${severity}</b> <a href="${escapeXml(link)}" rel="noreferrer">${escapeXml(rule)}</a>`
    + `<p class="where">${escapeXml(path)}${line === undefined ? '' : `<br>${escapeXml(line)}`}</p><p>${escapeXml(message)}</p><p>→ ${escapeXml(fix)}</p></li>`;
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
