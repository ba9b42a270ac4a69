import { existsSync, readFileSync, statSync } from 'fs';
import { basename, dirname, resolve } from 'path';
import { ANYWHERE, MayRead } from './confinement';
import { readConstructs, StackConstructs } from './read-constructs';
import { asText, notTooDeep, parseJsonOf, readText } from './read-json';
import type { Asset, Source, StackId, StackSource } from './source';
import { resourcesOf, Template, TemplateResource } from './template';
import { isObject, own } from '../json';

const NESTED_STACK = 'AWS::CloudFormation::Stack';
/** Larger files are not schemas and are not read into memory. */
const LARGEST_FILE = 64 * 1024 * 1024;
const MOST_STACKS = 5_000;

/** Parses a YAML template and converts short forms such as `!Ref` to long forms. */
export type ParseYaml = (text: string, file: string) => { readonly document: unknown; readonly warnings: readonly string[] };

export interface ReadOptions {
  /** The files that the input may lead to. */
  readonly mayRead?: MayRead;
  /** The ids of the stacks that were read before. */
  readonly ids?: StackIds;
}

/** Reads template files without a manifest. Also reads nested templates whose URL is a relative path. */
export function readTemplateFiles(
  files: readonly string[], { mayRead = ANYWHERE, ids = new StackIds(), parseYaml }: ReadOptions & { readonly parseYaml?: ParseYaml } = {},
): Source {
  const context: NestedContext = { constructs: readConstructs([]), assets: [], ids, mayRead, ...parseYaml ? { parseYaml } : {} };
  return {
    stacks: files.flatMap((file) => {
      const { bytes, ...read } = readTemplateFile(file, parseYaml);
      if (!isObject(read.template.Resources)) throw new Error(`${file} is not a CloudFormation template: it has no \`Resources\`; pass a template, or the folder that \`cdk synth\` writes`);
      const id = ids.take(basename(file).replace(/(\.template)?\.(json|ya?ml|template)$/, '') || file);
      return withNestedStacks({ id, ...read, templateFile: resolve(file), ...bytes === undefined ? {} : { templateBytes: bytes } }, context);
    }),
    readFile,
  };
}

/** A template as it is in a file. */
interface TemplateFile {
  readonly template: Template;
  /** Of the template alone; undefined if the file has it in another form than it was deployed in. */
  readonly bytes?: number;
  readonly warnings: readonly string[];
}

/**
 * Reads a template, also one in the output of `aws cloudformation get-template`: as an object or as a text, with or without `TemplateBody`.
 *
 * @throws Error that names the file, if it does not exist or is not a template.
 */
export function readTemplateFile(file: string, parseYaml?: ParseYaml): TemplateFile {
  const content = readText(file);
  const { document, warnings } = parse(content, file, parseYaml);
  const body = own(document, 'Resources') === undefined ? own(document, 'TemplateBody') : undefined;
  const inner = typeof document === 'string' ? document : body;
  if (typeof inner === 'string') {
    const { document: template, warnings: more } = parse(inner, file, parseYaml);
    return { template: checked(template, file), bytes: Buffer.byteLength(inner), warnings: [...warnings, ...more] };
  }
  if (inner !== undefined) return { template: checked(inner, file), warnings };
  return { template: checked(document, file), bytes: statSync(file).size, warnings };
}

function parse(content: string, file: string, parseYaml: ParseYaml | undefined): ReturnType<ParseYaml> {
  const isWrittenAsJson = /^\s*[{["]/.test(content);
  if (!/\.ya?ml$/.test(file) && isWrittenAsJson) return { document: parseJsonOf(file, content), warnings: [] };
  if (!parseYaml) throw new Error(`${file} is YAML, but there is no YAML parser`);
  const { document, warnings } = parseYaml(content, file);
  return { document: notTooDeep(file, document), warnings };
}

function checked(template: unknown, file: string): Template {
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

  /** @throws Error for more stacks than any app has: templates that nest each other multiply. */
  public take(wanted: string): StackId {
    if (this.taken.size === MOST_STACKS) throw new Error(`the input has more than ${MOST_STACKS} stacks, counting each nested stack; pass fewer of them together`);
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
  readonly mayRead: MayRead;
  readonly parseYaml?: ParseYaml;
}

/** A stack with its construct paths, followed by its nested stacks. */
export function withNestedStacks(stack: StackSource, context: NestedContext, above: readonly string[] = []): StackSource[] {
  const { assets, constructs, ids, mayRead, parseYaml } = context;
  const file = stack.templateFile ?? '';
  const complete: StackSource = { ...stack, assets, ...constructs.of(stack.nestedIn ? basename(file) : undefined) };
  return [complete, ...resourcesOf(stack.template).flatMap(([logicalId, resource]) => {
    const templateFile = resource.Type === NESTED_STACK ? nestedTemplate(file, resource, assets, mayRead) : undefined;
    // Prevents endless recursion for a template that nests itself.
    if (templateFile === undefined || [...above, file].includes(templateFile)) return [];
    const id = ids.take(constructs.pathOf(basename(templateFile)) ?? `${stack.id}/${logicalId}`);
    const { bytes, ...read } = readTemplateFile(templateFile, parseYaml);
    const nested: StackSource = { id, ...read, templateBytes: bytes, templateFile, nestedIn: { stack: stack.id, logicalId } };
    return withNestedStacks(nested, context, [...above, file]);
  })];
}

/** The template file of a nested stack: the asset in its URL, the asset in the CDK metadata, or a relative URL. */
function nestedTemplate(parentFile: string, resource: TemplateResource, assets: readonly Asset[], mayRead: MayRead): string | undefined {
  const url = own(resource.Properties, 'TemplateURL');
  const written = JSON.stringify(url ?? null);
  const asset = assets.find(({ kind, key }) => kind === 'file' && written.includes(`/${key}"`));
  const beside = typeof url === 'string' && !/^[a-z0-9]+:\/\//i.test(url) ? url : undefined;
  const relative = [asText(own(resource.Metadata, 'aws:asset:path')), beside].flatMap((path) => path === undefined ? [] : [resolve(dirname(parentFile), path)]);
  return [...asset ? [asset.path] : [], ...relative].find((candidate) => existsSync(candidate) && mayRead(candidate));
}
