import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import type { JudgeOptions, Templates } from '../judge';
import { BUILT_EXAMPLES } from './built';

export interface Example extends JudgeOptions {
  readonly templates: Templates;
}

/**
 * The templates that fail with a rule: `<id>.template.json`, and beside it `<id>.deployed.json` where the fault is a change.
 *
 * What is too large to be read, or takes more than a template, is built instead.
 */
export function exampleOf(id: string): Example {
  const deployed = fileOf(`${id}.deployed.json`);
  const templates = fileOf(`${id}.template.json`);
  if (templates) return { templates, ...deployed ? { deployed } : {} };
  if (!Object.hasOwn(BUILT_EXAMPLES, id)) throw new Error(`there is no ${id}.template.json`);
  return BUILT_EXAMPLES[id]();
}

function fileOf(name: string): Templates | undefined {
  const file = join(__dirname, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Templates : undefined;
}
