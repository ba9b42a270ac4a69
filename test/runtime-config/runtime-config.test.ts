import { App, Aspects, CfnResource, DefaultStackSynthesizer, NestedStack, Stack, StackProps, Stage, Tags, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as appconfig from 'aws-cdk-lib/aws-appconfig';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
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
  strategy: 'AWS::AppConfig::DeploymentStrategy',
};

class DomainTools extends Gateway {}
class TravelAgent extends AgentRuntime {}

/** The document in the stack of `scope`, with references as JSON strings. */
function documentIn(scope: Construct): any {
  const [[, version]] = resources(scope, TYPES.version);
  const content = version.Properties.Content;
  if (typeof content === 'string') return JSON.parse(content);
  if ('Fn::Sub' in content) return JSON.parse(content['Fn::Sub'].replace(/\$\{(\w+)\.(\w+)\}/g, "{'Fn::GetAtt':['$1','$2']}").replace(/\$\{([\w:]+)\}/g, "{'Ref':'$1'}"));
  const text = content['Fn::Join'][1].map((part: any) => typeof part === 'string' ? part : JSON.stringify(part).replaceAll('"', "'")).join('');
  return JSON.parse(text);
}

/** The stacks of the app that have a resource of a type. Synthesis adds stacks. */
function stacksWith(app: App, type: string): Stack[] {
  const stacks = app.node.findAll().filter((construct): construct is Stack => Stack.isStack(construct));
  return stacks.filter((stack) => resources(stack, type).length > 0);
}

