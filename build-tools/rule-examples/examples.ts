import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { BUILT_EXAMPLES } from './built-examples';
import type { Templates } from './evaluate-rule';
import type { Example } from './example';

export const EXAMPLES_FOLDER = join(__dirname, '..', '..', 'docs', 'rules');

/**
 * The example of each rule: `<id>.template.json`, and `<id>.deployed.json` for rules about changes.
 *
 * Examples that are too large for a file, or that need more than a template, are built.
 */
export function exampleOf(id: string): Example {
  const deployed = fileOf(`${id}.deployed.json`);
  const templates = fileOf(`${id}.template.json`);
  if (templates) return { templates, ...deployed ? { deployed } : {} };
  if (!Object.hasOwn(BUILT_EXAMPLES, id)) throw new Error(`there is no ${id}.template.json`);
  return BUILT_EXAMPLES[id]();
}

function fileOf(name: string): Templates | undefined {
  const file = join(EXAMPLES_FOLDER, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Templates : undefined;
}
