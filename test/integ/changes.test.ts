import { join } from 'path';
import { App, IResolveContext, Lazy } from 'aws-cdk-lib';
import type { CfnRuntime } from 'aws-cdk-lib/aws-bedrockagentcore';
import { storyNames } from './stories';

// What `cdk diff` shows between two versions of each app. test/deploy runs the CLI itself, on one app.

const RUNTIME = 'AWS::BedrockAgentCore::Runtime';
const CHECK = 'Custom::AgentCoreReadiness';
const SYNCHRONIZATION = 'Custom::AgentCoreSynchronization';

/** The targets that read their tools anew when the code of a server changes. Agents are runtimes too, and no target lists tools of them. */
const READ_ANEW: Record<string, readonly string[]> = {
  'EveryTarget/Catalog': ['EveryTarget/Everything: tools', 'EveryTarget/Tools: catalog'],
  'PrivateNetwork/Catalog': ['PrivateNetwork/ShopTools: catalog'],
  'ThreeLevels/Catalog': ['ThreeLevels/Company: dept', 'ThreeLevels/Department: team', 'ThreeLevels/Team: catalog'],
  'ThreeStacksServer/Catalog': ['ThreeStacksGateway/ShopTools: catalog'],
  'Weather/Everything': ['Weather/DomainTools: everything', 'Weather/TeamGateway: domain'],
};

interface Resource {
  readonly Type: string;
  readonly Properties?: any;
}

/** The resources of all stacks, by stack and logical ID, without assertions of an `IntegTest`, which differ in each synthesis. */
type Resources = ReadonlyMap<string, Resource>;

/** A program of its own: what the constructs of one app keep is not in another. */
function load(name: string): App {
  let app: App;
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  jest.isolateModules(() => { ({ app } = require(join(__dirname, `integ.${name}`)) as { app: App }); });
  return app!;
}

function resourcesOf(app: App): Resources {
  return new Map(app.synth().stacksRecursively.flatMap((stack) => Object.entries<Resource>(stack.template.Resources ?? {})
    .filter(([, { Type }]) => !Type.startsWith('Custom::DeployAssert@'))
    .map(([id, resource]): [string, Resource] => [`${stack.id} ${id}`, resource])));
}

function runtimesIn(app: App): CfnRuntime[] {
  return app.node.findAll().filter((construct): construct is CfnRuntime => (construct as CfnRuntime).cfnResourceType === RUNTIME);
}

/** The resources that differ, and those that only one version has. */
function differences(before: Resources, after: Resources): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((id) => JSON.stringify(before.get(id)) !== JSON.stringify(after.get(id)));
}

/** Gives a runtime another code or another image. */
function changeArtifact(resource: CfnRuntime): void {
  const { agentRuntimeArtifact } = resource;
  resource.agentRuntimeArtifact = Lazy.uncachedAny({
    produce: (context: IResolveContext) => {
      const { codeConfiguration, containerConfiguration } = context.resolve(agentRuntimeArtifact);
      if (containerConfiguration) return { containerConfiguration: { containerUri: 'another' } };
      return { codeConfiguration: { ...codeConfiguration, code: { s3: { ...codeConfiguration.code.s3, prefix: 'another.zip' } } } };
    },
  });
}

/** The targets with another fingerprint. */
function readAnew(before: Resource, after: Resource): string[] {
  return after.Properties.Targets.filter((target: string, index: number) => target !== before.Properties.Targets[index])
    .map((target: string) => `${after.Properties.Name}: ${target.split(' ')[0]}`);
}

// Each program adds a listener for the end of the process.
process.setMaxListeners(0);

const apps = storyNames().map((name) => ({ name, app: load(name) }));
const unchanged = new Map(apps.map(({ name, app }) => [name, resourcesOf(app)]));
const servers = apps.flatMap(({ name, app }) => runtimesIn(app).map((runtime): [string, string] => [runtime.node.scope!.node.path, name]));

test.each(storyNames())('%s differs in nothing from itself', (name) => {
  expect(differences(unchanged.get(name)!, resourcesOf(load(name)))).toEqual([]);
});

test.each(servers)('the code of %s changes only the server, and what reads its tools anew', (path, name) => {
  const changed = load(name);
  changeArtifact(runtimesIn(changed).find((runtime) => runtime.node.scope!.node.path === path)!);
  const [before, after] = [unchanged.get(name)!, resourcesOf(changed)];
  const different = differences(before, after);
  const ofType = (type: string) => different.filter((id) => after.get(id)?.Type === type);
  const expected = READ_ANEW[path] ?? [];
  expect(ofType(SYNCHRONIZATION).flatMap((id) => readAnew(before.get(id)!, after.get(id)!)).sort()).toEqual(expected);
  expect(ofType(RUNTIME)).toHaveLength(1);
  // The check of a server refers to the version of the runtime, so it runs again without a difference in the template.
  expect(different).toHaveLength([...ofType(RUNTIME), ...ofType(SYNCHRONIZATION), ...ofType(CHECK)].length);
});

test('every server with targets is in an app', () => {
  expect(servers.map(([path]) => path)).toEqual(expect.arrayContaining(Object.keys(READ_ANEW)));
});
