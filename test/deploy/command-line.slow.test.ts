import { withoutAssertions } from './apps/without-assertions';
import { CommandResult, EmulatorServer, State } from './emulator-server';
import { expectOnlyKnown } from './expect-problems';
import { Problems } from './fast-engine';
import { UPDATES } from './updates';
import { loadStories } from '../integ/stories';

// The real CDK CLI, real Lambda functions and real MCP servers, over HTTP.

jest.setTimeout(300_000);

const APPS = ['weather', 'three-levels', 'three-stacks', 'cedar-policies', 'encryption', 'lambda-mcp'];
const UPDATED = ['image2', 'code2', 'addinner', 'cedarimg', 'movestack', 'endpoint'];

let emulator: EmulatorServer;
let nothing: State;

beforeAll(async () => {
  emulator = await EmulatorServer.start();
  expectSuccess(await emulator.bootstrap());
  await emulator.createSecret('weather/pet-store-api-key');
  nothing = await emulator.state();
});

afterAll(() => emulator.stop());

const stories = loadStories();

describe.each(APPS)('%s', (name) => {
  const directory = withoutAssertions(stories.find((story) => story.name === name)!.assembly.directory);

  test('is deployed, differs in nothing from itself, and is destroyed', async () => {
    expectSuccess(await deploy(directory));
    const state = await emulator.state();
    expect(state.targets.length).toBeGreaterThan(0);
    expect(problemsOf(state)).toEqual({});
    expectSuccess(await emulator.cdk('diff', '--app', directory, '--all', '--fail'));
    expectSuccess(await destroy(directory));
    expect(await emulator.state()).toEqual(nothing);
  });
});

test.each(UPDATES.filter(({ name }) => UPDATED.includes(name)))('$name: $change', async ({ name, before, after }) => {
  expectSuccess(await deploy(before().synth().directory));
  const second = after().synth().directory;
  const { code, output } = await deploy(second);
  const failure: Problems = code === 0 ? {} : { [`update: App ended in UPDATE_ROLLBACK_COMPLETE: ${/UPDATE_FAILED .*/.exec(output)}`]: 1 };
  if (code !== 0) expect(output).toContain('UPDATE_ROLLBACK_COMPLET');
  expectOnlyKnown(name, { deployment: { ...failure, ...problemsOf(await emulator.state()) }, rollback: {} }, 'deployment');
  expectSuccess(await destroy(second));
  expect(await emulator.state()).toEqual(nothing);
});

test('a new version of a server changes only the server and what reads its tools anew, in the diff', async () => {
  const { before, after } = UPDATES.find(({ name }) => name === 'image2')!;
  const first = before().synth().directory;
  expectSuccess(await deploy(first));
  const { output } = await emulator.cdk('diff', '--app', after().synth().directory, '--all');
  const changed = output.replaceAll(/\u001b\[\d*m/g, '').split('\n').flatMap((line) => /^\[[-+~]\] (\S+)/.exec(line)?.[1] ?? []);
  expect([...new Set(changed)].sort()).toEqual(['AWS::BedrockAgentCore::Runtime', 'Custom::AgentCoreReadiness', 'Custom::AgentCoreSynchronization']);
  expect(changed.filter((type) => type === 'Custom::AgentCoreSynchronization')).toHaveLength(2);
  expectSuccess(await destroy(first));
  expect(await emulator.state()).toEqual(nothing);
});

test('all of a stage is deployed with "Prod/*", its document too', async () => {
  const directory = withoutAssertions(stories.find(({ name }) => name === 'stages')!.assembly.directory);
  expectSuccess(await emulator.cdk('deploy', '--app', directory, 'Prod/*', '--require-approval', 'never'));
  expectOnlyKnown('Prod/*', { deployment: problemsOf(await emulator.state()), rollback: {} });
  // `--all` means the stacks that are in no stage.
  expectSuccess(await emulator.cdk('destroy', '--app', directory, '**', '--force'));
});

test('everything is deployed with "*", and it differs in nothing from itself', async () => {
  const directory = withoutAssertions(stories.find(({ name }) => name === 'three-stacks')!.assembly.directory);
  expectSuccess(await emulator.cdk('deploy', '--app', directory, '*', '--require-approval', 'never'));
  expectOnlyKnown('*', { deployment: problemsOf(await emulator.state()), rollback: {} });
  expectSuccess(await emulator.cdk('diff', '--app', directory, '*', '--fail'));
  expectSuccess(await destroy(directory));
  expect(await emulator.state()).toEqual(nothing);
});

function deploy(directory: string): Promise<CommandResult> {
  return emulator.cdk('deploy', '--app', directory, '--all', '--require-approval', 'never');
}

function destroy(directory: string): Promise<CommandResult> {
  return emulator.cdk('destroy', '--app', directory, '--all', '--force');
}

function expectSuccess({ code, output }: CommandResult): void {
  if (code !== 0) throw new Error(output);
}

function problemsOf({ targets, agents }: State): Problems {
  const problems = [
    ...targets.filter(({ status }) => status !== 'READY').map(({ gateway, target, status }) => `target: ${gateway}/${target} is ${status}`),
    ...targets.filter(({ tools, listedNow }) => listedNow !== undefined && sorted(tools) !== sorted(listedNow!))
      .map(({ gateway, target, tools, listedNow }) => `stale: ${gateway}/${target} keeps ${tools} and its server lists ${listedNow}`),
    ...Object.entries(agents).filter(([, finds]) => !finds).map(([agent]) => `document: ${agent} finds none`),
  ];
  return Object.fromEntries(problems.map((problem) => [problem, 1]));
}

function sorted(tools: string[] | string): string {
  return [...tools].sort().join();
}
