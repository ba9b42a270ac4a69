import { after, allow, functionTarget, lambdaFunction, role, rolePolicy, usesRole } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { gateway, gatewayTarget, getAtt, LAMBDA_ARN, lambdaTarget, mcpTarget, ref, resource, template } from '../../build-tools/rule-examples/templates';
import { outerBeforeInner as rule } from '../../src/rules/order/outer-before-inner';

const everything = allow(['bedrock-agentcore:InvokeGateway', 'lambda:InvokeFunction'], '*');
const ofInner = { GatewayIdentifier: getAtt('Inner', 'GatewayIdentifier') };
const base = { Role: role([everything]), Inner: gateway({ ...usesRole, Name: 'inner' }), Gateway: gateway(usesRole) };
const weather = lambdaTarget(ofInner);
const late = rolePolicy([allow('lambda:InvokeFunction', getAtt('Fn', 'Arn'))], { Roles: [ref('InnerRole')] });
const ownRole = { InnerRole: role(), Inner: gateway({ RoleArn: getAtt('InnerRole', 'Arn'), Name: 'inner' }), Fn: lambdaFunction() };

describe('order-outer-before-inner', () => {
  test.each<[string, object, string[]]>([
    ['an inner target', { ...base, Weather: weather, Target: gatewayTarget('Inner') },
      ['target S1/Target lists the tools of gateway S1/Inner when it is created, but may be created before the target S1/Weather of that gateway']],
    ['several inner targets, of which one is waited for', { ...base, One: weather, Two: weather, Three: weather, Target: after(gatewayTarget('Inner'), 'Two') },
      ['before the targets S1/One and S1/Three of that gateway']],
    ['a target of a gateway further in', {
      ...base,
      Innermost: gateway({ ...usesRole, Name: 'innermost' }),
      Weather: lambdaTarget({ GatewayIdentifier: getAtt('Innermost', 'GatewayIdentifier') }),
      Middle: gatewayTarget('Innermost', ofInner),
      Target: after(gatewayTarget('Inner'), 'Middle'),
    }, ['S1/Middle: target S1/Middle lists the tools of gateway S1/Innermost']],
    ['the policy of an inner target', {
      ...base, ...ownRole, Policy: late, Weather: functionTarget(ofInner), Target: after(gatewayTarget('Inner'), 'Weather'),
    }, ['may be created before policy S1/Policy, the only one that allows role S1/InnerRole `lambda:InvokeFunction` on S1/Fn']],
    ['an inner target and its policy', { ...base, ...ownRole, Policy: late, Weather: functionTarget(ofInner), Target: gatewayTarget('Inner') },
      ['before the target S1/Weather', 'before policy S1/Policy']],
    ['the policy of an interceptor, which runs at lists too', {
      ...base,
      InnerRole: role(),
      Fn: lambdaFunction(),
      Inner: gateway({
        RoleArn: getAtt('InnerRole', 'Arn'),
        Name: 'inner',
        InterceptorConfigurations: [{ InterceptionPoints: ['REQUEST'], Interceptor: { Lambda: { Arn: getAtt('Fn', 'Arn') } } }],
      }),
      Policy: late,
      Target: gatewayTarget('Inner'),
    }, ['before policy S1/Policy']],
  ])('fails for %s', (_name, resources, words) => {
    expect(linesOf(evaluateRule(rule, template(resources as never)))).toEqual(words.map((word) => expect.stringContaining(word)));
  });

  test.each<[string, object]>([
    ['the target depends on all inner targets', { ...base, One: weather, Two: weather, Target: after(gatewayTarget('Inner'), 'One', 'Two') }],
    ['it depends on something that depends on them', {
      ...base, Weather: weather, All: resource('AWS::CloudFormation::WaitConditionHandle', {}, { DependsOn: ['Weather'] }), Target: after(gatewayTarget('Inner'), 'All'),
    }],
    ['the inner gateway has no targets', { ...base, Target: gatewayTarget('Inner') }],
    ['the inner targets come first, each after its policy', {
      ...base, ...ownRole, Policy: late, Weather: after(functionTarget(ofInner), 'Policy'), Target: after(gatewayTarget('Inner'), 'Weather'),
    }],
  ])('passes when %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never))).toEqual({ is: 'pass' });
  });

  test('passes when the inner targets are in a stack that is deployed before', () => {
    const inner = template({ InnerRole: role([allow('lambda:InvokeFunction', LAMBDA_ARN)]), Inner: gateway({ RoleArn: getAtt('InnerRole', 'Arn') }), Weather: weather }, {
      Outputs: { Url: { Value: getAtt('Inner', 'GatewayUrl'), Export: { Name: 'url' } } },
    });
    const outer = template({ Role: role([everything]), Gateway: gateway(usesRole), Target: mcpTarget({ 'Fn::ImportValue': 'url' }) });
    expect(evaluateRule(rule, [{ template: inner }, { template: outer }])).toEqual({ is: 'pass' });
  });

  test.each<[string, object]>([
    ['a server that is no gateway', { ...base, Target: mcpTarget('https://docs.example.com/mcp') }],
    ['a target that lists at calls', { ...base, Weather: weather, Target: gatewayTarget('Inner', {}, { ListingMode: 'DYNAMIC' }) }],
    ['gateways that list each other: they cannot be put in order', { ...base, Back: gatewayTarget('Gateway', ofInner), Target: gatewayTarget('Inner') }],
    ['a gateway that lists itself', { ...base, Target: gatewayTarget('Gateway') }],
  ])('does not apply to %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never)).is).toBe('not-applicable');
  });

  test('is unknown when the role of the inner gateway is not in the templates', () => {
    const resources = { ...base, Inner: gateway({ Name: 'inner' }), Weather: weather, Target: after(gatewayTarget('Inner'), 'Weather') };
    expect(evaluateRule(rule, template(resources))).toEqual({ is: 'unknown', because: expect.stringContaining('the role of gateway S1/Inner is not in the templates') });
  });
});
