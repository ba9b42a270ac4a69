import { testRule } from './rows';
import { gateway, gatewayTarget, iamRole, join, lambdaTarget, mcpRuntimeTarget, mcpTarget, ref, restApi, runtime, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authServiceWrong } from '../../src/rules/auth/service-wrong';

const signed = (service: unknown) => ({ CredentialProviderConfigurations: iamRole(service) });
const restUrl = join('https://', ref('Api'), '.execute-api.', ref('AWS::Region'), '.', ref('AWS::URLSuffix'), '/prod/');

testRule(authServiceWrong, {
  fails: [
    ['an MCP server on a runtime', withTarget(mcpRuntimeTarget('Docs', signed('execute-api')), { Docs: runtime() }),
      'S1/Target: calls are signed for `execute-api`, but the endpoint requires signatures for `bedrock-agentcore`; write `bedrock-agentcore` as the service'],
    ['a gateway', withTarget(gatewayTarget('Inner', signed('bedrock-agentcore-control')), { Inner: gateway({ Name: 'inner' }) }), 'requires signatures for `bedrock-agentcore`'],
    ['a function URL', withTarget(mcpTarget('https://abc.lambda-url.eu-west-1.on.aws/mcp', signed('lambda-url'))), 'requires signatures for `lambda`'],
    ['an API of the app', withTarget(mcpTarget(restUrl, signed('apigateway')), restApi()), 'requires signatures for `execute-api`'],
  ],
  passes: [
    ['the right service', withTarget(mcpRuntimeTarget('Docs'), { Docs: runtime() })],
    ['an API of the app', withTarget(mcpTarget(restUrl, signed('execute-api')), restApi())],
  ],
  doesNotApply: [['a host of someone else', withTarget(mcpTarget('https://docs.execute-api.example.com/mcp', signed('anything')))], ['a Lambda function', withTarget(lambdaTarget())]],
  isUnknown: [['a service that is a parameter', withTarget(mcpRuntimeTarget('Docs', signed(UNKNOWN)), { Docs: runtime() }), 'the service that calls to S1/Target are signed for is unresolved until deployment']],
});
