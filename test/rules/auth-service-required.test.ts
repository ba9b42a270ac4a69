import { testRule } from './rows';
import { gateway, gatewayTarget, IAM_ROLE, iamRole, lambdaTarget, mcpRuntimeTarget, mcpTarget, openApiTarget, runtime, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authServiceRequired } from '../../src/rules/auth/service-required';

const BARE = { CredentialProviderConfigurations: IAM_ROLE };

testRule(authServiceRequired, {
  fails: [
    ['an MCP server', withTarget(mcpTarget('https://docs.example.com/mcp', BARE)),
      'S1/Target: credentials `GATEWAY_IAM_ROLE` are given without the service to sign for; add `CredentialProvider.IamCredentialProvider.Service`, for example `execute-api`'],
    ['an MCP server on a runtime', withTarget(mcpRuntimeTarget('Docs', BARE), { Docs: runtime() }), 'add `CredentialProvider.IamCredentialProvider.Service` with `bedrock-agentcore`'],
    ['a gateway', withTarget(gatewayTarget('Inner', BARE), { Inner: gateway({ Name: 'inner' }) }), 'with `bedrock-agentcore`'],
    ['a function URL', withTarget(mcpTarget('https://abc.lambda-url.eu-west-1.on.aws/mcp', BARE)), 'with `lambda`'],
    ['an OpenAPI document', withTarget(openApiTarget(BARE)), 'without the service to sign for'],
    ['a region alone', withTarget(openApiTarget({
      CredentialProviderConfigurations: [{ CredentialProviderType: 'GATEWAY_IAM_ROLE', CredentialProvider: { IamCredentialProvider: { Region: 'eu-west-1' } } }],
    })), 'without the service to sign for'],
  ],
  passes: [['a service', withTarget(openApiTarget({ CredentialProviderConfigurations: iamRole('execute-api') }))], ['a service that is a parameter', withTarget(openApiTarget({ CredentialProviderConfigurations: iamRole(UNKNOWN) }))]],
  doesNotApply: [['a Lambda function', withTarget(lambdaTarget())], ['other credentials', withTarget(openApiTarget())]],
  isUnknown: [['settings that are a parameter', withTarget(openApiTarget({ CredentialProviderConfigurations: [{ CredentialProviderType: 'GATEWAY_IAM_ROLE', CredentialProvider: UNKNOWN }] })), 'S1/Target']],
});
