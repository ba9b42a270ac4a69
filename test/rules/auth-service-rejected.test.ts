import { testRule } from './rows';
import { agentTarget, apiGatewayTarget, getAtt, httpGateway, iamRole, lambdaTarget, openApiTarget, restApi, runtime, smithyTarget, target, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authServiceRejected } from '../../src/rules/auth/service-rejected';

const signed = (service: string) => ({ CredentialProviderConfigurations: iamRole(service) });

testRule(authServiceRejected, {
  fails: [
    ['a Lambda function', withTarget(lambdaTarget(signed('lambda'))),
      'S1/Target: a target of kind Lambda is given the signing service `lambda`, which the service rejects; remove `CredentialProvider` and keep `CredentialProviderType: GATEWAY_IAM_ROLE`'],
    ['an API Gateway stage', withTarget(apiGatewayTarget(signed('execute-api')), restApi()), 'of kind API Gateway stage is given the signing service `execute-api`'],
    ['a Smithy model', withTarget(smithyTarget(signed('dynamodb'))), 'of kind Smithy'],
    ['an agent', withTarget(agentTarget(getAtt('Docs', 'AgentRuntimeArn'), signed('bedrock-agentcore')), { Gateway: httpGateway(), Docs: runtime() }), 'of kind AgentCore runtime'],
    ['a connector', withTarget(target({ Mcp: { Connector: { Source: { ConnectorId: 'web-search' } } } }, signed('bedrock-agentcore'))), 'of kind connector'],
    ['settings without a service', withTarget(lambdaTarget({ CredentialProviderConfigurations: [{ CredentialProviderType: 'GATEWAY_IAM_ROLE', CredentialProvider: { IamCredentialProvider: {} } }] })), 'is given `IamCredentialProvider`'],
  ],
  passes: [['the bare role', withTarget(lambdaTarget())]],
  doesNotApply: [['an OpenAPI document', withTarget(openApiTarget(signed('execute-api')))]],
  isUnknown: [['credentials that are a parameter', withTarget(lambdaTarget({ CredentialProviderConfigurations: UNKNOWN })), 'S1/Target']],
});
