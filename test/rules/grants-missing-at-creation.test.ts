import { agentcoreArn, allow, engineStatements, functionTarget, functionUrl, grantInvokeUrl, identityArns, lambdaFunction, oauthProvider, oauthStatements, role, rolePolicy, runtimeArns, UNKNOWN_CONDITION, usesRole } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import {
  withEngine, engine, gateway, gatewayTarget, getAtt, iamRole, join, lambdaTarget, LAMBDA_ARN, mcpRuntimeTarget, mcpTarget, ref, resource, restApi, runtime, sub, target, template,
} from '../../build-tools/rule-examples/templates';
import { missingAtCreation as rule } from '../../src/rules/grants/missing-at-creation';

const base = { Fn: lambdaFunction(), Role: role(), Gateway: gateway(usesRole) };
const fn = getAtt('Fn', 'Arn');
const URL_ACTIONS = ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'];
const SIGNED = { CredentialProviderConfigurations: iamRole('execute-api') };
const apiUrl = (path: string) => join('https://', ref('Api'), '.execute-api.', ref('AWS::Region'), '.amazonaws.com/prod', path);
const apiArn = (path: string) => join('arn:', ref('AWS::Partition'), ':execute-api:', ref('AWS::Region'), ':', ref('AWS::AccountId'), ':', ref('Api'), path);
/** The URL of a gateway that another app creates. */
const ELSEWHERE = 'https://tools-0123456789.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp';
const KMS = ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'];
const GIT = [{ CredentialProviderType: 'OAUTH', CredentialProvider: { OauthCredentialProvider: { ProviderArn: getAtt('Idp', 'CredentialProviderArn'), Scopes: [] } } }];
const git = (name = 'tools', more: object = {}) => ({
  ...base, Gateway: gateway({ ...usesRole, Name: name }), Idp: oauthProvider(), Git: mcpTarget('https://git.example.com/mcp', { CredentialProviderConfigurations: GIT }), ...more,
});
const alias = { Alias: resource('AWS::Lambda::Alias', { FunctionName: ref('Fn'), FunctionVersion: '1', Name: 'live' }), Weather: functionTarget({}, {}, ref('Alias')) };

function row(resources: object) {
  return evaluateRule(rule, template(resources as never, UNKNOWN_CONDITION));
}

