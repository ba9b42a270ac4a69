import { existsSync, readFileSync, statSync } from 'fs';
import { basename, dirname, resolve } from 'path';
import { readConstructs, StackConstructs } from './read-constructs';
import { asText, parseJsonOf } from './read-json';
import type { Asset, Source, StackId, StackSource } from './source';
import { resourcesOf, Template, TemplateResource } from './template';
import { isObject, own } from '../json';

const NESTED_STACK = 'AWS::CloudFormation::Stack';
/** A file that is no schema is not read into memory to find out. */
const LARGEST_FILE = 64 * 1024 * 1024;

/** Turns a YAML template into plain data, its short forms such as `!Ref` into long ones. */
export type ParseYaml = (text: string, file: string) => unknown;

/** Reads template files that nobody wrote a manifest for. A nested template is read when its URL is a path beside the template. */
export function readTemplateFiles(files: readonly string[], parseYaml?: ParseYaml): Source {
  const ids = new StackIds();
  const context: NestedContext = { constructs: readConstructs([]), assets: [], ids, ...parseYaml ? { parseYaml } : {} };
  return {
    stacks: files.flatMap((file) => {
      const template = readTemplateFile(file, parseYaml);
      const id = ids.take(basename(file).replace(/(\.template)?\.(json|ya?ml|template)$/, '') || file);
      return withNestedStacks({ id, template, templateFile: resolve(file) }, context);
    }),
    readFile,
  };
}

/** @throws Error that names the file, when it is not there or is no template. */
export function readTemplateFile(file: string, parseYaml?: ParseYaml): Template {
  const content = readFileSync(file, 'utf8');
  const isYaml = /\.ya?ml$/.test(file) || !(file.endsWith('.json') || content.trimStart().startsWith('{'));
  if (isYaml && !parseYaml) throw new Error(`${file} is YAML, and nothing that reads YAML was given`);
  const template = isYaml && parseYaml ? parseYaml(content, file) : parseJsonOf(file, content);
  if (!isObject(template)) throw new Error(`${file} is not a CloudFormation template: there is no map at its top`);
  return template;
}

/** The text of a file that a template points to; undefined when there is none. */
export function readFile(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() && found.size <= LARGEST_FILE ? readFileSync(file, 'utf8') : undefined;
}

/** Gives every stack an id of its own: two stages may display two stacks alike. */
export class StackIds {
  private readonly taken = new Set<StackId>();

  public take(wanted: string): StackId {
    let id = wanted;
    for (let number = 2; this.taken.has(id); number++) id = `${wanted}-${number}`;
    this.taken.add(id);
    return id;
  }
}

export interface NestedContext {
  readonly constructs: StackConstructs;
  readonly assets: readonly Asset[];
  readonly ids: StackIds;
  readonly parseYaml?: ParseYaml;
}

/** A stack, with its construct paths, and the stacks nested in it, the outer before the inner. */
export function withNestedStacks(stack: StackSource, context: NestedContext, above: readonly string[] = []): StackSource[] {
  const { assets, constructs, ids, parseYaml } = context;
  const file = stack.templateFile ?? '';
  const templateBytes = statSync(file).size;
  const complete: StackSource = { ...stack, templateBytes, assets, ...constructs.of(stack.nestedIn ? basename(file) : undefined) };
  return [complete, ...resourcesOf(stack.template).flatMap(([logicalId, resource]) => {
    const templateFile = resource.Type === NESTED_STACK ? nestedTemplate(file, resource, assets) : undefined;
    // A template that nests itself would never end.
    if (templateFile === undefined || [...above, file].includes(templateFile)) return [];
    const id = ids.take(constructs.pathOf(basename(templateFile)) ?? `${stack.id}/${logicalId}`);
    const nested: StackSource = { id, template: readTemplateFile(templateFile, parseYaml), templateFile, nestedIn: { stack: stack.id, logicalId } };
    return withNestedStacks(nested, context, [...above, file]);
  })];
}

/** The file of a nested stack's template: the asset that its URL ends with, what the CDK's metadata says, or a relative URL. */
function nestedTemplate(parentFile: string, resource: TemplateResource, assets: readonly Asset[]): string | undefined {
  const url = own(resource.Properties, 'TemplateURL');
  const written = JSON.stringify(url ?? null);
  const asset = assets.find(({ kind, key }) => kind === 'file' && written.includes(`/${key}"`));
  const beside = typeof url === 'string' && !/^[a-z0-9]+:\/\//i.test(url) ? url : undefined;
  const relative = [asText(own(resource.Metadata, 'aws:asset:path')), beside].flatMap((path) => path === undefined ? [] : [resolve(dirname(parentFile), path)]);
  return [...asset ? [asset.path] : [], ...relative].find((candidate) => existsSync(candidate));
}
