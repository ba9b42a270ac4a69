import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { committedSnapshots, loadStories, Story } from './stories';
import { loadAssembly } from '../../src/model/read-assembly';
import { outboundKindOf, outboundOf } from '../../src/rules/auth/lib/outbound-credentials';
import { CREDENTIAL_KINDS } from '../../src/service/credential-kinds';
import { AUTHORIZER_TYPES } from '../../src/service/values';
import { EVERY_KIND } from '../targets/every-kind';
import './as-committed';

/**
 * Whole apps as their users write them: their templates, as `git diff` shows them, and their assertions for who has an AWS account.
 */

const stories = loadStories();
const byName = stories.map((story) => [story.name, story] as const);
const models = stories.map(({ assembly }) => loadAssembly(assembly.directory));

describe.each(byName)('%s', (_name, story) => {
  test.each(story.snapshots.map((snapshot) => [snapshot.file, snapshot] as const))('has the template %s', (_file, snapshot) => {
    expect(snapshot).toBeAsCommitted();
  });

  // validation.slow.test.ts checks the findings of the rules.
  test('has no warnings of its constructs', () => {
    expect(story.assembly.stacksRecursively.flatMap(({ messages }) => messages.filter(({ level }) => level !== 'info'))).toEqual([]);
  });

  test('has the manifest that integ-runner reads, with assertions about its stacks', () => {
    const stacks = new Map(story.assembly.stacksRecursively.map((stack) => [stack.hierarchicalId, stack]));
    const cases = manifests(story).flatMap(({ testCases }) => Object.values(testCases));
    expect(cases.length).toBeGreaterThan(0);
    for (const { stacks: tested, assertionStack } of cases) {
      expect([...stacks.keys()]).toEqual(expect.arrayContaining(tested));
      expect(expectations(stacks.get(assertionStack)!)).not.toEqual([]);
    }
  });

  test('may make the calls of its assertions', () => {
    for (const stack of story.assembly.stacksRecursively) {
      const calls = resources(stack, (type) => type.startsWith('Custom::DeployAssert@SdkCallbedrock-agentcore-control'));
      const [provider] = resources(stack, (type) => type === 'AWS::IAM::Role').filter(({ Properties }) => Properties.Policies?.[0]?.PolicyName === 'Inline');
      const allowed = provider?.Properties.Policies[0].PolicyDocument.Statement.flatMap(({ Action }: any) => Action) ?? [];
      expect(allowed).toEqual(expect.arrayContaining(calls.map(({ Properties }) => `bedrock-agentcore:${Properties.api}`)));
    }
  });
});

test('no snapshot is left of a stack that is gone', () => {
  expect(committedSnapshots().sort()).toEqual(stories.flatMap(({ snapshots }) => snapshots.map(({ file }) => file)).sort());
});

test('README.md has a row for every app', () => {
  const rows = [...readFileSync(join(__dirname, 'README.md'), 'utf8').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(rows.sort()).toEqual(stories.map(({ name }) => name).sort());
});

describe('together they have', () => {
  test('every kind of target', () => {
    const kinds = models.flatMap((model) => model.targets.map((target) => outboundKindOf(model, target)));
    expect(new Set(kinds)).toEqual(new Set(EVERY_KIND.map(({ kind }) => kind)));
  });

  test('every outbound authorization', () => {
    const found = models.flatMap((model) => model.targets.map(outboundOf)).map((outbound) => outbound.is === 'known' && outbound.kind);
    expect(new Set(found)).toEqual(new Set(CREDENTIAL_KINDS));
  });

  test('every inbound authorization', () => {
    const found = models.flatMap((model) => model.gateways.map(({ authorizer }) => authorizer.type!.text));
    expect(new Set(found)).toEqual(new Set(AUTHORIZER_TYPES));
  });
});

interface Manifest {
  readonly testCases: Record<string, { readonly stacks: string[]; readonly assertionStack: string }>;
}

/** One for the app, or one for each of its stages. */
function manifests({ assembly: { directory } }: Story): Manifest[] {
  const folders = [directory, ...readdirSync(directory).filter((file) => file.startsWith('assembly-')).map((file) => join(directory, file))];
  return folders.map((folder) => join(folder, 'integ.json')).filter(existsSync).map((file) => JSON.parse(readFileSync(file, 'utf8')));
}

function resources(stack: CloudFormationStackArtifact, isWanted: (type: string) => boolean): any[] {
  return Object.values<any>(stack.template.Resources ?? {}).filter(({ Type }) => isWanted(Type));
}

/** What a stack of assertions expects of its calls. */
function expectations(stack: CloudFormationStackArtifact): string[] {
  return resources(stack, (type) => type.startsWith('Custom::DeployAssert@')).map(({ Properties }) => Properties.expected).filter((expected) => expected !== undefined);
}
