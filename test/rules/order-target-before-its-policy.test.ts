import { after, agentcoreArn, allow, apiKeyProvider, functionTarget, functionUrl, grantInvokeUrl, lambdaFunction, oauthProvider, oauthStatements, role, rolePolicy, runtimeArns, UNKNOWN_CONDITION, usesRole } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { gateway, gatewayTarget, getAtt, lambdaTarget, LAMBDA_ARN, mcpRuntimeTarget, mcpTarget, openApiTarget, ref, resource, runtime, target, template } from '../../build-tools/rule-examples/templates';
import { targetBeforeItsPolicy as rule } from '../../src/rules/order/target-before-its-policy';

const invoke = allow('lambda:InvokeFunction', getAtt('Fn', 'Arn'));
const base = { Fn: lambdaFunction(), Role: role(), Gateway: gateway(usesRole) };
const GIT = [{ CredentialProviderType: 'OAUTH', CredentialProvider: { OauthCredentialProvider: { ProviderArn: getAtt('Idp', 'CredentialProviderArn'), Scopes: [] } } }];

describe('order-target-before-its-policy', () => {
  test('calls the order of a Lambda target and its policy a race', () => {
    const [line] = linesOf(evaluateRule(rule, template({ ...base, Policy: rolePolicy([invoke]), Weather: functionTarget() })));
    expect(line).toContain('This is a race: the deployment fails only when the target is created first');
  });

  test.each<[string, object, string]>([
    ['a Lambda target', { ...base, Policy: rolePolicy([invoke]), Weather: functionTarget() },
      'S1/Weather: target S1/Weather may be created before policy S1/Policy, the only one that allows role S1/Role `lambda:InvokeFunction` on S1/Fn'],
    ['a policy that waits for the target', { ...base, Policy: after(rolePolicy([invoke]), 'Weather'), Weather: functionTarget() }, 'before policy S1/Policy'],
    ['two policies, of which neither comes first', { ...base, One: rolePolicy([invoke]), Other: rolePolicy([allow('lambda:*', '*')]), Weather: functionTarget() },
      'before policy S1/One and policy S1/Other, the only ones that allow'],
    ['a managed policy', {
      ...base,
      Policy: resource('AWS::IAM::ManagedPolicy', { Roles: [ref('Role')], PolicyDocument: { Statement: [invoke] } }),
      Weather: functionTarget(),
    }, 'before policy S1/Policy'],
    ['an MCP server of the app', {
      ...base, Docs: runtime(), Policy: rolePolicy([allow('bedrock-agentcore:InvokeAgentRuntime', runtimeArns('Docs'))]), Target: mcpRuntimeTarget('Docs'),
    }, '`bedrock-agentcore:InvokeAgentRuntime` on S1/Docs and endpoint `DEFAULT` of S1/Docs'],
    ['a gateway', {
      ...base, Inner: gateway({ Name: 'inner' }), Policy: rolePolicy([allow('bedrock-agentcore:InvokeGateway', getAtt('Inner', 'GatewayArn'))]), Target: gatewayTarget('Inner'),
    }, '`bedrock-agentcore:InvokeGateway` on S1/Inner'],
    ['a gateway whose ARN is spelled out with its name in small letters', {
      ...base, Inner: gateway({ Name: 'Inner' }), Policy: rolePolicy([allow('bedrock-agentcore:InvokeGateway', agentcoreArn('gateway/inner-*'))]), Target: gatewayTarget('Inner'),
    }, '`bedrock-agentcore:InvokeGateway` on S1/Inner'],
    ['an MCP server with OAuth, for which a token is fetched at once', {
      ...base, Idp: oauthProvider(), Policy: rolePolicy(oauthStatements()), Git: mcpTarget('https://git.example.com/mcp', { CredentialProviderConfigurations: GIT }),
    }, '`bedrock-agentcore:GetWorkloadAccessToken`, `bedrock-agentcore:GetResourceOauth2Token` and `secretsmanager:GetSecretValue`'],
    ['a role known by its name only', {
      Fn: lambdaFunction(),
      Role: role([invoke], { RoleName: 'tools' }),
      Gateway: gateway({ RoleArn: 'arn:aws:iam::111122223333:role/tools' }),
      Weather: functionTarget(),
    }, 'may be created before role S1/Role'],
    ['a function URL, which grantInvokeUrl of aws-cdk-lib allows to call', { ...base, ...functionUrl(), Policy: rolePolicy(grantInvokeUrl('Fn')) },
      'target S1/Docs may be created before policy S1/Policy, the only one that allows role S1/Role `lambda:InvokeFunctionUrl` and `lambda:InvokeFunction` on S1/Fn'],
  ])('fails for %s', (_name, resources, words) => {
    const lines = linesOf(evaluateRule(rule, template(resources as never)));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(words);
  });

  test('fails in a stack that is deployed before the stack of the policy', () => {
    const verdict = evaluateRule(rule, [
      { template: template({ ...base, Weather: functionTarget() }, { Outputs: { Role: { Value: ref('Role'), Export: { Name: 'role' } }, Fn: { Value: getAtt('Fn', 'Arn'), Export: { Name: 'fn' } } } }) },
      { template: template({ Policy: rolePolicy([allow('lambda:InvokeFunction', { 'Fn::ImportValue': 'fn' })], { Roles: [{ 'Fn::ImportValue': 'role' }] }) }) },
    ]);
    expect(linesOf(verdict)).toEqual([expect.stringContaining('target S1/Weather may be created before policy S2/Policy')]);
  });

  test('names the target and the policy in the fix', () => {
    const verdict = evaluateRule(rule, template({ ...base, Policy: rolePolicy([invoke]), Weather: functionTarget() }));
    expect(verdict).toMatchObject({
      is: 'fail',
      findings: [{
        at: { address: 'S1.Weather', path: 'S1/Weather' },
        with: [{ path: 'S1/Policy' }],
        fix: 'make target S1/Weather depend on policy S1/Policy, preferably on a policy with only the permissions for this target',
      }],
    });
  });

  test.each<[string, object]>([
    ['the target depends on the policy', { ...base, Policy: rolePolicy([invoke]), Weather: after(functionTarget(), 'Policy') }],
    ['the gateway depends on the policy', { ...base, Gateway: after(gateway(usesRole), 'Policy'), Policy: rolePolicy([invoke]), Weather: functionTarget() }],
    ['the target depends on it over something else', {
      ...base, Policy: rolePolicy([invoke]), Wait: resource('AWS::CloudFormation::WaitConditionHandle', {}, { DependsOn: 'Policy' }), Weather: after(functionTarget(), 'Wait'),
    }],
    ['the statement is in the role itself', { ...base, Role: role([invoke]), Weather: functionTarget() }],
    ['one of two policies comes first', { ...base, One: rolePolicy([invoke]), Other: rolePolicy([invoke]), Weather: after(functionTarget(), 'Other') }],
    ['nothing allows it at all, which another rule reports', { ...base, Weather: functionTarget() }],
    ['the permission is needed at calls only', {
      ...base,
      Key: apiKeyProvider(),
      Policy: rolePolicy([allow('bedrock-agentcore:GetResourceApiKey', '*')]),
      Pets: openApiTarget(),
    }],
    ['the schema is in S3, where the role that deploys reads it', {
      ...base,
      Policy: rolePolicy([allow('s3:GetObject', 'arn:aws:s3:::bucket/*')]),
      Pets: target({ Mcp: { OpenApiSchema: { S3: { Uri: 's3://bucket/pets.json' } } } }),
    }],
    ['the server is asked for tools at calls only', {
      ...base,
      Docs: runtime(),
      Policy: rolePolicy([allow('bedrock-agentcore:InvokeAgentRuntime', runtimeArns('Docs'))]),
      Target: target({ Mcp: { McpServer: { Endpoint: 'https://docs.example.com/mcp', ListingMode: 'DYNAMIC' } } }),
    }],
    ['the target on a function URL depends on what grantInvokeUrl of aws-cdk-lib granted', {
      ...base, ...functionUrl(), Policy: rolePolicy(grantInvokeUrl('Fn')), Docs: after(functionUrl().Docs as never, 'Policy'),
    }],
  ])('passes when %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never))).toEqual({ is: 'pass' });
  });

  test('does not apply to a gateway without targets', () => {
    expect(evaluateRule(rule, template({ Role: role(), Gateway: gateway(usesRole) })).is).toBe('not-applicable');
  });

  test.each<[string, object, string]>([
    ['the role is not in the templates', { Gateway: gateway(), Weather: lambdaTarget() }, 'the role of gateway S1/Gateway is not in the templates'],
    ['the role is imported, and the app only adds to it', {
      Fn: lambdaFunction(),
      Policy: rolePolicy([invoke], { Roles: ['tools'] }),
      Gateway: gateway({ RoleArn: 'arn:aws:iam::111122223333:role/tools' }),
      Weather: functionTarget(),
    }, 'is not created in the app'],
    ['the role has a managed policy that is not in the app', {
      ...base,
      Role: role([], { ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/gateways'] }),
      Policy: rolePolicy([invoke]),
      Weather: functionTarget(),
    }, 'the managed policy `arn:aws:iam::111122223333:policy/gateways`'],
    ['a policy that comes first may allow it', {
      ...base,
      Policy: rolePolicy([invoke]),
      Early: rolePolicy([allow('lambda:InvokeFunction', '*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a' } } })]),
      Weather: after(functionTarget(), 'Early'),
    }, 'it is unknown until deployment whether policy S1/Early allows `lambda:InvokeFunction`'],
    ['the statements are a parameter', { ...base, Policy: rolePolicy([], { PolicyDocument: ref('Stage') }), Weather: functionTarget() }, 'some statements of role S1/Role are unresolved until deployment'],
    ['the configuration is a parameter', { ...base, Weather: target(ref('Stage')) }, 'the resource that it points to is unresolved until deployment'],
    ['a policy that is created first exists under a condition', {
      ...base, Policy: rolePolicy([invoke], {}, { Condition: 'IsProd' }), Weather: after(functionTarget(), 'Policy'),
    }, 'it is unknown until deployment whether policy S1/Policy allows `lambda:InvokeFunction`'],
  ])('is unknown when %s', (_name, resources, because) => {
    const verdict = evaluateRule(rule, template(resources as never, UNKNOWN_CONDITION));
    expect(verdict).toEqual({ is: 'unknown', because: expect.stringContaining(because) });
  });

  test('treats a policy under the condition of the target as existing', () => {
    const resources = { ...base, Policy: rolePolicy([invoke], {}, { Condition: 'IsProd' }), Weather: { ...after(functionTarget(), 'Policy'), Condition: 'IsProd' } };
    expect(evaluateRule(rule, template(resources, UNKNOWN_CONDITION)).is).toBe('pass');
  });

  test('checks the function of an alias by the ARN of the alias', () => {
    const Alias = resource('AWS::Lambda::Alias', { FunctionName: ref('Fn'), FunctionVersion: '1', Name: 'live' });
    const Policy = rolePolicy([allow('lambda:InvokeFunction', { 'Fn::Join': ['', [getAtt('Fn', 'Arn'), ':*']] })]);
    const lines = linesOf(evaluateRule(rule, template({ ...base, Alias, Policy, Weather: functionTarget({}, {}, ref('Alias')) })));
    expect(lines).toEqual([expect.stringContaining('`lambda:InvokeFunction` on S1/Fn')]);
  });

  test('checks a function that is not in the app by its ARN', () => {
    const lines = linesOf(evaluateRule(rule, template({ Role: role(), Gateway: gateway(usesRole), Policy: rolePolicy([allow('lambda:InvokeFunction', LAMBDA_ARN)]), Weather: lambdaTarget() })));
    expect(lines).toEqual([expect.stringContaining(`on \`${LAMBDA_ARN}\``)]);
  });
});
