import { App, NestedStack, Stack, Stage, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { transformSync } from 'esbuild';
import { AgentRuntime, Gateway, RuntimeConfig } from '../../src';
import { ACCOUNT, artifact, ENV, messageOf, newAgent, newApp, newFunction, newServer, newStack, OTHER_ACCOUNT, REGION, resources, resourceOf, warnings } from '../builders';

const TYPES = {
  application: 'AWS::AppConfig::Application',
  environment: 'AWS::AppConfig::Environment',
  profile: 'AWS::AppConfig::ConfigurationProfile',
  version: 'AWS::AppConfig::HostedConfigurationVersion',
  deployment: 'AWS::AppConfig::Deployment',
};

class DomainTools extends Gateway {}
class TravelAgent extends AgentRuntime {}

/** The document in the stack of `scope`, with references as JSON strings. */
function documentIn(scope: Construct): any {
  const [[, version]] = resources(scope, TYPES.version);
  const content = version.Properties.Content;
  if (typeof content === 'string') return JSON.parse(content);
  const text = content['Fn::Join'][1].map((part: any) => typeof part === 'string' ? part : JSON.stringify(part).replaceAll('"', "'")).join('');
  return JSON.parse(text);
}

/** The stack of the app that has a resource of a type. */
function stackWith(app: App, type: string): Stack {
  // Synthesis may add stacks.
  app.synth();
  const stacks = app.node.findAll().filter((construct): construct is Stack => Stack.isStack(construct));
  const found = stacks.filter((stack) => resources(stack, type).length > 0);
  expect(found.map((stack) => stack.node.path)).toHaveLength(1);
  return found[0];
}

const attribute = (construct: Construct, name: string) => {
  const stack = Stack.of(construct);
  return JSON.stringify({ 'Fn::GetAtt': [stack.getLogicalId(construct.node.defaultChild as any), name] }).replaceAll('"', "'");
};

describe('the document', () => {
  test('has the URL and the details of each gateway, and the ARN of each agent', () => {
    const stack = newStack(undefined, 'Stack', { env: ENV });
    const gateway = new Gateway(stack, 'Tools');
    const agent = newAgent(stack, 'Agent');
    expect(documentIn(stack)).toEqual({
      gateways: { Tools: attribute(gateway, 'GatewayUrl') },
      gatewayDetails: { Tools: { arn: attribute(gateway, 'GatewayArn'), authorizerType: 'AWS_IAM', protocol: 'MCP', region: REGION } },
      agentRuntimes: { Agent: attribute(agent, 'AgentRuntimeArn') },
    });
  });

  test('has values that the program sets, including numbers, lists and objects', () => {
    const stack = newStack();
    const config = RuntimeConfig.of(stack);
    config.set('features', 'limits', { calls: 3, models: ['a', 'b'] });
    config.set('features', 'queue', Token.asString({ Ref: 'Queue' }));
    expect(documentIn(stack)).toEqual({ features: { limits: { calls: 3, models: ['a', 'b'] }, queue: "{'Ref':'Queue'}" } });
  });

  test('is deployed all at once', () => {
    const stack = newStack();
    new Gateway(stack, 'Gateway');
    const [[, deployment]] = resources(stack, TYPES.deployment);
    const [[version]] = resources(stack, TYPES.version);
    expect(deployment.Properties).toMatchObject({ DeploymentStrategyId: 'AppConfig.AllAtOnce', ConfigurationVersion: { Ref: version } });
  });

  test('is read as profile `agentcore` in the environment `default`', () => {
    const stack = newStack();
    new Gateway(stack, 'Gateway');
    expect(resources(stack, TYPES.profile)[0][1].Properties).toMatchObject({ Name: 'agentcore', LocationUri: 'hosted', Type: 'AWS.Freeform' });
    expect(resources(stack, TYPES.environment)[0][1].Properties.Name).toBe('default');
    expect(resources(stack, TYPES.version)[0][1].Properties.ContentType).toBe('application/json');
  });

  test('is not created if nothing is registered, and readers still get an application', () => {
    const stack = newStack();
    const fn = newFunction(stack);
    fn.addEnvironment(RuntimeConfig.APPLICATION_ID_VARIABLE, RuntimeConfig.of(stack).applicationId);
    expect(resources(stack, TYPES.application)).toHaveLength(1);
    expect(resources(stack, TYPES.version)).toEqual([]);
  });

  test('may contain text with quotes and backslashes', () => {
    const stack = newStack();
    RuntimeConfig.of(stack).set('texts', 'odd "key"', 'a "quoted" \\ text\n');
    expect(documentIn(stack)).toEqual({ texts: { 'odd "key"': 'a "quoted" \\ text\n' } });
  });
});

describe('the application', () => {
  test('has a name of at most 64 characters', () => {
    const stack = newStack(newApp(), 'S'.repeat(100));
    new Gateway(stack, 'Gateway');
    expect(resources(stack, TYPES.application)[0][1].Properties.Name.length).toBeLessThanOrEqual(64);
  });

  test('is in an output of the stack', () => {
    const stack = newStack();
    new Gateway(stack, 'Gateway');
    const [[application]] = resources(stack, TYPES.application);
    expect(Object.values(Template.fromStack(stack).findOutputs('*')).map((output: any) => output.Value)).toContainEqual({ Ref: application });
  });

  test('is shared in an account and region of a stage', () => {
    const app = newApp();
    const [a, b] = ['A', 'B'].map((id) => newStack(app, id, { env: ENV }));
    const elsewhere = newStack(app, 'C', { env: { account: OTHER_ACCOUNT, region: REGION } });
    expect(RuntimeConfig.of(a)).toBe(RuntimeConfig.of(b));
    expect(RuntimeConfig.of(a)).not.toBe(RuntimeConfig.of(elsewhere));
  });

  test('is separate for each stage', () => {
    const app = newApp();
    const [beta, prod] = ['Beta', 'Prod'].map((id) => newStack(new Stage(app, id), 'Stack'));
    for (const stack of [beta, prod]) new Gateway(stack, 'Gateway');
    for (const stack of [beta, prod]) expect(Object.keys(documentIn(stack).gateways)).toEqual(['Gateway']);
  });
});

describe('grantRead', () => {
  function granted(): { stack: Stack; statement: any } {
    const stack = newStack(undefined, 'Stack', { env: ENV });
    const role = new iam.Role(stack, 'Reader', { assumedBy: new iam.AccountRootPrincipal() });
    RuntimeConfig.of(stack).grantRead(role);
    return { stack, statement: resources(stack, 'AWS::IAM::Policy')[0][1].Properties.PolicyDocument.Statement[0] };
  }

  test('grants read access only', () => {
    expect(granted().statement.Action).toEqual(['appconfig:GetLatestConfiguration', 'appconfig:StartConfigurationSession']);
  });

  test('grants access to this configuration only', () => {
    const { stack, statement } = granted();
    const [[application], [environment], [profile]] = [TYPES.application, TYPES.environment, TYPES.profile].map((type) => resources(stack, type)[0]);
    const text = statement.Resource['Fn::Join'][1].map((part: any) => part.Ref ?? part).join('');
    expect(text).toBe(`arn:aws:appconfig:${REGION}:${ACCOUNT}:application/${application}/environment/${environment}/configuration/${profile}`);
  });
});

describe('the key of a gateway or an agent', () => {
  const keysOf = (stack: Stack, namespace = 'gateways') => Object.keys(documentIn(stack)[namespace]);

  test('is the class name of a subclass', () => {
    const stack = newStack();
    new DomainTools(stack, 'Id');
    new TravelAgent(stack, 'Agent', { agentRuntimeArtifact: artifact() });
    expect(keysOf(stack)).toEqual(['DomainTools']);
    expect(keysOf(stack, 'agentRuntimes')).toEqual(['TravelAgent']);
  });

  test('is the construct ID otherwise, also for subclasses in other languages', () => {
    const stack = newStack();
    new Gateway(stack, 'Tools');
    newAgent(stack, 'Agent');
    newServer(stack, 'Docs');
    expect(keysOf(stack)).toEqual(['Tools']);
    expect(keysOf(stack, 'agentRuntimes')).toEqual(['Agent', 'Docs']);
  });

  test('is the construct ID if the class has no name', () => {
    const stack = newStack();
    new (class extends Gateway {})(stack, 'Tools');
    expect(keysOf(stack)).toEqual(['Tools']);
  });

  test('of a class that esbuild has minified has a warning, but not if a key is given', () => {
    const stack = newStack();
    const source = 'module.exports = (Gateway) => { class DomainTools extends Gateway {} return DomainTools; };';
    const { code } = transformSync(source, { minify: true });
    const module = { exports: (_base: typeof Gateway): typeof Gateway => Gateway };
    new Function('module', code)(module);
    const Minified = module.exports(Gateway);
    expect(Minified.name.length).toBeLessThan(3);
    new Minified(stack, 'Tools');
    new Minified(stack, 'Others', { runtimeConfigKey: 'DomainTools' });
    expect(warnings(stack)).toEqual([expect.stringMatching(/the class name `.{1,2}` of Stack\/Tools is its key in the Runtime Configuration, but appears to be minified; pass `runtimeConfigKey`/)]);
  });

  test('is the given key, if there is one', () => {
    const stack = newStack();
    const gateway = new DomainTools(stack, 'Id', { runtimeConfigKey: 'Domain' });
    newAgent(stack, 'Agent', { runtimeConfigKey: 'Travel' });
    expect(keysOf(stack)).toEqual(['Domain']);
    expect(keysOf(stack, 'agentRuntimes')).toEqual(['Travel']);
    expect(gateway.runtimeConfigKey).toBe('Domain');
  });

  test('fails if it is taken, and the error names both gateways and what to change', () => {
    const stack = newStack();
    new DomainTools(stack, 'First');
    const message = messageOf(() => new DomainTools(stack, 'Second'));
    expect(message).toContain('the Runtime Configuration key `agentcore.gateways.DomainTools` of Stack/Second is taken by Stack/First');
    expect(message).toContain('give one of them another `runtimeConfigKey` [cdk-agentcore-gateway:runtime-config-key-taken at Stack/Second]');
  });

  test('fails if it is taken in another stack', () => {
    const app = newApp();
    for (const id of ['A', 'B']) newStack(app, id);
    new Gateway(app.node.findChild('A') as Stack, 'Tools');
    expect(messageOf(() => new Gateway(app.node.findChild('B') as Stack, 'Tools'))).toContain('of B/Tools is taken by A/Tools');
  });

  test('fails if another agent has it', () => {
    const stack = newStack();
    newAgent(stack, 'One', { runtimeConfigKey: 'Agent' });
    expect(messageOf(() => newAgent(stack, 'Two', { runtimeConfigKey: 'Agent' }))).toContain('`agentcore.agentRuntimes.Agent` of Stack/Two is taken by Stack/One');
  });

  test('may be the same for a gateway and an agent', () => {
    const stack = newStack();
    new Gateway(stack, 'G', { runtimeConfigKey: 'Travel' });
    expect(() => newAgent(stack, 'A', { runtimeConfigKey: 'Travel' })).not.toThrow();
  });

  test('of a gateway that is not registered is not taken', () => {
    const stack = newStack();
    new Gateway(stack, 'A', { runtimeConfigKey: 'Tools', registerInRuntimeConfig: false });
    new Gateway(stack, 'B', { runtimeConfigKey: 'Tools' });
    expect(keysOf(stack)).toEqual(['Tools']);
  });
});

describe('set', () => {
  test('may set the same value again', () => {
    const config = RuntimeConfig.of(newStack());
    expect(() => {
      for (let i = 0; i < 2; i += 1) {
        config.set('texts', 'key', 'value');
        config.set('objects', 'key', { a: [1, { b: 2 }] });
      }
    }).not.toThrow();
  });

  test('fails with another value', () => {
    const config = RuntimeConfig.of(newStack());
    config.set('texts', 'key', { a: 1 });
    expect(messageOf(() => config.set('texts', 'key', { a: 2 }))).toContain('key `agentcore.texts.key`');
  });

  test('fails with another value that is unresolved until deployment', () => {
    const config = RuntimeConfig.of(newStack());
    config.set('texts', 'key', Token.asAny({ Ref: 'A' }));
    expect(messageOf(() => config.set('texts', 'key', Token.asAny({ Ref: 'B' })))).toContain('cdk-agentcore-gateway:runtime-config-key-taken');
  });
});

describe('in an app of one stack', () => {
  test('everything is in that stack', () => {
    const app = newApp();
    const stack = newStack(app);
    new Gateway(stack, 'Gateway');
    expect(app.synth().stacks.map((each) => each.stackName)).toEqual(['Stack']);
    for (const type of Object.values(TYPES)) expect(resources(stack, type)).toHaveLength(1);
  });

  test('everything is in that stack, also if the gateways are in nested stacks', () => {
    const app = newApp();
    const stack = newStack(app);
    for (const id of ['A', 'B']) new Gateway(new NestedStack(stack, id), `Gateway${id}`);
    expect(app.synth().stacks.map((each) => each.stackName)).toEqual(['Stack']);
    expect(resources(stack, TYPES.application)).toHaveLength(1);
  });

  test('stacks without gateways and agents do not count', () => {
    const app = newApp();
    const stack = newStack(app);
    newFunction(newStack(app, 'Other'));
    new Gateway(stack, 'Gateway');
    app.synth();
    expect(resources(stack, TYPES.application)).toHaveLength(1);
  });
});

describe('in an app of several stacks', () => {
  function layered() {
    const app = newApp();
    const gateway = new Gateway(newStack(app, 'Tools'), 'Gateway');
    const agent = newAgent(newStack(app, 'Agents'));
    return { app, gateway, agent };
  }

  test('the application is in a stack without dependencies', () => {
    const { app } = layered();
    expect(stackWith(app, TYPES.application).dependencies).toEqual([]);
    expect(resources(stackWith(app, TYPES.application), TYPES.profile)).toHaveLength(1);
  });

  test('the document is in a stack that depends on everything registered', () => {
    const { app, gateway, agent } = layered();
    const stack = stackWith(app, TYPES.version);
    expect(stack.dependencies).toEqual(expect.arrayContaining([gateway.stack, agent.stack, stackWith(app, TYPES.application)]));
    expect(resources(stack, TYPES.deployment)).toHaveLength(1);
  });

  test('readers depend on the application only', () => {
    const { app, agent } = layered();
    expect(stackWith(app, TYPES.application)).not.toBe(agent.stack);
    expect(agent.stack.dependencies).toEqual([stackWith(app, TYPES.application)]);
  });

  test('the stacks are called after the first one', () => {
    const { app } = layered();
    expect(stackWith(app, TYPES.application).stackName).toBe('Tools-runtime-config');
    expect(stackWith(app, TYPES.version).stackName).toBe('Tools-runtime-config-document');
  });

  test('the stacks are in the account and region of what is registered', () => {
    const app = newApp();
    for (const id of ['A', 'B']) new Gateway(newStack(app, id, { env: ENV }), `Gateway${id}`);
    for (const type of [TYPES.application, TYPES.version]) expect(stackWith(app, type).environment).toBe(`aws://${ACCOUNT}/${REGION}`);
  });

  test('the stacks have the synthesizer of the app', () => {
    const app = newApp({ context: { ...newApp().node.getAllContext(), '@aws-cdk/core:bootstrapQualifier': 'mine' } });
    for (const id of ['A', 'B']) new Gateway(newStack(app, id), `Gateway${id}`);
    expect(stackWith(app, TYPES.application).synthesizer.bootstrapQualifier).toBe('mine');
  });

  test('a reader in a stack without gateways finds the application too', () => {
    const { app } = layered();
    const fn = newFunction(newStack(app, 'Website'));
    const config = RuntimeConfig.of(fn);
    fn.addEnvironment(RuntimeConfig.APPLICATION_ID_VARIABLE, config.applicationId);
    config.grantRead(fn);
    expect(resourceOf(fn).Properties.Environment.Variables).toHaveProperty(RuntimeConfig.APPLICATION_ID_VARIABLE);
    expect(fn.stack.dependencies).toEqual([stackWith(app, TYPES.application)]);
  });
});
