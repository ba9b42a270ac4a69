import { App, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AddGatewayOptions, CedarPolicy, Gateway, McpServer } from '../../src';
import { loadAssembly } from '../../src/model/read-assembly';
import { targetChanges } from '../../src/rules/lib/changes/target-changes';
import { ENV, newApp, newFunction, newServer, newStack, tools } from '../builders';

beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

type Build = (app: App) => void;

/** `<fate> <construct path>: <reason>` of each target that changes. */
function changes(before: Build, after: Build): string[] {
  const [old, now] = [before, after].map((build) => {
    const app = newApp();
    build(app);
    return loadAssembly(app.synth().directory);
  });
  return targetChanges(now, old).filter(({ fate }) => fate !== 'unchanged').map(({ at, fate, because }) => `${fate} ${at.path}: ${because}`);
}

interface Chain {
  readonly image?: string;
  readonly description?: string;
  readonly schema?: agentcore.ToolSchema;
  readonly second?: boolean;
  readonly policy?: string;
  readonly id?: string;
  readonly options?: AddGatewayOptions;
}

/** A server behind an inner gateway behind an outer gateway. */
function chain({ image = 'one', description, schema = tools('a'), second = false, policy, id = 'Weather', options }: Chain = {}): Build {
  return (app) => {
    const stack = newStack(app, 'Stack', { env: ENV });
    const policyEngineConfiguration = policy === undefined ? undefined : { policyEngine: new agentcore.PolicyEngine(stack, 'Engine') };
    const inner = new Gateway(stack, 'Inner', { policyEngineConfiguration });
    const server: McpServer = newServer(stack, 'Server', { environmentVariables: { IMAGE: image } });
    inner.addMcpServer(server, options);
    inner.addLambdaTarget(id, { lambdaFunction: newFunction(stack), toolSchema: schema, description, gatewayTargetName: 'weather' });
    if (second) inner.addLambdaTarget('Second', { lambdaFunction: newFunction(stack, 'SecondFunction'), toolSchema: tools('b') });
    if (policy !== undefined) inner.addCedarPolicy('all', CedarPolicy.fromText('all', policy));
    new Gateway(stack, 'Outer').addGateway(inner, options);
  };
}

test('an unchanged app changes no target', () => {
  expect(changes(chain(), chain())).toEqual([]);
});

test('a new version of a server is read anew, up the chain', () => {
  expect(changes(chain(), chain({ image: 'two' }))).toEqual([
    'read-anew Stack/Inner/Target-server: `EnvironmentVariables` of Stack/Server changes',
    'read-anew Stack/Outer/Target-inner: target Stack/Inner/Target-server of inner gateway Stack/Inner is read anew',
  ]);
});

test('without a synchronization, the tools of a new version of a server are stale, up the chain', () => {
  const options = { synchronize: false };
  expect(changes(chain({ options }), chain({ options, image: 'two' }))).toEqual([
    'stale Stack/Inner/Target-server: `EnvironmentVariables` of Stack/Server changes',
    'stale Stack/Outer/Target-inner: target Stack/Inner/Target-server of inner gateway Stack/Inner is stale',
  ]);
});

test.each<[string, Chain, string[]]>([
  ['a changed tool schema', { schema: tools('z') }, ['updated Stack/Inner/Weather: `TargetConfiguration` changes', 'read-anew Stack/Outer/Target-inner: target Stack/Inner/Weather of inner gateway Stack/Inner is updated']],
  ['a new target', { second: true }, ['created Stack/Inner/Second: it is not deployed yet', 'read-anew Stack/Outer/Target-inner: target Stack/Inner/Second of inner gateway Stack/Inner is created']],
])('%s of an inner gateway makes the outer gateway read anew', (_, after, expected) => {
  expect(changes(chain(), chain(after))).toEqual(expected);
});

test('a changed description of a target of an inner gateway changes no other target', () => {
  expect(changes(chain(), chain({ description: 'Weather.' }))).toEqual(['updated Stack/Inner/Weather: `Description` changes']);
});

