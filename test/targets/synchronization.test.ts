import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { CedarPolicy, Gateway, ListingMode, McpServer } from '../../src';
import { newFunction, newStack, resources, tools } from '../builders';

const SYNCHRONIZATION = 'Custom::AgentCoreSynchronization';

interface Options {
  readonly image?: string;
  readonly tool?: string;
  readonly unrelated?: string;
  readonly policy?: string;
}

/** An outer gateway, an inner gateway, an MCP server and a function. */
function app({ image = 'docs:1', tool = 'find', unrelated, policy }: Options = {}) {
  const stack = newStack();
  const docs = new McpServer(stack, 'Docs', { agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromImageUri(`111122223333.dkr.ecr.eu-west-1.amazonaws.com/${image}`) });
  const inner = new Gateway(stack, 'Inner', { description: unrelated });
  inner.addMcpServer(docs);
  inner.addLambdaTarget('Orders', { lambdaFunction: newFunction(stack), toolSchema: tools(tool) });
  const outer = new Gateway(stack, 'Outer');
  outer.addGateway(inner);
  if (policy) inner.addCedarPolicy('orders', CedarPolicy.fromText('orders', policy));
  return { stack, inner, outer };
}

/** The fingerprints by the path of the gateway and the name of the target. */
function fingerprints(options?: Options): { readonly [target: string]: string } {
  return Object.fromEntries(resources(app(options).stack, SYNCHRONIZATION)
    .flatMap(([, { Properties }]) => Properties.Targets.map((target: string) => target.split(' ')).map(([name, fingerprint]: string[]) => [`${Properties.Name}: ${name}`, fingerprint])));
}

const changed = (options: Options) => {
  const [before, after] = [fingerprints(), fingerprints(options)];
  return Object.keys(after).filter((path) => before[path] !== after[path]).sort();
};

describe('the fingerprint of a target', () => {
  const [SERVER, INNER] = ['Stack/Inner: docs', 'Stack/Outer: inner'];

  test('is the same in every synthesis of an unchanged app', () => {
    expect(fingerprints()).toEqual(fingerprints());
    expect(Object.keys(fingerprints()).sort()).toEqual([SERVER, INNER]);
  });

  test.each<[string, Options, string[]]>([
    ['the image of a server, up the chain', { image: 'docs:2' }, [SERVER, INNER]],
    ['the tools of an inner target, in the outer gateway only', { tool: 'search' }, [INNER]],
    ['a description, nowhere', { unrelated: 'Tools' }, []],
  ])('changes with %s', (_, options, paths) => {
    expect(changed(options)).toEqual(paths);
  });

  test('changes with a Cedar policy of the inner gateway', () => {
    const permit = (action: string) => `permit (principal, action == AgentCore::Action::"${action}", resource == AgentCore::Gateway::"{{gatewayArn}}");`;
    const [one, other] = ['orders___find', 'docs___x'].map((action) => fingerprints({ policy: permit(action) })[INNER]);
    expect(one).not.toBe(other);
  });
});

describe('a synchronization', () => {
  test('comes after the targets, and before the check of the outer gateway', () => {
    const { stack } = app();
    const [check] = resources(stack, 'Custom::AgentCoreReadiness').filter(([, { Properties }]) => Properties.Name === 'Stack/Outer');
    const [[id, { DependsOn }]] = resources(stack, SYNCHRONIZATION).filter(([, { Properties }]) => Properties.Name === 'Stack/Inner');
    expect(check[1].DependsOn).toContain(id);
    const [target] = resources(stack, 'AWS::BedrockAgentCore::GatewayTarget').find(([, { Properties }]) => Properties.Name === 'docs')!;
    expect(DependsOn).toContain(target);
  });

  test('can have a target whose name is unknown until deployment', () => {
    const stack = newStack();
    const name = new CfnParameter(stack, 'Name');
    new Gateway(stack, 'Outer').addGateway(new Gateway(stack, 'Inner'), { gatewayTargetName: name.valueAsString });
    expect(resources(stack, SYNCHRONIZATION)[0][1].Properties.Targets).toEqual([
      { 'Fn::Join': ['', [{ Ref: 'Name' }, expect.stringMatching(/^ [0-9a-f]{12}$/)]] },
    ]);
  });

  test.each<[string, object]>([
    ['with synchronize: false', { synchronize: false }],
    ['for tools that the gateway does not cache', { listingMode: ListingMode.DYNAMIC }],
  ])('is left out %s', (_, options) => {
    const stack = newStack();
    const docs = new McpServer(stack, 'Docs', { agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromImageUri('111122223333.dkr.ecr.eu-west-1.amazonaws.com/docs:1') });
    new Gateway(stack, 'Tools', { protocolConfiguration: agentcore.GatewayProtocol.mcp() }).addMcpServer(docs, options);
    expect(resources(stack, SYNCHRONIZATION)).toEqual([]);
  });

  test('is left out for a server that the app does not create', () => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
    new Gateway(stack, 'Tools').addMcpServerTarget('Docs', { endpoint: 'https://docs.example.com/mcp' });
    expect(resources(stack, SYNCHRONIZATION)).toEqual([]);
  });
});

