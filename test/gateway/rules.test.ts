import { App, Duration, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AddRuleOptions, Gateway, GatewayTarget, InferenceConnector, MultiProtocol, PassthroughProtocol, Route, RouteError, RuleCondition } from '../../src';
import { messageOf, newFunction, newStack, resourceOf, resources, tools } from '../builders';

const RULE = 'AWS::BedrockAgentCore::GatewayRule';

interface Setting {
  readonly stack: Stack;
  readonly gateway: Gateway;
  readonly [name: string]: any;
}

function setting(): Setting {
  const stack = newStack();
  const gateway = new Gateway(stack, 'Gateway', { protocolConfiguration: MultiProtocol.all() });
  const key = new agentcore.ApiKeyCredentialProvider(stack, 'Key');
  const withKey = { credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromApiKeyIdentity(key)] };
  return {
    stack,
    gateway,
    stable: gateway.addPassthroughTarget('Stable', { endpoint: 'https://a.example.com', protocol: PassthroughProtocol.CUSTOM }),
    canary: gateway.addPassthroughTarget('Canary', { endpoint: 'https://b.example.com', protocol: PassthroughProtocol.CUSTOM }),
    models: gateway.addInferenceTarget('Models', { connector: InferenceConnector.OPENAI, ...withKey }),
    other: gateway.addInferenceTarget('Other', { connector: InferenceConnector.ANTHROPIC, ...withKey }),
    lambda: gateway.addLambdaTarget('Tools', { lambdaFunction: newFunction(stack), toolSchema: tools('a') }),
  };
}

function ruleOf(options: (targets: Setting) => AddRuleOptions): any {
  const made = setting();
  made.gateway.addRule('Rule', options(made));
  return resources(made.stack, RULE)[0][1].Properties;
}

