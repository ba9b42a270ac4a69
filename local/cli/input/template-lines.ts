import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';

/** The line of each resource in a template, counted from 1; empty if the text is not a template. */
export function resourceLines(text: string): ReadonlyMap<string, number> {
  return text.trimStart().startsWith('{') ? linesInJson(text) : linesInYaml(text);
}

function linesInYaml(text: string): Map<string, number> {
  const counter = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: counter, logLevel: 'silent' });
  const resources = isMap(document.contents) ? document.get('Resources', true) ?? document.getIn(['TemplateBody', 'Resources'], true) : undefined;
  if (!isMap(resources)) return new Map();
  return new Map(resources.items.flatMap(({ key }): [string, number][] => {
    return isScalar(key) && key.range ? [[String(key.value), counter.linePos(key.range[0]).line]] : [];
  }));
}

/** Scans only brackets, strings and line ends, because templates in JSON can be large. */
function linesInJson(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  let line = 1;
  let section = '';
  // In the output of `aws cloudformation get-template`, the template is one level down.
  let top = 1;
  const open: string[] = [];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]\n]/g)) {
    if (token === '\n') {line++;} else if (token === '{' || token === '[') {open.push(token);} else if (token === '}' || token === ']') {open.pop();} else if (open.at(-1) === '{' && isKey(text, index + token.length)) {
      if (open.length === 1 && token === '"TemplateBody"') top = 2;
      if (open.length === top) section = token;
      else if (open.length === top + 1 && section === '"Resources"') lines.set(unquoted(token), line);
    }
  }
  return lines;
}

function isKey(text: string, end: number): boolean {
  return /\s*:/y.exec(text.slice(end, end + 20)) !== null;
}

function unquoted(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    return token;
  }
}