describe('the synchronization after a removal', () => {
  const REMOVAL = 'Custom::AgentCoreSynchronizationAfterRemoval';

  function innerWith(...targets: string[]) {
    const stack = newStack();
    const [inner, middle, outer] = ['Inner', 'Middle', 'Outer'].map((id) => new Gateway(stack, id));
    for (const id of targets) inner.addLambdaTarget(id, { lambdaFunction: newFunction(stack, `${id}Function`), toolSchema: tools('find') });
    middle.addGateway(inner);
    outer.addGateway(middle);
    return stack;
  }

  const removalIn = (stack: Stack) => resources(stack, REMOVAL)[0];

  test('is one resource for all inner gateways of the stack', () => {
    expect(resources(innerWith('Orders'), REMOVAL)).toHaveLength(1);
  });

  test('is a new resource when the set of targets of an inner gateway changes, and the same one otherwise', () => {
    const [one, same, more] = [innerWith('Orders'), innerWith('Orders'), innerWith('Orders', 'Stock')].map((stack) => removalIn(stack)[0]);
    expect(same).toBe(one);
    expect(more).not.toBe(one);
  });

  test('comes before the targets of the inner gateway, so that it is deleted after them', () => {
    const stack = innerWith('Orders');
    const [id] = removalIn(stack);
    const [, target] = resources(stack, 'AWS::BedrockAgentCore::GatewayTarget').find(([, { Properties }]) => Properties.Name === 'orders')!;
    expect(target.DependsOn).toContain(id);
  });

  test('names the outer targets, those of a gateway after those of the gateways that it lists', () => {
    const [, { Properties }] = removalIn(innerWith('Orders'));
    expect(Properties.Gateways.map(({ Targets }: any) => Targets)).toEqual([['inner'], ['middle']]);
  });

  test('does not depend on the order of calls', () => {
    const gateways = (ids: string[]) => {
      const stack = newStack();
      const [a, b, outer] = ['A', 'B', 'Outer'].map((id) => new Gateway(stack, id));
      for (const id of ids) outer.addGateway(id === 'A' ? a : b);
      return removalIn(stack)[1].Properties;
    };
    expect(gateways(['B', 'A'])).toEqual(gateways(['A', 'B']));
  });

  test('keeps its name in a second synthesis', () => {
    const stack = innerWith('Orders');
    const [first, second] = [true, true].map((force) => Object.keys((stack.node.root as App).synth({ force }).getStackByName('Stack').template.Resources));
    expect(second).toEqual(first);
  });

  test('is not there without an outer gateway, nor when its target is not synchronized', () => {
    expect(resources(app().stack, REMOVAL)).toHaveLength(1);
    const stack = newStack();
    const inner = new Gateway(stack, 'Inner');
    inner.addLambdaTarget('Orders', { lambdaFunction: newFunction(stack), toolSchema: tools('find') });
    new Gateway(stack, 'Outer').addGateway(inner, { synchronize: false });
    expect(resources(stack, REMOVAL)).toHaveLength(0);
  });
});
