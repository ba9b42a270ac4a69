import { allow, apiKeyProvider, apiKeyStatements, identityArns, role, rolePolicy, runtimeArns, usesRole } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { agentTarget, apiGatewayTarget, gateway, getAtt, httpGateway, IAM_ROLE, join, openApiTarget, passedOn, ref, resource, restApi, runtime, smithyTarget, target, template } from '../../build-tools/rule-examples/templates';
import { missingAtCall as rule } from '../../src/rules/grants/missing-at-call';

const tools = { Role: role(), Gateway: gateway(usesRole) };
const agents = { Role: role(), Gateway: httpGateway(usesRole), Agent: runtime({ ProtocolConfiguration: 'HTTP' }), Target: agentTarget(getAtt('Agent', 'AgentRuntimeArn')) };
const withKey = openApiTarget({
  CredentialProviderConfigurations: [{ CredentialProviderType: 'API_KEY', CredentialProvider: { ApiKeyCredentialProvider: { ProviderArn: getAtt('Key', 'CredentialProviderArn') } } }],
});
const keyed = { ...tools, Key: apiKeyProvider(), Pets: withKey };
const orders = (path: string) => {
  const arn = join('arn:', ref('AWS::Partition'), ':execute-api:', ref('AWS::Region'), ':', ref('AWS::AccountId'), ':', ref('Api'), path);
  return rolePolicy([allow('execute-api:Invoke', arn)]);
};
const filtered = (filterPath: string, ...methods: string[]) => {
  return apiGatewayTarget({}, { ApiGatewayToolConfiguration: { ToolFilters: [{ FilterPath: filterPath, Methods: methods }] } });
};
const knowledge = (...ids: unknown[]) => target({
  Mcp: {
    Connector: {
      Source: { ConnectorId: 'bedrock-knowledge-bases' },
      Configurations: ids.map((id) => ({ Name: 'Retrieve', ParameterValues: { retrievers: [{ configuration: { knowledgeBase: { knowledgeBaseId: id } } }] } })),
    },
  },
}, { CredentialProviderConfigurations: IAM_ROLE });
const knowledgeBase = (id: unknown) => join('arn:', ref('AWS::Partition'), ':bedrock:', ref('AWS::Region'), ':', ref('AWS::AccountId'), ':knowledge-base/', id);
const webSearch = target({ Mcp: { Connector: { Source: { ConnectorId: 'web-search' }, Enabled: ['WebSearch'] } } }, { CredentialProviderConfigurations: IAM_ROLE });

