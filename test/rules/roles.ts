import { getAtt, IAM_ROLE, iamRole, join, mcpTarget, ref, resource, sub, target, tool } from '../../build-tools/rule-examples/templates';

type Json = Readonly<Record<string, unknown>>;

/** A trust policy for the service; `condition` of undefined leaves it open. */
export function trust(condition: unknown = SAME_ACCOUNT, principal: unknown = { Service: 'bedrock-agentcore.amazonaws.com' }): Json {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal, ...condition ? { Condition: condition } : {} }] };
}

export const SAME_ACCOUNT = { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } };

/** The role `Role`, which gateways made with `usesRole` have; `statements` are in the role itself. */
export function role(statements: readonly Json[] = [], properties: Json = {}, more: Json = {}): Json {
  return resource('AWS::IAM::Role', {
    AssumeRolePolicyDocument: trust(),
    ...statements.length > 0 ? { Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statements } }] } : {},
    ...properties,
  }, more);
}

export const usesRole = { RoleArn: getAtt('Role', 'Arn') };

/** A policy of `Role`, as a separate resource. */
export function rolePolicy(statements: readonly Json[], properties: Json = {}, more: Json = {}): Json {
  return resource('AWS::IAM::Policy', {
    PolicyName: 'policy', Roles: [ref('Role')], PolicyDocument: { Version: '2012-10-17', Statement: statements }, ...properties,
  }, more);
}

export function allow(actions: string | readonly string[], resources: unknown, more: Json = {}): Json {
  return { Effect: 'Allow', Action: actions, Resource: resources, ...more };
}

export function lambdaFunction(properties: Json = {}, more: Json = {}): Json {
  return resource('AWS::Lambda::Function', {
    Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: 'x' }, Role: 'arn:aws:iam::111122223333:role/functions', ...properties,
  }, more);
}

/** A target on the function `Fn`. */
export function functionTarget(properties: Json = {}, more: Json = {}, lambdaArn: unknown = getAtt('Fn', 'Arn')): Json {
  return target({ Mcp: { Lambda: { LambdaArn: lambdaArn, ToolSchema: { InlinePayload: [tool('forecast')] } } } },
    { CredentialProviderConfigurations: IAM_ROLE, ...properties }, more);
}

/** A resource that depends on others. */
export function after(later: Json, ...earlier: string[]): Json {
  return { ...later, DependsOn: earlier };
}

/** An AgentCore ARN in the account and region of the stack. */
export const agentcoreArn = (rest: string) => sub(`arn:\${AWS::Partition}:bedrock-agentcore:\${AWS::Region}:\${AWS::AccountId}:${rest}`);

/** A runtime's ARN, and those of its endpoints. */
export const runtimeArns = (id: string) => [getAtt(id, 'AgentRuntimeArn'), join(getAtt(id, 'AgentRuntimeArn'), '/*')];

const DIRECTORY = agentcoreArn('workload-identity-directory/default');
const VAULT = agentcoreArn('token-vault/default');

/** The ARNs that a gateway called `tools` needs for tokens and keys. */
export const identityArns = (name = 'tools') => [DIRECTORY, agentcoreArn(`workload-identity-directory/default/workload-identity/${name}-??????????`)];

/** The secret of a credential provider, named after it. */
export function secretArn(provider: string): object {
  return sub(`arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:bedrock-agentcore-identity!default/${provider}-*`);
}

/** What a gateway with an API key in `Key` needs. */
export function apiKeyStatements(identity: readonly unknown[] = identityArns()): Json[] {
  return [
    allow('bedrock-agentcore:GetWorkloadAccessToken', identity),
    allow('bedrock-agentcore:GetResourceApiKey', [VAULT, getAtt('Key', 'CredentialProviderArn'), ...identity]),
    allow('secretsmanager:GetSecretValue', secretArn('apikey/pets')),
  ];
}

export function apiKeyProvider(properties: Json = {}): Json {
  return resource('AWS::BedrockAgentCore::ApiKeyCredentialProvider', { Name: 'pets', ApiKey: 'secret', ...properties });
}

/** What a gateway with OAuth credentials in `Idp` needs. */
export function oauthStatements(identity: readonly unknown[] = identityArns()): Json[] {
  return [
    allow('bedrock-agentcore:GetWorkloadAccessToken', identity),
    allow('bedrock-agentcore:GetResourceOauth2Token', [VAULT, getAtt('Idp', 'CredentialProviderArn'), ...identity]),
    allow('secretsmanager:GetSecretValue', secretArn('oauth2/idp')),
  ];
}

export function oauthProvider(properties: Json = {}): Json {
  return resource('AWS::BedrockAgentCore::OAuth2CredentialProvider', { Name: 'idp', CredentialProviderVendor: 'GithubOauth2', ...properties });
}

/** What a gateway called `tools` with the policy engine `Engine` needs. */
export function engineStatements(...moreActions: string[]): Json[] {
  return [
    allow('bedrock-agentcore:GetPolicyEngine', getAtt('Engine', 'PolicyEngineArn')),
    allow(['bedrock-agentcore:AuthorizeAction', 'bedrock-agentcore:PartiallyAuthorizeActions', ...moreActions],
      [getAtt('Engine', 'PolicyEngineArn'), agentcoreArn('gateway/tools-??????????')]),
  ];
}

/** An unresolved value in place of a list or a text. */
export const UNKNOWN_CONDITION = { Parameters: { Stage: { Type: 'String' } }, Conditions: { IsProd: { 'Fn::Equals': [ref('Stage'), 'prod'] } } };

/** What `grantInvokeUrl` of aws-cdk-lib allows. */
export function grantInvokeUrl(id: string): Json[] {
  return [
    allow('lambda:InvokeFunctionUrl', getAtt(id, 'Arn'), { Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } } }),
    allow('lambda:InvokeFunction', getAtt(id, 'Arn'), { Condition: { Bool: { 'lambda:InvokedViaFunctionUrl': true } } }),
  ];
}

/** An MCP server in the function `Fn`, behind its URL. */
export function functionUrl(properties: Json = {}): Json {
  return {
    Url: resource('AWS::Lambda::Url', { AuthType: 'AWS_IAM', TargetFunctionArn: ref('Fn'), ...properties }),
    Docs: mcpTarget(join(getAtt('Url', 'FunctionUrl'), 'mcp'), { CredentialProviderConfigurations: iamRole('lambda') }),
  };
}
