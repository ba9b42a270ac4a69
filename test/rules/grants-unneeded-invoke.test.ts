import { agentcoreArn, allow, functionTarget, lambdaFunction, role, rolePolicy, runtimeArns, usesRole } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { agentTarget, gateway, gatewayTarget, getAtt, join, mcpRuntimeTarget, PARAMETERS, passedOn, resource, runtime, smithyTarget, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { unneededInvoke as rule } from '../../src/rules/grants/unneeded-invoke';

const base = { Fn: lambdaFunction(), Other: lambdaFunction(), Docs: runtime(), Inner: gateway({ Name: 'inner' }), Role: role(), Gateway: gateway(usesRole), Weather: functionTarget() };
const invoke = (...ids: string[]) => allow('lambda:InvokeFunction', ids.map((id) => getAtt(id, 'Arn')));

describe('grants-unneeded-invoke', () => {
  test.each<[string, object, string]>([
    ['a function', invoke('Fn', 'Other'), 'S1/Policy: policy S1/Policy allows the role of gateway S1/Gateway `lambda:InvokeFunction` on S1/Other, which no target of the gateway points to'],
    ['every function, beside every action of another service', allow(['s3:*', 'lambda:InvokeFunction'], '*'), '`lambda:InvokeFunction` on `*`'],
    ['every function of a literal account', allow('lambda:InvokeFunction', 'arn:aws:lambda:eu-west-1:111122223333:function:*'), 'including functions that no target points to'],
    ['every function', allow('lambda:InvokeFunction', '*'), '`lambda:InvokeFunction` on `*`, including functions that no target points to'],
    ['every function of the account', allow('lambda:InvokeFunction', join('arn:aws:lambda:*:*:function:*')), 'including functions that no target points to'],
    ['a runtime', allow('bedrock-agentcore:InvokeAgentRuntime', runtimeArns('Docs')), '`bedrock-agentcore:InvokeAgentRuntime` on S1/Docs, which no target'],
    ['every runtime', allow('bedrock-agentcore:Invoke*Runtime', agentcoreArn('runtime/*')), 'including runtimes that no target points to'],
    ['a gateway', allow('bedrock-agentcore:InvokeGateway', getAtt('Inner', 'GatewayArn')), '`bedrock-agentcore:InvokeGateway` on S1/Inner, which no target'],
    ['every gateway', allow('bedrock-agentcore:InvokeGateway', agentcoreArn('gateway/*')), 'including gateways that no target points to'],
  ])('fails for %s', (_name, statement, words) => {
    expect(linesOf(evaluateRule(rule, template({ ...base, Policy: rolePolicy([statement as never]) })))).toEqual([expect.stringContaining(words)]);
  });

  test('names the gateway and the resource that no target points to', () => {
    expect(evaluateRule(rule, template({ ...base, Policy: rolePolicy([invoke('Other')]) }))).toMatchObject({ is: 'fail', findings: [{ with: [{ path: 'S1/Gateway' }, { path: 'S1/Other' }] }] });
  });

  test.each<[string, object]>([
    ['the function of a target', { ...base, Policy: rolePolicy([invoke('Fn'), allow('lambda:InvokeFunction', join(getAtt('Fn', 'Arn'), ':*'))]) }],
    ['the runtime of a target', { ...base, Target: mcpRuntimeTarget('Docs'), Policy: rolePolicy([allow('bedrock-agentcore:InvokeAgentRuntime', runtimeArns('Docs'))]) }],
    ['the gateway of a target', { ...base, Target: gatewayTarget('Inner'), Policy: rolePolicy([allow('bedrock-agentcore:InvokeGateway', getAtt('Inner', 'GatewayArn'))]) }],
    ['the function of an interceptor', {
      ...base,
      Gateway: gateway({ ...usesRole, InterceptorConfigurations: [{ InterceptionPoints: ['REQUEST'], Interceptor: { Lambda: { Arn: getAtt('Other', 'Arn') } } }] }),
      Policy: rolePolicy([invoke('Other')]),
    }],
    ['a function that is not in the app', { ...base, Policy: rolePolicy([allow('lambda:InvokeFunction', 'arn:aws:lambda:eu-west-1:111122223333:function:elsewhere')]) }],
    ['the runtime of a target that is called with the token of the caller', {
      ...base, Target: agentTarget(getAtt('Docs', 'AgentRuntimeArn'), { CredentialProviderConfigurations: passedOn('JWT_PASSTHROUGH') }), Policy: rolePolicy([allow('bedrock-agentcore:InvokeAgentRuntime', runtimeArns('Docs'))]),
    }],
    ['other permissions', { ...base, Policy: rolePolicy([allow('s3:GetObject', '*')]) }],
    ['the function of a target of another gateway with the same role', {
      ...base, Second: gateway({ ...usesRole, Name: 'second' }), Forecast: functionTarget({ GatewayIdentifier: getAtt('Second', 'GatewayIdentifier') }, {}, getAtt('Other', 'Arn')), Policy: rolePolicy([invoke('Fn', 'Other')]),
    }],
  ])('passes for %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never))).toEqual({ is: 'pass' });
  });

  test.each<[string, object]>([
    ['a role of another resource', { Role: role([allow('lambda:InvokeFunction', '*')]), Gateway: gateway() }],
    ['every action of the service, which another rule reports', { ...base, Policy: rolePolicy([allow('lambda:*', '*')]) }],
    ['a condition, which may narrow it', { ...base, Policy: rolePolicy([allow('lambda:InvokeFunction', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } })]) }],
  ])('does not apply to %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never)).is).toBe('not-applicable');
  });

  test.each<[string, object, string]>([
    ['the role is that of a function too', { ...base, Other: lambdaFunction({ Role: getAtt('Role', 'Arn') }), Policy: rolePolicy([invoke('Other')]) }, 'role S1/Role is also the role of S1/Other'],
    ['a target may need anything', { ...base, S3: smithyTarget(), Policy: rolePolicy([invoke('Other')]) }, 'target S1/S3: the permissions required by the service behind it are unknown'],
    ['a target points to a parameter', { ...base, Weather: resource('AWS::BedrockAgentCore::GatewayTarget', { GatewayIdentifier: getAtt('Gateway', 'GatewayIdentifier'), TargetConfiguration: UNKNOWN }) }, 'the resource that it points to is unresolved until deployment'],
  ])('is unknown when %s', (_name, resources, because) => {
    expect(evaluateRule(rule, template(resources as never, PARAMETERS))).toEqual({ is: 'unknown', because: expect.stringContaining(because) });
  });
});
