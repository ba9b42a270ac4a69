import { readdirSync } from 'fs';
import { join } from 'path';
import type { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { CloudAssembly, CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { renderTemplate } from './render-template';
import { withoutHashes } from './without-hashes';

/** One app: `integ.<name>.ts`, its snapshots in `<name>.snapshot/`. */
export interface Story {
  readonly name: string;
  readonly assembly: CloudAssembly;
  /** Relative to this folder: one file for each stack that its users would deploy. */
  readonly snapshots: Snapshot[];
  /** The templates of stacks that hold only assertions. aws-cdk-lib derives their IAM actions from names of clients, so some do not exist. */
  readonly assertionTemplates: string[];
}

export interface Snapshot {
  readonly file: string;
  readonly text: string;
}

export function storyNames(): string[] {
  return readdirSync(__dirname).flatMap((file) => /^integ\.(.+)\.ts$/.exec(file)?.[1] ?? []);
}

/** Synthesizes every app, once. */
export function loadStories(): Story[] {
  return storyNames().map((name) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { app } = require(join(__dirname, `integ.${name}`)) as { app: App };
    const assembly = app.synth();
    const forAssertions = assembly.stacksRecursively.filter(isForAssertions);
    const stacks = assembly.stacksRecursively.filter((stack) => !forAssertions.includes(stack));
    return {
      name,
      assembly,
      snapshots: stacks.map((stack) => ({ file: `${name}.snapshot/${stack.stackName}.yaml`, text: textOf(stack) })),
      assertionTemplates: forAssertions.map(({ templateFile }) => templateFile),
    };
  });
}

/** The snapshots that are committed. */
export function committedSnapshots(): string[] {
  return readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) => /\.snapshot.+\.yaml$/.test(file)).map((file) => file.replaceAll('\\', '/'));
}

/** Stacks that hold nothing but the assertions of an `IntegTest`. */
function isForAssertions(stack: CloudFormationStackArtifact): boolean {
  return Object.values<{ Type: string }>(stack.template.Resources ?? {}).some(({ Type }) => Type.startsWith('Custom::DeployAssert@'));
}

function textOf(stack: CloudFormationStackArtifact): string {
  return renderTemplate(withoutHashes(Template.fromJSON(stack.template)));
}