test('a deleted target of an inner gateway makes the outer gateway read anew', () => {
  expect(changes(chain({ second: true }), chain())).toEqual([
    'read-anew Stack/Outer/Target-inner: target Stack/Inner/Second of inner gateway Stack/Inner is deleted',
    'deleted Stack/Inner/Second: it is not in the app any more',
  ]);
});

test('another construct ID with the same name is refused', () => {
  expect(changes(chain(), chain({ id: 'Forecast' }))).toEqual([
    expect.stringMatching(/^refused Stack\/Inner\/Forecast: the name is taken by `InnerWeather[0-9A-F]{8}`, which CloudFormation deletes later$/),
    'read-anew Stack/Outer/Target-inner: target Stack/Inner/Forecast of inner gateway Stack/Inner is refused',
  ]);
});

/** A target in one of two stacks, of which the second is deployed after the first. */
function inStack(place: 'First' | 'Second', of: 'First' | 'Second' = 'First', ordered = true): Build {
  return (app) => {
    const stacks: Record<string, Stack> = Object.fromEntries(['Base', 'First', 'Second'].map((id) => [id, newStack(app, id, { env: ENV })]));
    if (ordered) stacks.Second.addDependency(stacks.First);
    const gateways = { First: new Gateway(stacks.Base, 'Gateway'), Second: new Gateway(stacks.Base, 'Other') };
    const functions = { First: newFunction(stacks.Base, 'FirstFunction'), Second: newFunction(stacks.Base, 'SecondFunction') };
    gateways[of].addLambdaTarget('Weather', { lambdaFunction: functions[place], toolSchema: tools('a'), scope: stacks[place] });
  };
}

test('a target that moves to an earlier stack is refused', () => {
  expect(changes(inStack('Second'), inStack('First'))).toEqual(['refused First/Weather: the name is taken by Second/Weather in stack Second, which is updated after stack First']);
});

test('a target that moves to a later stack is replaced', () => {
  expect(changes(inStack('First'), inStack('Second'))).toEqual(['replaced Second/Weather: stack First deletes First/Weather, then stack Second creates it']);
});

test('a target that moves to a stack without an order is unknown', () => {
  expect(changes(inStack('First', 'First', false), inStack('Second', 'First', false))).toEqual([
    'unknown Second/Weather: the name is taken by First/Weather in stack First, unless that stack is updated before stack Second',
  ]);
});

test('a target of another gateway is replaced', () => {
  expect(changes(inStack('First'), inStack('First', 'Second'))).toEqual(['replaced First/Weather: `GatewayIdentifier` cannot be updated']);
});

test.each([
  [undefined, 'read-anew'],
  [false, 'stale'],
])('after new code behind a function URL, a target with synchronize: %s is %s', (synchronize, state) => {
  const withCode = (code: string): Build => (app) => {
    const stack = newStack(app, 'Stack', { env: ENV });
    const fn = new lambda.Function(stack, 'Function', { code: lambda.Code.fromInline(code), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X });
    new Gateway(stack, 'Gateway').addMcpServerTarget('Search', { endpoint: fn.addFunctionUrl().url, synchronize });
  };
  expect(changes(withCode('1'), withCode('2'))).toEqual([`${state} Stack/Gateway/Search: \`Code\` of Stack/Function changes`]);
});

test('Cedar policies of an inner gateway make the outer gateway read anew', () => {
  const permit = (action: string) => `permit (principal, action == AgentCore::Action::"weather___${action}", resource == AgentCore::Gateway::"{{gatewayArn}}") when { context.input has city };`;
  const [before, after] = ['a', 'a'].map((action, index) => chain({ policy: index === 0 ? permit(action) : permit(action).replace('permit', 'forbid') }));
  expect(changes(before, after)).toEqual([expect.stringMatching(/^(read-anew|stale) Stack\/Outer\/Target-inner: `Definition` of Stack\/Inner\/.+ changes$/)]);
});
