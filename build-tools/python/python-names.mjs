// Translates the names of methods and properties in docstrings to Python.
import { readFileSync } from 'node:fs';
import { toSnakeCase } from 'codemaker';

/** ``addGateway`` becomes ``add_gateway``. jsii-pacmak translates signatures and examples, but not names in sentences. */
export function pythonNames(text) {
  const members = memberNames();
  return text.replaceAll(/``((?:[A-Z]\w*\.)?)([a-z]\w*)(\(\))?``/g, (code, owner, name, call = '') => {
    return owner !== '' || members.has(name) ? `\`\`${owner}${toSnakeCase(name)}${call}\`\`` : code;
  });
}

function memberNames() {
  const { types } = JSON.parse(readFileSync('.jsii', 'utf8'));
  return new Set(Object.values(types).flatMap(({ methods = [], properties = [] }) => [...methods, ...properties].map(({ name }) => name)));
}