describe('grants-missing-at-creation', () => {
  test.each<[string, object, string]>([
    ['a function', { ...base, Weather: functionTarget() },
      'S1/Weather: role S1/Role of gateway S1/Gateway is not allowed `lambda:InvokeFunction` on S1/Fn, and target S1/Weather needs that to call its function'],
    ['a function, of which another one is allowed', { ...base, Other: lambdaFunction(), Policy: rolePolicy([allow('lambda:InvokeFunction', getAtt('Other', 'Arn'))]), Weather: functionTarget() }, 'on S1/Fn'],
    ['an alias, of which only the function itself is allowed', { ...base, ...alias, Policy: rolePolicy([allow('lambda:InvokeFunction', fn)]) }, 'on S1/Fn'],
    ['the URL of a function, which is allowed for calls without a signature only', {
      ...base, ...functionUrl(), Policy: rolePolicy([allow(URL_ACTIONS, fn, { Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } } })]),
    }, '`lambda:InvokeFunctionUrl` and `lambda:InvokeFunction` on S1/Fn'],
    ['an API behind its URL', { ...base, ...restApi(), Docs: mcpTarget(apiUrl('/mcp'), SIGNED), Policy: rolePolicy([allow('execute-api:Invoke', apiArn('/prod/POST/other'))]) },
      '`execute-api:Invoke` on API S1/Api, and target S1/Docs needs that to call the URL of its API'],
    ['a gateway in another region', { ...base, Docs: mcpTarget(ELSEWHERE, { CredentialProviderConfigurations: iamRole('bedrock-agentcore', { Region: 'eu-west-1' }) }) },
      '`bedrock-agentcore:InvokeGateway` on `arn:${AWS::Partition}:bedrock-agentcore:eu-west-1:*:gateway/tools-0123456789`'],
    ['a server', { ...base, Docs: runtime(), Target: mcpRuntimeTarget('Docs') }, '`bedrock-agentcore:InvokeAgentRuntime` on S1/Docs and endpoint `DEFAULT` of S1/Docs'],
    ['the URL of a function', { ...base, ...functionUrl() }, 'S1/Docs needs that to call the URL of its function'],
    ['the URL of a function, of which only the function itself is allowed', { ...base, ...functionUrl(), Policy: rolePolicy([allow('lambda:InvokeFunction', fn)]) },
      '`lambda:InvokeFunctionUrl` on S1/Fn'],
    ['the URL of an alias', { ...base, ...functionUrl({ Qualifier: 'live' }), Policy: rolePolicy([allow(URL_ACTIONS, fn)]) }, '`lambda:InvokeFunctionUrl` and `lambda:InvokeFunction` on S1/Fn'],
    ['the function behind its URL', { ...base, ...functionUrl(), Policy: rolePolicy([allow('lambda:InvokeFunctionUrl', fn)]) }, 'is not allowed `lambda:InvokeFunction` on S1/Fn'],
    ['the endpoint of a server', { ...base, Docs: runtime(), Policy: rolePolicy([allow('bedrock-agentcore:InvokeAgentRuntime', getAtt('Docs', 'AgentRuntimeArn'))]), Target: mcpRuntimeTarget('Docs') },
      '`bedrock-agentcore:InvokeAgentRuntime` on endpoint `DEFAULT` of S1/Docs'],
    ['a gateway, of which the action is misspelt', {
      ...base, Inner: gateway({ Name: 'inner' }), Policy: rolePolicy([allow('bedrock-agentcore:InvokeGatway', getAtt('Inner', 'GatewayArn'))]), Target: gatewayTarget('Inner'),
    }, 'policy S1/Policy allows `bedrock-agentcore:InvokeGatway` instead; write `bedrock-agentcore:InvokeGateway` instead of `bedrock-agentcore:InvokeGatway` in policy S1/Policy'],
    ['a gateway, whose ARN is written in capital letters', {
      ...base, Inner: gateway({ Name: 'Inner' }), Policy: rolePolicy([allow('bedrock-agentcore:InvokeGateway', agentcoreArn('gateway/Inner-*'))]), Target: gatewayTarget('Inner'),
    }, 'policy S1/Policy allows it on `gateway/Inner-*`, but the service writes `gateway/inner-??????????`, and IAM compares ARNs case-sensitively'],
    ['the tokens of an MCP server with OAuth', git('tools', { Policy: rolePolicy(oauthStatements().slice(2)) }),
      '`bedrock-agentcore:GetWorkloadAccessToken` on the workload identity directory and the workload identity of gateway S1/Gateway'],
    ['the identity of a gateway with a capital letter', git('Tools', { Policy: rolePolicy(oauthStatements(identityArns('Tools'))) }),
      '`bedrock-agentcore:GetWorkloadAccessToken` and `bedrock-agentcore:GetResourceOauth2Token` on the workload identity of gateway S1/Gateway'],
    ['the secret of the provider', git('tools', { Policy: rolePolicy(oauthStatements().slice(0, 2)) }), '`secretsmanager:GetSecretValue` on the secret of S1/Idp'],
    ['certificates in a bucket and in a secret', {
      ...base,
      Stock: mcpTarget('https://stock.example.internal/mcp', { CertificateConfigurations: [{ S3: { Uri: 's3://certificates/ca.pem' } }, { SecretsManager: { SecretArn: ref('Authority') } }] }),
      Authority: resource('AWS::SecretsManager::Secret'),
      Policy: rolePolicy([allow('s3:GetObject', 'arn:aws:s3:::certificates/*')]),
    }, '`secretsmanager:GetSecretValue` on S1/Authority, and target S1/Stock needs that to read the certificates that it trusts'],
    ['certificates in a bucket', {
      ...base, Stock: mcpTarget('https://stock.example.internal/mcp', { CertificateConfigurations: [{ S3: { Uri: 's3://certificates/ca.pem' } }] }),
    }, '`s3:GetObject` on `s3://certificates/ca.pem`'],
    ['the policy engine', { Engine: engine(), Role: role(), Gateway: gateway({ ...usesRole, ...withEngine() }), Policy: rolePolicy(engineStatements().slice(1)) },
      'S1/Gateway: role S1/Role of gateway S1/Gateway is not allowed `bedrock-agentcore:GetPolicyEngine` on S1/Engine'],
    ['the gateway itself at its policy engine', {
      Engine: engine(), Role: role([allow('bedrock-agentcore:*', getAtt('Engine', 'PolicyEngineArn'))]), Gateway: gateway({ ...usesRole, ...withEngine() }),
    }, '`bedrock-agentcore:AuthorizeAction` and `bedrock-agentcore:PartiallyAuthorizeActions` on gateway S1/Gateway itself'],
    ['the gateway by a name in capital letters', {
      Engine: engine(), Gateway: gateway({ ...usesRole, Name: 'Tools', ...withEngine() }), Role: role([...engineStatements().slice(0, 1), allow('bedrock-agentcore:*Authorize*', [getAtt('Engine', 'PolicyEngineArn'), agentcoreArn('gateway/Tools-*')])]),
    }, 'but the service writes `gateway/tools-??????????`'],
    ['a key', { Key: resource('AWS::KMS::Key'), Role: role([allow(KMS.slice(1), getAtt('Key', 'Arn'))]), Gateway: gateway({ ...usesRole, KmsKeyArn: getAtt('Key', 'Arn') }) }, '`kms:CreateGrant` on S1/Key'],
  ])('fails for %s', (_name, resources, words) => {
    expect(linesOf(row(resources)).filter((line) => line.includes(words))).toHaveLength(1);
  });

  test('fails when a statement denies it', () => {
    const statements = [allow('lambda:*', '*'), { Effect: 'Deny', Action: 'lambda:InvokeFunction', Resource: '*' }];
    expect(row({ ...base, Policy: rolePolicy(statements), Weather: functionTarget() })).toMatchObject({
      is: 'fail',
      findings: [{
        with: [{ path: 'S1/Role' }, { path: 'S1/Policy' }],
        message: expect.stringContaining('role S1/Role of gateway S1/Gateway is denied `lambda:InvokeFunction` on S1/Fn by policy S1/Policy'),
        fix: 'except S1/Fn from the deny statement in policy S1/Policy',
      }],
    });
  });

  test('suggests the statement to add', () => {
    expect(row({ ...base, Weather: functionTarget() })).toMatchObject({
      is: 'fail', findings: [{ fix: 'allow role S1/Role `lambda:InvokeFunction` on `⟨S1.Fn.Arn⟩`, in a policy that target S1/Weather depends on' }],
    });
  });

  test.each<[string, object]>([
    ['the function is allowed', { ...base, Policy: rolePolicy([allow('lambda:InvokeFunction', fn)]), Weather: functionTarget() }],
    ['the function is allowed by its name', { ...base, Policy: rolePolicy([allow('lambda:InvokeFunction', sub('arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Fn}'))]), Weather: functionTarget() }],
    ['everything is allowed', { ...base, Role: role([allow('*', '*')]), Weather: functionTarget() }],
    ['everything but something else is allowed', { ...base, Role: role([{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]), Weather: functionTarget() }],
    ['the action is written in small letters', { ...base, Role: role([allow('lambda:invokefunction', '*')]), Weather: functionTarget() }],
    ['the alias is allowed', { ...base, ...alias, Policy: rolePolicy([allow('lambda:InvokeFunction', ref('Alias'))]) }],
    ['an API is allowed behind its URL', { ...base, ...restApi(), Docs: mcpTarget(apiUrl('/mcp'), SIGNED), Policy: rolePolicy([allow('execute-api:Invoke', apiArn('/prod/*/mcp'))]) }],
    ['a gateway in another region is allowed', {
      ...base,
      Docs: mcpTarget(ELSEWHERE, { CredentialProviderConfigurations: iamRole('bedrock-agentcore', { Region: 'eu-west-1' }) }),
      Policy: rolePolicy([allow('bedrock-agentcore:InvokeGateway', 'arn:aws:bedrock-agentcore:eu-west-1:*:gateway/tools-0123456789')]),
    }],
    ['the URL of a function is allowed as grantInvokeUrl of aws-cdk-lib does', { ...base, ...functionUrl(), Policy: rolePolicy(grantInvokeUrl('Fn')) }],
    ['the URL of the function is allowed', { ...base, ...functionUrl(), Policy: rolePolicy([allow(URL_ACTIONS, fn)]) }],
    ['all aliases are allowed', { ...base, ...alias, Policy: rolePolicy([allow('lambda:InvokeFunction', join(fn, ':*'))]) }],
    ['a function outside of the app is allowed', { ...base, Policy: rolePolicy([allow('lambda:InvokeFunction', LAMBDA_ARN)]), Weather: lambdaTarget() }],
    ['the runtime and its endpoints are allowed', { ...base, Docs: runtime(), Policy: rolePolicy([allow('bedrock-agentcore:InvokeAgentRuntime', runtimeArns('Docs'))]), Target: mcpRuntimeTarget('Docs') }],
    ['the tokens and the secret are allowed', git('tools', { Policy: rolePolicy(oauthStatements()) })],
    ['the identity is allowed by its attribute', git('Tools', { Policy: rolePolicy(oauthStatements([identityArns()[0], getAtt('Gateway', 'WorkloadIdentityDetails.WorkloadIdentityArn')])) })],
    ['the server requires a sign-in first', {
      ...base,
      Idp: oauthProvider(),
      Git: mcpTarget('https://git.example.com/mcp', {
        CredentialProviderConfigurations: [{ CredentialProviderType: 'OAUTH', CredentialProvider: { OauthCredentialProvider: { ProviderArn: getAtt('Idp', 'CredentialProviderArn'), Scopes: [], GrantType: 'AUTHORIZATION_CODE', DefaultReturnUrl: 'https://a.example.com' } } }],
      }),
      Weather: functionTarget(),
      Policy: rolePolicy([allow('lambda:InvokeFunction', fn)]),
    }],
    ['the policy engine is allowed', { Engine: engine(), Role: role(engineStatements()), Gateway: gateway({ ...usesRole, ...withEngine() }) }],
    ['the key is allowed', { Key: resource('AWS::KMS::Key'), Role: role([allow(KMS, getAtt('Key', 'Arn'))]), Gateway: gateway({ ...usesRole, KmsKeyArn: getAtt('Key', 'Arn') }) }],
    ['a managed policy of the app allows it', {
      ...base, Role: role([], { ManagedPolicyArns: [ref('Policy')] }), Policy: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: { Statement: [allow('lambda:InvokeFunction', fn)] } }), Weather: functionTarget(),
    }],
    ['a deny statement is about something else', {
      ...base, Policy: rolePolicy([allow('lambda:*', '*'), { Effect: 'Deny', Action: 'lambda:DeleteFunction', Resource: '*' }]), Weather: functionTarget(),
    }],
  ])('passes when %s', (_name, resources) => {
    expect(row(resources)).toEqual({ is: 'pass' });
  });

  test.each<[string, object]>([
    ['a gateway without targets', base],
    ['the URL of a function without authorization', { ...base, ...functionUrl({ AuthType: 'NONE' }) }],
    ['a server that needs no credentials', { ...base, Open: mcpTarget('https://open.example.com/mcp') }],
    ['what is needed at calls only', { ...base, Idp: oauthProvider(), Pets: target({ Mcp: { OpenApiSchema: { InlinePayload: '{}' } } }, { CredentialProviderConfigurations: GIT }) }],
  ])('does not apply to %s', (_name, resources) => {
    expect(row(resources).is).toBe('not-applicable');
  });

  test.each<[string, object, string]>([
    ['the role is not in the templates', { Gateway: gateway(), Weather: lambdaTarget() }, 'the role of gateway S1/Gateway is not in the templates'],
    ['the statement has a condition', {
      ...base, Policy: rolePolicy([allow('lambda:InvokeFunction', fn, { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })]), Weather: functionTarget(),
    }, 'it is unknown until deployment whether policy S1/Policy allows `lambda:InvokeFunction`'],
    ['the policy exists under a condition', { ...base, Policy: rolePolicy([allow('lambda:InvokeFunction', fn)], {}, { Condition: 'IsProd' }), Weather: functionTarget() }, 'it is unknown until deployment whether policy S1/Policy allows'],
    ['a function is called by a URL of another stack', { ...base, Docs: mcpTarget(ref('Stage'), { CredentialProviderConfigurations: iamRole('lambda') }) }, 'the permissions required by the server behind its URL are unknown'],
    ['the resource is a parameter', { ...base, Policy: rolePolicy([allow('lambda:InvokeFunction', ref('Stage'))]), Weather: functionTarget() }, 'it is unknown until deployment whether policy S1/Policy allows'],
    ['the role has a managed policy of AWS', { ...base, Role: role([], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AWSLambda_FullAccess'] }), Weather: functionTarget() }, 'the managed policy `arn:aws:iam::aws:policy/AWSLambda_FullAccess`'],
    ['the role has a permissions boundary', {
      ...base, Role: role([allow('lambda:*', '*')], { PermissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary' }), Weather: functionTarget(),
    }, 'the effect of the permissions boundary of role S1/Role'],
    ['a deny statement has a condition', {
      ...base, Policy: rolePolicy([allow('lambda:*', '*'), { Effect: 'Deny', Action: 'lambda:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }]), Weather: functionTarget(),
    }, 'it is unknown until deployment whether policy S1/Policy denies `lambda:InvokeFunction`'],
    ['the function has a resource-based permission', {
      ...base, Permission: resource('AWS::Lambda::Permission', { FunctionName: ref('Fn'), Action: 'lambda:InvokeFunction', Principal: getAtt('Role', 'Arn') }), Weather: functionTarget(),
    }, 'the permission S1/Permission of the function may allow it'],
    ['the gateway behind the target has a resource policy', {
      ...base,
      Inner: gateway({ Name: 'inner' }),
      Target: gatewayTarget('Inner'),
      Shared: resource('AWS::BedrockAgentCore::ResourcePolicy', {
        ResourceArn: getAtt('Inner', 'GatewayArn'), Policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"bedrock-agentcore:InvokeGateway","Resource":"*"}]}',
      }),
    }, 'the resource policy S1/Shared may allow it'],
    ['the role has a name, by which a function elsewhere may know it', { ...base, Role: role([], { RoleName: 'tools' }), Weather: lambdaTarget() }, 'which is not in the app, may allow it'],
    ['the key decides by a policy that is not in the app', { Role: role(), Gateway: gateway({ ...usesRole, KmsKeyArn: ref('Stage') }) }, 'the policy of key `⟨S1.Stage⟩` may allow it'],
    ['what the URL answers to a signed request is not known', {
      ...base, Api: mcpTarget('https://api.example.com/mcp', { CredentialProviderConfigurations: [{ CredentialProviderType: 'GATEWAY_IAM_ROLE', CredentialProvider: { IamCredentialProvider: { Service: 'execute-api' } } }] }),
    }, 'the permissions required by the server behind its URL are unknown'],
  ])('is unknown when %s', (_name, resources, because) => {
    expect(row(resources)).toEqual({ is: 'unknown', because: expect.stringContaining(because) });
  });
});
