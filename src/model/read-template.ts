import { existsSync, readFileSync, statSync } from 'fs';
import { basename, dirname, resolve } from 'path';
import { readConstructs, StackConstructs } from './read-constructs';
import { asText, parseJsonOf } from './read-json';
import type { Asset, Source, StackId, StackSource } from './source';
import { resourcesOf, Template, TemplateResource } from './template';
import { isObject, own } from '../json';

const NESTED_STACK = 'AWS::CloudFormation::Stack';
/** Larger files are not schemas and are not read into memory. */
const LARGEST_FILE = 64 * 1024 * 1024;

/** Parses a YAML template and converts short forms such as `!Ref` to long forms. */
type ParseYaml = (text: string, file: string) => unknown;

/** Reads template files without a manifest. Also reads nested templates whose URL is a relative path. */
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

/** @throws Error that names the file, if it does not exist or is not a template. */
export function readTemplateFile(file: string, parseYaml?: ParseYaml): Template {
  const content = readFileSync(file, 'utf8');
  const isYaml = /\.ya?ml$/.test(file) || !(file.endsWith('.json') || content.trimStart().startsWith('{'));
  if (isYaml && !parseYaml) throw new Error(`${file} is YAML, but there is no YAML parser`);
  const template = isYaml && parseYaml ? parseYaml(content, file) : parseJsonOf(file, content);
  if (!isObject(template)) throw new Error(`${file} is not a CloudFormation template: the top level is not an object`);
  return template;
}

/** The text of a file that a template references; undefined if there is no such file. */
export function readFile(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() && found.size <= LARGEST_FILE ? readFileSync(file, 'utf8') : undefined;
}

/** Assigns unique stack ids, because stacks in two stages may have the same display name. */
export class StackIds {
  private readonly taken = new Set<StackId>();

  public take(wanted: string): StackId {
    let id = wanted;
    for (let number = 2; this.taken.has(id); number++) id = `${wanted}-${number}`;
    this.taken.add(id);
    return id;
  }
}

interface NestedContext {
  readonly constructs: StackConstructs;
  readonly assets: readonly Asset[];
  readonly ids: StackIds;
  readonly parseYaml?: ParseYaml;
}

/** A stack with its construct paths, followed by its nested stacks. */
export function withNestedStacks(stack: StackSource, context: NestedContext, above: readonly string[] = []): StackSource[] {
  const { assets, constructs, ids, parseYaml } = context;
  const file = stack.templateFile ?? '';
  const templateBytes = statSync(file).size;
  const complete: StackSource = { ...stack, templateBytes, assets, ...constructs.of(stack.nestedIn ? basename(file) : undefined) };
  return [complete, ...resourcesOf(stack.template).flatMap(([logicalId, resource]) => {
    const templateFile = resource.Type === NESTED_STACK ? nestedTemplate(file, resource, assets) : undefined;
    // Prevents endless recursion for a template that nests itself.
    if (templateFile === undefined || [...above, file].includes(templateFile)) return [];
    const id = ids.take(constructs.pathOf(basename(templateFile)) ?? `${stack.id}/${logicalId}`);
    const nested: StackSource = { id, template: readTemplateFile(templateFile, parseYaml), templateFile, nestedIn: { stack: stack.id, logicalId } };
    return withNestedStacks(nested, context, [...above, file]);
  })];
}

/** The template file of a nested stack: the asset in its URL, the asset in the CDK metadata, or a relative URL. */
function nestedTemplate(parentFile: string, resource: TemplateResource, assets: readonly Asset[]): string | undefined {
  const url = own(resource.Properties, 'TemplateURL');
  const written = JSON.stringify(url ?? null);
  const asset = assets.find(({ kind, key }) => kind === 'file' && written.includes(`/${key}"`));
  const beside = typeof url === 'string' && !/^[a-z0-9]+:\/\//i.test(url) ? url : undefined;
  const relative = [asText(own(resource.Metadata, 'aws:asset:path')), beside].flatMap((path) => path === undefined ? [] : [resolve(dirname(parentFile), path)]);
  return [...asset ? [asset.path] : [], ...relative].find((candidate) => existsSync(candidate));
}
