import * as fs from 'fs';
import * as path from 'path';
import { CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { TemplateResource } from '../builders';

/**
 * The order in which CloudFormation creates resources, in all stacks of a stage, according to the templates.
 *
 * A resource is created after what it refers to and what it names in `DependsOn`. A stack is created after the stacks that it depends on. A
 * nested stack is created after the dependencies of its own resource, and before everything that refers to that resource.
 */
export class CreationOrder {
  private readonly before = new Map<string, Set<string>>();

  constructor(scope: IConstruct) {
    const stage = Stage.isStage(scope) ? scope : Stage.of(scope)!;
    const { directory } = stage.synth();
    for (const stack of stage.node.findAll().filter((construct): construct is Stack => Stack.isStack(construct))) {
      this.addStack(stack, JSON.parse(fs.readFileSync(path.join(directory, stack.templateFile), 'utf8')).Resources ?? {});
    }
  }

  /** Whether `earlier` is always created before `later`. */
  public isAfter(later: IConstruct, earlier: IConstruct): boolean {
    return this.allBefore(nodeOf(later)).has(nodeOf(earlier));
  }

  /** Resources with a circular dependency. */
  public get cycle(): string | undefined {
    return [...this.before.keys()].find((node) => this.allBefore(node).has(node));
  }

  private addStack(stack: Stack, resources: { [logicalId: string]: TemplateResource }): void {
    const [begin, end] = [`begin of ${stack.node.path}`, `end of ${stack.node.path}`];
    this.add(end, begin);
    for (const dependency of stack.dependencies) this.add(begin, `end of ${dependency.node.path}`);
    for (const [logicalId, { Properties, DependsOn = [] }] of Object.entries(resources)) {
      const node = `${stack.node.path}#${logicalId}`;
      this.add(node, begin);
      this.add(end, node);
      for (const name of [...references(Properties), ...DependsOn]) if (name in resources) this.add(node, `${stack.node.path}#${name}`);
    }
    if (NestedStack.isNestedStack(stack)) {
      // It begins after the dependencies of its resource, and the resource exists after everything in it.
      const resource = nodeOf(stack.nestedStackResource!);
      this.add(`${resource} done`, end);
      this.add(begin, resource);
    }
  }

  private add(later: string, earlier: string): void {
    const known = this.before.get(later) ?? new Set();
    this.before.set(later, known.add(earlier));
  }

  private allBefore(node: string): Set<string> {
    const all = new Set<string>();
    const open = [node];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      // What is created after the resource of a nested stack is created after everything in it.
      for (const earlier of [...this.before.get(next) ?? []].flatMap((name) => next!.startsWith('begin') ? [name] : [name, `${name} done`])) {
        if (!all.has(earlier)) open.push(earlier);
        all.add(earlier);
      }
    }
    return all;
  }
}

function nodeOf(construct: IConstruct): string {
  const resource = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild as CfnResource;
  const stack = Stack.of(resource);
  return `${stack.node.path}#${stack.resolve(resource.logicalId)}`;
}

/** The names in `Ref`, `Fn::GetAtt` and `Fn::Sub`, anywhere in a value. */
function references(value: any): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries<any>(value).flatMap(([key, argument]) => {
    switch (key) {
      case 'Ref': return [argument];
      case 'Fn::GetAtt': return [[argument].flat()[0].split('.')[0]];
      case 'Fn::Sub': return [...[argument].flat()[0].matchAll(/\$\{([^}!.]+)/g)].map((match) => match[1]).concat(references([argument].flat().slice(1)));
      default: return references(argument);
    }
  });
}