describe('a rule', () => {
  test('splits requests of paths between two targets', () => {
    expect(ruleOf(({ stable, canary }) => ({
      priority: 100, when: [RuleCondition.paths(stable)], route: Route.weighted({ target: stable, weight: 90 }, { target: canary, weight: 10, name: 'trial' }),
    }))).toMatchObject({
      Priority: 100,
      Conditions: [{ MatchPaths: { AnyOf: ['/stable/*'] } }],
      Actions: [{ RouteToTarget: { WeightedRoute: { TrafficSplit: [{ Name: 'stable', TargetName: 'stable', Weight: 90 }, { Name: 'trial', TargetName: 'canary', Weight: 10 }] } } }],
    });
  });

  test('puts what makes requests leave a target beside that target, not beside its fallback', () => {
    expect(ruleOf(({ models, other }) => ({
      priority: 1,
      when: [RuleCondition.models('small', 'gpt-*')],
      route: Route.to(models, 'gpt-5-mini').fallback(other, { model: 'haiku', on: { statusCodes: ['5XX'] }, firstByteTimeout: Duration.seconds(2) })
        .fallback(models, { model: 'gpt-5', on: { errors: [RouteError.UNROUTABLE] } }).withoutCircuitBreaker(),
    }))).toMatchObject({
      Conditions: [{ MatchModels: { AnyOf: [{ Operator: 'StringEquals', Value: 'small' }, { Operator: 'StringLike', Value: 'gpt-*' }] } }],
      Actions: [{
        RouteToTarget: {
          StaticRoute: {
            TargetName: 'models',
            Model: 'gpt-5-mini',
            Fallback: {
              TriggerOn: { StatusCodes: ['5XX'] },
              FirstByteTimeoutMilliseconds: 2000,
              TargetFallback: [{ TargetName: 'other', Model: 'haiku', TriggerOn: { Errors: ['UNROUTABLE'] } }, { TargetName: 'models', Model: 'gpt-5' }],
              CircuitBreaker: { Mode: 'DISABLED' },
            },
          },
        },
      }],
    });
  });

  test('may be for roles, and set a configuration only', () => {
    const bundle = { bundleArn: 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:configuration-bundle/b', bundleVersion: '3' };
    const { stack, gateway } = setting();
    gateway.addRule('Rule', { priority: 5, when: [RuleCondition.roles(new iam.Role(stack, 'Caller', { assumedBy: new iam.AccountRootPrincipal() }))], configurationBundle: bundle });
    const { Conditions, Actions } = resources(stack, RULE)[0][1].Properties;
    expect(Conditions[0].MatchPrincipals.AnyOf[0].IamPrincipal).toMatchObject({ Arn: { 'Fn::GetAtt': [expect.stringContaining('Caller'), 'Arn'] }, Operator: 'StringEquals' });
    expect(Actions).toEqual([{ ConfigurationBundle: { StaticOverride: { BundleArn: bundle.bundleArn, BundleVersion: '3' } } }]);
  });

  test('is created after the targets that it names', () => {
    const { stack, gateway, stable, canary } = setting();
    gateway.addRule('Rule', { priority: 1, when: [RuleCondition.paths(stable)], route: Route.to(canary) });
    const ids = [stable, canary].map((target: GatewayTarget) => Stack.of(target).getLogicalId(target.node.defaultChild as agentcore.CfnGatewayTarget));
    expect(resources(stack, RULE)[0][1].DependsOn).toEqual(expect.arrayContaining(ids));
    expect(resourceOf(gateway).DependsOn ?? []).not.toContain(ids[0]);
  });

  test('is created in the stack of a target in another stack', () => {
    const { stack, gateway } = setting();
    const later = new Stack(stack.node.root as App, 'Later');
    const far = GatewayTarget.forPassthrough(later, 'Far', { gateway, endpoint: 'https://c.example.com', protocol: PassthroughProtocol.CUSTOM });
    gateway.addRule('Rule', { priority: 1, route: Route.to(far) });
    Template.fromStack(later).resourceCountIs(RULE, 1);
    Template.fromStack(stack).resourceCountIs(RULE, 0);
  });

  test('may have a token as its priority', () => {
    expect(ruleOf(({ stable }) => ({ priority: Token.asNumber({ Ref: 'P' }), route: Route.to(stable) })).Priority).toEqual({ Ref: 'P' });
  });
});

test.each<[string, (targets: Setting) => AddRuleOptions, string]>([
  ['a priority of 0', ({ stable }) => ({ priority: 0, route: Route.to(stable) }), '`priority` is 0; give a whole number from 1 to 1000000'],
  ['no action', () => ({ priority: 1 }), 'the rule does nothing; give `route` or `configurationBundle`'],
  ['two conditions of one kind', ({ stable }) => ({ priority: 1, when: [RuleCondition.paths(stable), RuleCondition.paths(stable)], route: Route.to(stable) }), 'there are two conditions for paths; pass all values to one `RuleCondition.paths`'],
  ['an empty condition', ({ stable }) => ({ priority: 1, when: [RuleCondition.principals()], route: Route.to(stable) }), '`principals` has 0 entries; give 1 to 100'],
  ['a target with tools', ({ lambda }) => ({ priority: 1, route: Route.to(lambda) }), 'target Stack/Gateway/Tools lists tools, and rules route requests to agents, passthrough and inference targets only'],
  ['inference and other targets', ({ stable, models }) => ({ priority: 1, route: Route.weighted({ target: stable, weight: 50 }, { target: models, weight: 50 }) }), 'the rule has inference targets and others; give each its own rule'],
  ['models for targets without any', ({ stable }) => ({ priority: 1, when: [RuleCondition.models('x')], route: Route.to(stable) }), 'the rule is for models, but its targets have none'],
  ['the path of an inference target', ({ models }) => ({ priority: 1, when: [RuleCondition.paths(models)], route: Route.to(models) }), 'inference target Stack/Gateway/Models has no path of its own; use `RuleCondition.models`'],
  ['weights that sum to 110', ({ stable, canary }) => ({ priority: 1, route: Route.weighted({ target: stable, weight: 90 }, { target: canary, weight: 20 }) }), 'the weights sum to 110; make them sum to 100'],
  ['a weight of 0', ({ stable, canary }) => ({ priority: 1, route: Route.weighted({ target: stable, weight: 100 }, { target: canary, weight: 0 }) }), '`weight` is 0; give a whole number from 1 to 99'],
  ['one weight', ({ stable }) => ({ priority: 1, route: Route.weighted({ target: stable, weight: 90 }) }), '`Route.weighted` has 1 parts; give 2'],
  ['three fallbacks', ({ models, other }) => ({ priority: 1, route: Route.to(models, 'a').fallback(other, { model: 'b' }).fallback(other, { model: 'c' }).fallback(other, { model: 'd' }) }), 'there are 3 fallbacks; give at most 2'],
  ['a fallback of a passthrough target', ({ stable, canary }) => ({ priority: 1, route: Route.to(stable).fallback(canary) }), 'only inference targets have fallbacks; remove the fallback'],
  ['a model of a passthrough target', ({ stable }) => ({ priority: 1, route: Route.to(stable, 'x') }), 'a model is given for target Stack/Gateway/Stable, which has none'],
  ['a target as its own fallback', ({ models }) => ({ priority: 1, route: Route.to(models).fallback(models) }), 'a target is its own fallback with the same model; give another target or model'],
  ['a status code of success', ({ models, other }) => ({ priority: 1, route: Route.to(models).fallback(other, { on: { statusCodes: ['200'] } }) }), '`200` is not a status code; give 400 to 599, such as `429`, or `4XX` or `5XX`'],
  ['a timeout of an hour', ({ models, other }) => ({ priority: 1, route: Route.to(models).fallback(other, { firstByteTimeout: Duration.hours(1) }) }), '`firstByteTimeout` is 3600000 ms; give 50 to 900000'],
])('%s is an error at the call', (_, options, expected) => {
  expect(messageOf(() => ruleOf(options))).toContain(`- ${expected}`);
});

test('an error names the rule with the same priority, and lists everything that is wrong', () => {
  const { gateway, stable } = setting();
  gateway.addRule('First', { priority: 7, route: Route.to(stable) });
  const message = messageOf(() => gateway.addRule('Second', { priority: 7, description: '' }));
  expect(message).toContain('- rule First has the same priority; give each rule another');
  expect(message).toContain('- `description` has 0 characters; give 1 to 256');
  expect(message).toContain('- the rule does nothing');
});

test('a target of another gateway is an error that names both', () => {
  const { stack, gateway } = setting();
  const elsewhere = new Gateway(stack, 'Elsewhere', { protocolConfiguration: MultiProtocol.all() });
  const target = elsewhere.addPassthroughTarget('Far', { endpoint: 'https://c.example.com', protocol: PassthroughProtocol.CUSTOM });
  expect(messageOf(() => gateway.addRule('Rule', { priority: 1, route: Route.to(target) }))).toContain('- target Stack/Elsewhere/Far belongs to another gateway, Stack/Elsewhere; name targets of this gateway');
});

test('a target whose path the service reserves is an error', () => {
  const { gateway } = setting();
  const target = gateway.addPassthroughTarget('Converse', { endpoint: 'https://c.example.com', protocol: PassthroughProtocol.CUSTOM });
  expect(messageOf(() => gateway.addRule('Rule', { priority: 1, route: Route.to(target) }))).toContain('begins with `/converse`, which the service reserves');
});

test('a gateway has at most 20 rules', () => {
  const { gateway, stable } = setting();
  for (let priority = 1; priority <= 20; priority++) gateway.addRule(`R${priority}`, { priority, route: Route.to(stable) });
  expect(messageOf(() => gateway.addRule('More', { priority: 21, route: Route.to(stable) }))).toContain('the gateway has 20 rules already, which is the most');
});