function stackWith(app: App, type: string): Stack {
  app.synth();
  const found = stacksWith(app, type);
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

  test('is deployed at once, and without bake time', () => {
    const stack = newStack();
    new Gateway(stack, 'Gateway');
    const [[, deployment]] = resources(stack, TYPES.deployment);
    const [[version]] = resources(stack, TYPES.version);
    const [[id, strategy]] = resources(stack, TYPES.strategy);
    expect(deployment.Properties).toMatchObject({ DeploymentStrategyId: { Ref: id }, ConfigurationVersion: { Ref: version } });
    expect(strategy.Properties).toMatchObject({ DeploymentDurationInMinutes: 0, FinalBakeTimeInMinutes: 0, GrowthFactor: 100 });
  });

  test('is deployed with a strategy of the user, if there is one', () => {
    const app = newApp();
    const stack = newStack(app);
    RuntimeConfig.configure(app, {
      deploymentStrategy: appconfig.DeploymentStrategy.fromDeploymentStrategyId(stack, 'Strategy', appconfig.DeploymentStrategyId.ALL_AT_ONCE),
    });
    new Gateway(stack, 'Gateway');
    expect(resources(stack, TYPES.deployment)[0][1].Properties.DeploymentStrategyId).toBe('AppConfig.AllAtOnce');
    expect(resources(stack, TYPES.strategy)).toEqual([]);
  });

  test('is kept when a new version replaces it: agents read it until the new one is deployed', () => {
    const stack = newStack();
    new Gateway(stack, 'Gateway');
    expect(resources(stack, TYPES.version)[0][1]).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('is deployed after everything else in the stack', () => {
    const stack = newStack();
    const gateway = new Gateway(stack, 'Gateway');
    gateway.addLambdaTarget('Orders', { lambdaFunction: newFunction(stack), toolSchema: agentcore.ToolSchema.fromInline([{ name: 'a', description: 'Does it.', inputSchema: { type: agentcore.SchemaDefinitionType.OBJECT } }]) });
    new CfnResource(stack, 'Late', { type: 'Test::Late' });
    const template = Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string; DependsOn?: string | string[]; Properties?: unknown }>;
    const [[deployment]] = resources(stack, TYPES.deployment);
    const before = new Set<string>();
    const visit = (id: string): void => {
      if (before.has(id)) return;
      before.add(id);
      const { DependsOn = [], Properties } = template[id];
      const referredTo = [...JSON.stringify(Properties ?? {}).matchAll(/"(?:Ref|Fn::GetAtt)":\[?"(\w+)"/g)].map(([, other]) => other);
      [...[DependsOn].flat(), ...referredTo].filter((other) => other in template).forEach(visit);
    };
    visit(deployment);
    expect(Object.keys(template).filter((id) => !before.has(id))).toEqual([]);
  });

  test('is not waited for by what the user deploys after it', () => {
    const stack = newStack();
    new Gateway(stack, 'Gateway');
    const later = new CfnResource(stack, 'Later', { type: 'Test::Later' });
    Aspects.of(stack).add({ visit: (node) => { if (node instanceof appconfig.CfnDeployment) later.addResourceDependency(node); } }, { priority: 900 });
    expect([resources(stack, TYPES.deployment)[0][1].DependsOn].flat()).not.toContain('Later');
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

  test('is not protected from deletion after it was read', () => {
    const stack = newStack();
    new Gateway(stack, 'Gateway');
    for (const type of [TYPES.environment, TYPES.profile]) expect(resources(stack, type)[0][1].Properties.DeletionProtectionCheck).toBe('BYPASS');
  });

  test('can be referred to at any time: its place does not depend on what comes later', () => {
    const [alone, grown] = [false, true].map((grows) => {
      const app = newApp();
      const stack = newStack(app);
      const agent = newAgent(stack);
      const early = stack.resolve(RuntimeConfig.of(agent).applicationId);
      if (grows) new Gateway(newStack(app, 'More'), 'Gateway');
      expect(resources(stack, TYPES.application)[0][0]).toBe(early.Ref);
      return early;
    });
    expect(grown).toEqual(alone);
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

describe('grantRead to a role of another stack', () => {
  test('adds a policy to the stack of the code, so that the stack of the role does not depend on it', () => {
    const app = newApp();
    const role = new iam.Role(newStack(app, 'Roles'), 'Role', { assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com') });
    const agent = newAgent(newStack(app, 'Agents'), 'Agent', { executionRole: role });
    expect(role.stack.dependencies).toEqual([]);
    const policies = resources(agent.stack, 'AWS::IAM::Policy').map(([, { Properties }]) => Properties);
    expect(policies.filter(({ PolicyDocument }) => JSON.stringify(PolicyDocument).includes('appconfig:GetLatestConfiguration'))).toHaveLength(1);
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
  function layered(app = newApp(), scope: Construct = app, agents: StackProps = {}) {
    const gateway = new Gateway(newStack(scope, 'Tools', { env: agents.env }), 'Gateway');
    const agent = newAgent(newStack(scope, 'Agents', agents));
    return { app, gateway, agent };
  }

  test('the application is in the stack of the code that reads it, which depends on no other', () => {
    const { app, agent } = layered();
    expect(stackWith(app, TYPES.application)).toBe(agent.stack);
    expect(agent.stack.dependencies).toEqual([]);
  });

  test('the document is in a stack that depends on everything registered', () => {
    const { app, gateway, agent } = layered();
    const stack = stackWith(app, TYPES.version);
    expect(stack.dependencies).toEqual(expect.arrayContaining([gateway.stack, agent.stack]));
    expect(resources(stack, TYPES.deployment)).toHaveLength(1);
  });

  test('each stack that reads the document has its own, and one strategy deploys them all', () => {
    const { app } = layered();
    newAgent(newStack(app, 'More'), 'Another');
    const names = (type: string) => stacksWith(app, type).map((stack) => stack.stackName);
    expect(names(TYPES.application)).toEqual(['Agents', 'More']);
    expect(names(TYPES.deployment)).toEqual(['Agents-runtime-config', 'More-runtime-config']);
    expect(names(TYPES.strategy)).toEqual(['Agents-runtime-config']);
  });

  test('each stack with gateways has a document if no code of the app reads one', () => {
    const app = newApp();
    for (const id of ['A', 'B']) new Gateway(newStack(app, id), `Gateway${id}`);
    app.synth();
    expect(stacksWith(app, TYPES.application).map((stack) => stack.stackName)).toEqual(['A', 'B']);
  });

  test('no name depends on the order of the program, nor on other stacks', () => {
    const names = (...ids: string[]) => {
      const app = newApp();
      for (const id of ids) newAgent(newStack(app, id), id);
      return app.synth().stacks.map(({ stackName }) => stackName).sort();
    };
    expect(names('A', 'B')).toEqual(['A', 'A-runtime-config', 'B', 'B-runtime-config']);
    expect(names('B', 'A')).toEqual(names('A', 'B'));
    expect(names('Z', 'B', 'A')).toEqual([...names('A', 'B'), 'Z', 'Z-runtime-config']);
  });

  test('a gateway or an agent can be removed while the document still refers to it: nothing is exported', () => {
    const { app, gateway, agent } = layered(new App());
    app.synth();
    for (const { stack } of [gateway, agent]) {
      const { Outputs = {} } = Template.fromStack(stack).toJSON() as { Outputs?: Record<string, { Export?: unknown }> };
      expect(Object.values(Outputs).filter(({ Export }) => Export)).toEqual([]);
    }
  });

  test('the stack of the document is beside the stack of the code: a pattern selects both', () => {
    const app = newApp();
    layered(app, new Stage(app, 'Prod'));
    expect(stackWith(app, TYPES.version).node.path).toBe('Prod/Agents-runtime-config');
  });

  test('the stack of the document has the environment, tags, termination protection and qualifier of the stack of the code', () => {
    const { app, agent } = layered(newApp(), undefined, {
      env: ENV, tags: { team: 'shop' }, terminationProtection: true, synthesizer: new DefaultStackSynthesizer({ qualifier: 'mine' }),
    });
    Tags.of(agent.stack).add('cost', 'agents');
    const stack = stackWith(app, TYPES.version);
    expect(stack.environment).toBe(`aws://${ACCOUNT}/${REGION}`);
    expect(stack.terminationProtection).toBe(true);
    expect(stack.synthesizer.bootstrapQualifier).toBe('mine');
    expect(stack.tags.tagValues()).toEqual({ team: 'shop' });
    expect(resources(stack, TYPES.strategy)[0][1].Properties.Tags).toContainEqual({ Key: 'cost', Value: 'agents' });
  });

  test('the document can be in a stack of the user', () => {
    const { app } = layered();
    newAgent(newStack(app, 'More'), 'Another');
    const documents = newStack(app, 'Documents');
    RuntimeConfig.configure(app, { documentStack: documents });
    app.synth();
    expect(stacksWith(app, TYPES.version)).toEqual([documents]);
    expect(resources(documents, TYPES.deployment)).toHaveLength(2);
  });

  test('the stack of the user must be in the account and region of the code', () => {
    const { app } = layered(undefined, undefined, { env: ENV });
    RuntimeConfig.configure(app, { documentStack: newStack(app, 'Documents', { env: { account: OTHER_ACCOUNT, region: REGION } }) });
    expect(messageOf(() => app.synth())).toContain(`Documents is in aws://${OTHER_ACCOUNT}/${REGION}, but the code in Agents, which reads the document, is in aws://${ACCOUNT}/${REGION}`);
  });

  test('an option of a stack overrides that of the app', () => {
    const { app, agent } = layered();
    const [one, another] = ['One', 'Another'].map((id) => newStack(app, id));
    RuntimeConfig.configure(agent.stack, { documentStack: another });
    RuntimeConfig.configure(app, { documentStack: one });
    expect(stackWith(app, TYPES.version)).toBe(another);
  });

  test('a reader in a stack without gateways has a document too', () => {
    const { app } = layered();
    const fn = newFunction(newStack(app, 'Website'));
    const config = RuntimeConfig.of(fn);
    fn.addEnvironment(RuntimeConfig.APPLICATION_ID_VARIABLE, config.applicationId);
    config.grantRead(fn);
    app.synth();
    const [[application]] = resources(fn.stack, TYPES.application);
    expect(resourceOf(fn).Properties.Environment.Variables).toMatchObject({ [RuntimeConfig.APPLICATION_ID_VARIABLE]: { Ref: application } });
    expect(fn.stack.dependencies).toEqual([]);
  });
});
