import { load } from '../../src/model/load';
import type { Source, StackSource } from '../../src/model/source';

/** JSON that mutations write into. */
export type Json = Record<string, any>;

export interface EditableResource {
  readonly id: string;
  readonly stack: Json;
  /** The resource in the template: `Type`, `Properties`, `DependsOn` … */
  readonly body: Json;
  readonly properties: Json;
}

/** A copy of an app's templates for one mutation to write into. */
export class EditableApp {
  private readonly stacks: readonly (StackSource & { readonly template: Json })[];
  private readonly files = new Map<string, string>();
  private readonly found: readonly (EditableResource & { readonly path: string; readonly type: string })[];

  constructor(private readonly original: Source) {
    this.stacks = original.stacks.map((stack) => ({ ...stack, template: structuredClone(stack.template) as Json }));
    const { resources } = load(original);
    this.found = Object.values(resources).map(({ stack, logicalId, path, type }) => {
      const template = this.stack(stack);
      const body: Json = template.Resources[logicalId];
      return { id: logicalId, stack: template, body, get properties() { return body.Properties ??= {}; }, path, type };
    });
  }

  /** The templates, files and all, as the mutation left them. */
  public get source(): Source {
    const readFile = (file: string) => this.files.get(file) ?? this.original.readFile?.(file);
    return { stacks: this.stacks, readFile };
  }

  /** A template by the id of its stack. */
  public stack(id: string): Json {
    const stack = this.stacks.find((candidate) => candidate.id === id);
    if (!stack) throw new Error(`there is no stack ${id}, only ${this.stacks.map((candidate) => candidate.id).join(', ')}`);
    return stack.template;
  }

  /**
   * The resource of a type at a construct path, as findings write it.
   *
   * @param type the end of the CloudFormation type: `GatewayTarget`, `IAM::Policy`
   * @param path its end is enough; left out for the only resource of the type
   */
  public resource(type: string, path?: string): EditableResource {
    const ofType = this.resources(type);
    const matching = ofType.filter((candidate) => path === undefined || `/${candidate.path}`.endsWith(`/${path}`));
    if (matching.length !== 1) {
      throw new Error(`${matching.length} resources ${type} are at ${path}; there are: ${ofType.map((candidate) => candidate.path).join(', ')}`);
    }
    return matching[0];
  }

  public resources(type: string) {
    return this.found.filter((candidate) => candidate.type.endsWith(`::${type}`) || candidate.type === type);
  }

  public remove({ id, stack }: EditableResource): void {
    delete stack.Resources[id];
  }

  /** Puts other text in place of the first uploaded file that holds a word. */
  public rewriteFile(word: string, rewrite: (text: string) => string): void {
    const files = this.stacks.flatMap(({ assets = [] }) => assets).filter(({ kind }) => kind === 'file').map(({ path }) => path);
    const path = files.find((file) => this.original.readFile?.(file)?.includes(word));
    if (path === undefined) throw new Error(`no uploaded file holds ${word}`);
    const text = this.original.readFile!(path)!;
    const rewritten = rewrite(text);
    if (rewritten !== text) this.files.set(path, rewritten);
  }

  /** Whether anything is written otherwise than in the original. */
  public get isChanged(): boolean {
    const written = (stacks: readonly StackSource[]) => JSON.stringify(stacks.map(({ template }) => template));
    return this.files.size > 0 || written(this.stacks) !== written(this.original.stacks);
  }
}

/** Takes the ids that match out of `DependsOn`. */
export function forgetDependency(resource: EditableResource, on: EditableResource): void {
  const before = [resource.body.DependsOn ?? []].flat() as string[];
  resource.body.DependsOn = before.filter((id) => id !== on.id);
}

/** The statements of a policy resource. */
export function statementsOf(policy: EditableResource): Json[] {
  return policy.properties.PolicyDocument.Statement;
}

/** Takes an action out of a policy, wherever it is. */
export function withoutAction(policy: EditableResource, action: string): void {
  for (const statement of statementsOf(policy)) {
    statement.Action = [statement.Action].flat().filter((candidate: string) => candidate !== action);
  }
  policy.properties.PolicyDocument.Statement = statementsOf(policy).filter((statement) => statement.Action.length > 0);
}

/** Replaces text in everything below an object, also inside functions. */
export function replaceText(json: Json, from: string | RegExp, to: string): void {
  for (const [key, value] of Object.entries(json)) {
    if (typeof value === 'string') json[key] = value.replaceAll(typeof from === 'string' ? from : new RegExp(from, 'g'), to);
    else if (typeof value === 'object' && value !== null) replaceText(value, from, to);
  }
}
