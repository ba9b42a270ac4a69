import * as fs from 'fs';
import * as path from 'path';
import type { cx_api } from 'aws-cdk-lib';

/** A CloudFormation template, as far as it is looked at here. */
export interface Template {
  readonly Resources: { [logicalId: string]: CfnResource };
  readonly Outputs?: { [name: string]: { Value: unknown; Export?: { Name: unknown } } };
  readonly Parameters?: { [name: string]: { Default?: unknown } };
}

export interface CfnResource {
  readonly Type: string;
  readonly Properties?: any;
  DependsOn?: string | string[];
  readonly Metadata?: any;
}

/** A stack as CloudFormation gets it. */
export interface DeployedStack {
  /** Unique in the assembly: the stack's name, and for a nested stack the way to it. */
  readonly id: string;
  readonly stackName: string;
  readonly template: Template;
  /** Ids of the stacks that are deployed before. */
  readonly dependencies: readonly string[];
  /** For a nested stack: the resource that it is in its parent. */
  readonly nestedIn?: { readonly stack: string; readonly logicalId: string };
}

/** Reads what the CDK wrote: top-level stacks and, from their template files, nested ones. */
export function readAssembly(assembly: cx_api.CloudAssembly): DeployedStack[] {
  const stacks = assembly.stacksRecursively.map((artifact): DeployedStack => ({
    id: artifact.id,
    stackName: artifact.stackName,
    template: readJson(artifact.templateFullPath),
    dependencies: artifact.dependencies.map((dependency) => dependency.id).filter((id) => !id.endsWith('.assets')),
  }));
  return stacks.flatMap((stack) => [stack, ...readNested(stack, assembly.directory)]);
}

function readNested(parent: DeployedStack, directory: string): DeployedStack[] {
  const nested = Object.entries(parent.template.Resources).filter(([, resource]) => resource.Type === 'AWS::CloudFormation::Stack');
  return nested.flatMap(([logicalId, resource]) => {
    const stack: DeployedStack = {
      id: `${parent.id}/${logicalId}`,
      stackName: `${parent.stackName}-${logicalId}`,
      template: readJson(path.join(directory, resource.Metadata['aws:asset:path'])),
      dependencies: [],
      nestedIn: { stack: parent.id, logicalId },
    };
    return [stack, ...readNested(stack, directory)];
  });
}

function readJson(file: string): Template {
  // A stack may turn out to be empty.
  return { Resources: {}, ...JSON.parse(fs.readFileSync(file, 'utf8')) };
}