describe('grants-missing-at-call', () => {
  test.each<[string, object, string]>([
    ['an agent', agents, '`bedrock-agentcore:InvokeAgentRuntime` on S1/Agent and endpoint `DEFAULT` of S1/Agent, and target S1/Target needs that to call its agent'],
    ['another endpoint than the one that is allowed', {
      ...agents,
      Policy: rolePolicy([allow('bedrock-agentcore:InvokeAgentRuntime', [getAtt('Agent', 'AgentRuntimeArn'), join(getAtt('Agent', 'AgentRuntimeArn'), '/runtime-endpoint/DEFAULT')])]),
      Target: agentTarget(getAtt('Agent', 'AgentRuntimeArn'), {}, { Qualifier: 'prod' }),
    }, '`bedrock-agentcore:InvokeAgentRuntime` on endpoint `prod` of S1/Agent'],
    ['the card of an A2A agent', {
      ...agents, Agent: runtime({ ProtocolConfiguration: 'A2A' }), Policy: rolePolicy([allow('bedrock-agentcore:InvokeAgentRuntime', runtimeArns('Agent'))]),
    }, '`bedrock-agentcore:GetAgentCard` on S1/Agent'],
    ['the search tool', { ...tools, Search: webSearch }, '`bedrock-agentcore:InvokeWebSearch` on the web search tool'],
    ['the knowledge base of a connector', { ...tools, Search: knowledge('KB12345678') }, '`bedrock:Retrieve` on knowledge base `KB12345678`, and target S1/Search needs that to search its knowledge base'],
    ['one of two knowledge bases', { ...tools, Search: knowledge('KB1', 'KB2'), Policy: rolePolicy([allow('bedrock:Retrieve', knowledgeBase('KB1'))]) }, '`bedrock:Retrieve` on knowledge base `KB2`'],
    ['an API', { ...tools, ...restApi(), Orders: filtered('/pets', 'GET') }, '`execute-api:Invoke` on GET /pets of S1/Api'],
    ['one method of an API', { ...tools, ...restApi(), Policy: orders('/prod/GET/pets'), Orders: filtered('/pets', 'GET', 'POST') }, '`execute-api:Invoke` on POST /pets of S1/Api'],
    ['another stage of an API', { ...tools, ...restApi(), Policy: orders('/test/*'), Orders: filtered('/pets', 'GET') }, '`execute-api:Invoke` on GET /pets of S1/Api'],
    ['the key, in all its parts', keyed, '`bedrock-agentcore:GetResourceApiKey` on the token vault, S1/Key, the workload identity directory and the workload identity of gateway S1/Gateway'],
    ['the vault, which is easily forgotten', {
      ...keyed,
      Policy: rolePolicy([...apiKeyStatements().filter(({ Action }) => Action !== 'bedrock-agentcore:GetResourceApiKey'),
        allow('bedrock-agentcore:GetResourceApiKey', [getAtt('Key', 'CredentialProviderArn'), ...identityArns()])]),
    }, '`bedrock-agentcore:GetResourceApiKey` on the token vault'],
    ['the identity of a gateway with a capital letter', { ...keyed, Gateway: gateway({ ...usesRole, Name: 'Tools' }), Policy: rolePolicy(apiKeyStatements(identityArns('Tools'))) },
      'policy S1/Policy allows it on `workload-identity-directory/default/workload-identity/Tools-??????????`, but the service writes `workload-identity-directory/default/workload-identity/tools-??????????`'],
    ['the secret of a provider that is not in the app', { ...tools, Pets: openApiTarget(), Policy: rolePolicy([allow('bedrock-agentcore:*', '*')]) }, '`secretsmanager:GetSecretValue` on the secret of credential provider'],
  ])('fails for %s', (_name, resources, words) => {
    expect(linesOf(evaluateRule(rule, template(resources as never))).filter((line) => line.includes(words))).toHaveLength(1);
  });

  test.each<[string, object]>([
    ['the agent and its endpoints are allowed', { ...agents, Policy: rolePolicy([allow('bedrock-agentcore:InvokeAgentRuntime', runtimeArns('Agent'))]) }],
    ['the search tool is allowed', { ...tools, Search: webSearch, Policy: rolePolicy([allow('bedrock-agentcore:InvokeWebSearch', join('arn:', ref('AWS::Partition'), ':bedrock-agentcore:', ref('AWS::Region'), ':aws:tool/web-search.v1'))]) }],
    ['the knowledge base is allowed', { ...tools, Search: knowledge('KB12345678'), Policy: rolePolicy([allow('bedrock:Retrieve', knowledgeBase('KB12345678'))]) }],
    ['the knowledge base of the app is allowed by its ARN', {
      ...tools, Base: resource('AWS::Bedrock::KnowledgeBase'), Search: knowledge(ref('Base')), Policy: rolePolicy([allow('bedrock:Retrieve', getAtt('Base', 'KnowledgeBaseArn'))]),
    }],
    ['the knowledge base of the app is allowed by its ID', {
      ...tools, Base: resource('AWS::Bedrock::KnowledgeBase'), Search: knowledge(getAtt('Base', 'KnowledgeBaseId')), Policy: rolePolicy([allow('bedrock:Retrieve', knowledgeBase(ref('Base')))]),
    }],
    ['the method is allowed', { ...tools, ...restApi(), Policy: orders('/prod/GET/pets'), Orders: filtered('/pets', 'GET') }],
    ['a wildcard of the filter is one of the policy', { ...tools, ...restApi(), Policy: orders('/prod/GET/pets/*'), Orders: filtered('/pets/*', 'GET') }],
    ['a parameter of the path is a wildcard of the policy', { ...tools, ...restApi(), Policy: orders('/*/GET/pets/*'), Orders: filtered('/pets/{id}', 'GET') }],
    ['the key and its secret are allowed', { ...keyed, Policy: rolePolicy(apiKeyStatements()) }],
    ['the secret is allowed by its attribute', {
      ...keyed, Policy: rolePolicy([...apiKeyStatements().slice(0, 2), allow('secretsmanager:GetSecretValue', getAtt('Key', 'ApiKeySecretArn.SecretArn'))]),
    }],
    ['the secrets of all providers are allowed', {
      ...keyed, Policy: rolePolicy([...apiKeyStatements().slice(0, 2), allow('secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:*:*:secret:bedrock-agentcore-identity!*')]),
    }],
    ['all keys of the vault are allowed', { ...keyed, Policy: rolePolicy([...apiKeyStatements(), allow('bedrock-agentcore:GetResourceApiKey', '*')]) }],
  ])('passes when %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never))).toEqual({ is: 'pass' });
  });

  test.each<[string, object]>([
    ['callers that bring their own permissions', { ...agents, Target: agentTarget(getAtt('Agent', 'AgentRuntimeArn'), { CredentialProviderConfigurations: passedOn('CALLER_IAM_CREDENTIALS') }) }],
    ['an API without credentials', { ...tools, ...restApi(), Orders: apiGatewayTarget({ CredentialProviderConfigurations: ref('AWS::NoValue') }) }],
    ['a gateway without targets', tools],
  ])('does not apply to %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never)).is).toBe('not-applicable');
  });

  test.each<[string, object, string]>([
    ['a service with a model may ask for anything', { ...tools, S3: smithyTarget() }, 'the permissions required by the service behind it are unknown'],
    ['callers name the knowledge base', { ...tools, Search: knowledge() }, 'the resource on which it needs `bedrock:Retrieve` to search its knowledge base is unresolved until deployment'],
    ['the methods of the API are not all signed', { ...tools, Api: restApi().Api, Orders: filtered('/pets', 'GET') }, 'the authorization of the methods of S1/Api may allow it'],
    ['the API has a policy of its own', { ...tools, ...restApi(), Api: { ...restApi().Api as object, Properties: { Policy: {} } }, Orders: filtered('/pets', 'GET') }, 'the policy of S1/Api may allow it'],
    ['a policy allows one of the paths behind a wildcard', { ...tools, ...restApi(), Policy: orders('/prod/GET/pets/list'), Orders: filtered('/pets/*', 'GET') }, 'it is unknown until deployment whether policy S1/Policy allows `execute-api:Invoke`'],
    ['a policy allows one unresolved secret', { ...keyed, Policy: rolePolicy([...apiKeyStatements().slice(0, 2), allow('secretsmanager:GetSecretValue', ref('Arn'))]) }, 'allows `secretsmanager:GetSecretValue`'],
    ['the credentials are a parameter', { ...tools, Pets: openApiTarget({ CredentialProviderConfigurations: ref('Arn') }) }, 'its credentials are unresolved until deployment'],
  ])('is unknown when %s', (_name, resources, because) => {
    expect(evaluateRule(rule, template(resources as never, { Parameters: { Arn: { Type: 'String' } } }))).toEqual({ is: 'unknown', because: expect.stringContaining(because) });
  });
});
