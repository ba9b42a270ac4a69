import { EditableApp, EditableResource, forgetDependency, Json, replaceText, statementsOf, withoutAction } from '../editable-app';
import type { Mutation } from '../mutation';
import { AGENTS, EVERY_SETTING, MANAGED_POLICY, NESTED_GATEWAYS, SCHEMAS, SERVERS, SMALLEST } from '../valid/hand-written';
import { GENERATED, UPSTREAM_KITCHEN_SINK } from '../valid/other-constructs';
import { AGENT_AND_SERVER, CHAIN, EVERY_TARGET, IMPORTS, ON_LAMBDA, OTHER_ACCOUNT, OWN_ROLE, STAGE, WEATHER } from '../valid/own-library';

const CREATION = ['grants-missing-at-creation'];
const CALL = ['grants-missing-at-call'];

/** Statements that are in the role itself, as if they were a policy resource. */
function inRole(app: EditableApp, path?: string): EditableResource {
  const role = app.resource('IAM::Role', path);
  return { ...role, properties: role.properties.Policies[0] };
}

function trustOf(app: EditableApp, path?: string): Json {
  return app.resource('IAM::Role', path).properties.AssumeRolePolicyDocument.Statement[0];
}

function allow(policy: EditableResource, actions: string | string[], resources: unknown): void {
  statementsOf(policy).push({ Effect: 'Allow', Action: actions, Resource: resources });
}

/** Leaves only some of the resources of the statement with an action. */
function onlyOn(policy: EditableResource, action: string, keep: (resource: unknown) => boolean): void {
  for (const statement of statementsOf(policy)) {
    if ([statement.Action].flat().includes(action)) statement.Resource = [statement.Resource].flat().filter(keep);
  }
}

export const GRANTS: readonly Mutation[] = [
  {
    fault: 'a function of another account that allows nobody',
    in: OTHER_ACCOUNT,
    caughtBy: ['grants-function-of-other-account'],
    make: (app) => app.remove(app.resource('Lambda::Permission')),
  },
  {
    fault: 'a function of another account that allows a third account',
    in: OTHER_ACCOUNT,
    caughtBy: ['grants-function-of-other-account'],
    make: (app) => { app.resource('Lambda::Permission').properties.Principal = '777788889999'; },
  },
  { fault: 'a gateway that may not invoke its function', in: SMALLEST, caughtBy: CREATION, make: (app) => { delete app.resource('IAM::Role').properties.Policies; } },
  {
    fault: 'a gateway that may invoke another function than its target\'s',
    in: CHAIN,
    caughtBy: CREATION,
    make: (app) => replaceText(
      app.resource('IAM::Policy', 'Domain/Orders/Policy').properties, app.resource('Lambda::Function', 'S/Fn').id, app.resource('Lambda::Function', 'AgentCoreReadiness/Function').id,
    ),
  },
  {
    fault: 'a gateway that may invoke a function by a name that its target\'s does not have',
    in: SMALLEST,
    survives: 'only the deployment gives the function its name',
    caughtBy: CREATION,
    make: (app) => { statementsOf(inRole(app))[0].Resource = 'arn:aws:lambda:eu-west-1:111122223333:function:other'; },
  },
  {
    fault: 'a gateway that is denied what it is allowed',
    in: SMALLEST,
    caughtBy: CREATION,
    make: (app) => { statementsOf(inRole(app)).push({ Effect: 'Deny', Action: 'lambda:*', Resource: '*' }); },
  },
  {
    fault: 'a policy that is attached to another role',
    in: CHAIN,
    caughtBy: CREATION,
    make: (app) => { app.resource('IAM::Policy', 'Domain/Orders/Policy').properties.Roles = [{ Ref: app.resource('IAM::Role', 'Team/ServiceRole').id }]; },
  },
  {
    fault: 'a function\'s alias as target, and the permission for the unqualified function',
    in: EVERY_TARGET,
    caughtBy: CREATION,
    make: (app) => { statementsOf(app.resource('IAM::Policy', 'Inner/Live/Policy'))[0].Resource = { 'Fn::GetAtt': [app.resource('Lambda::Function', 'Aliased').id, 'Arn'] }; },
  },
  {
    fault: 'a gateway that may not invoke the gateway behind it',
    in: CHAIN,
    caughtBy: CREATION,
    make: (app) => app.remove(app.resource('IAM::Policy', 'Team/Target-domain/Policy')),
  },
  {
    fault: 'a gateway that may invoke a runtime, but not its endpoints',
    in: AGENT_AND_SERVER,
    caughtBy: CREATION,
    make: (app) => onlyOn(app.resource('IAM::Policy', 'Tools/Target-docs/Policy'), 'bedrock-agentcore:InvokeAgentRuntime', (resource) => !JSON.stringify(resource).includes('/*')),
  },
  {
    fault: 'a gateway that may invoke the endpoints of a runtime, but not the runtime',
    in: GENERATED,
    caughtBy: CREATION,
    make: (app) => onlyOn(app.resource('IAM::Policy', 'Tools/ServiceRole/DefaultPolicy'), 'bedrock-agentcore:InvokeAgentRuntime', (resource) => JSON.stringify(resource).includes('/*')),
  },
  { fault: 'an agent that its gateway may not invoke', in: AGENTS, caughtBy: CALL, make: (app) => { delete app.resource('IAM::Role').properties.Policies; } },
  {
    fault: 'a workload identity spelled as the gateway, with capital letters',
    in: UPSTREAM_KITCHEN_SINK,
    caughtBy: CALL,
    make: (app) => {
      replaceText(app.resource('BedrockAgentCore::Gateway').properties, 'kitchen-tools', 'Kitchen-Tools');
      replaceText(app.resource('IAM::Policy', 'Tools/ServiceRole/DefaultPolicy').properties, 'workload-identity/kitchen-tools', 'workload-identity/Kitchen-Tools');
    },
  },
  {
    fault: 'a workload identity of another gateway',
    in: SERVERS,
    caughtBy: CREATION,
    make: (app) => replaceText(app.resource('IAM::Role').properties.Policies, 'workload-identity/tools', 'workload-identity/stools'),
  },
  {
    fault: 'no permission to get an API key',
    in: MANAGED_POLICY,
    caughtBy: CALL,
    make: (app) => withoutAction(app.resource('IAM::ManagedPolicy'), 'bedrock-agentcore:GetResourceApiKey'),
  },
  {
    fault: 'no permission to read the secret of an API key',
    in: MANAGED_POLICY,
    caughtBy: CALL,
    make: (app) => withoutAction(app.resource('IAM::ManagedPolicy'), 'secretsmanager:GetSecretValue'),
  },
  {
    fault: 'the secret of another API key',
    in: WEATHER,
    caughtBy: CALL,
    survives: 'how the service names the secret of a provider is not documented',
    make: (app) => replaceText(app.resource('IAM::Policy', 'DomainTools/PetStore/Policy').properties, /default\/apikey\/\w+/, 'default/apikey/OtherKey'),
  },
  {
    fault: 'no permission to get tokens as the workload identity',
    in: SERVERS,
    caughtBy: CREATION,
    make: (app) => withoutAction(inRole(app), 'bedrock-agentcore:GetWorkloadAccessToken'),
  },
  {
    fault: 'no permission to get OAuth tokens',
    in: SERVERS,
    caughtBy: CREATION,
    make: (app) => withoutAction(inRole(app), 'bedrock-agentcore:GetResourceOauth2Token'),
  },
  {
    fault: 'actions that are spelled as another service spells them',
    in: SERVERS,
    caughtBy: CREATION,
    make: (app) => replaceText(inRole(app).properties, 'GetWorkloadAccessToken', 'GetWorkloadIdentityToken'),
  },
  {
    fault: 'no permission to exchange the token of a user',
    in: SERVERS,
    caughtBy: CALL,
    survives: 'no document says which of the three actions for workload access tokens a grant type takes',
    make: (app) => withoutAction(app.resource('IAM::Policy'), 'bedrock-agentcore:GetWorkloadAccessTokenForJWT'),
  },
  {
    fault: 'no permission to call a function URL',
    in: SERVERS,
    caughtBy: CREATION,
    survives: 'the permissions required by the server behind a URL are unknown',
    make: (app) => withoutAction(app.resource('IAM::Policy'), 'lambda:InvokeFunctionUrl'),
  },
  { fault: 'no permission to read the schema in a bucket', in: SCHEMAS, caughtBy: ['grants-schema-not-readable'], make: (app) => withoutAction(inRole(app), 's3:GetObject') },
  {
    fault: 'no permission for the AWS service of a Smithy target',
    in: SCHEMAS,
    caughtBy: ['grants-service-not-allowed'],
    make: (app) => {
      const { properties } = app.resource('GatewayTarget', 'S1/Smithy');
      const { SmithyModel } = properties.TargetConfiguration.Mcp;
      SmithyModel.InlinePayload = SmithyModel.InlinePayload.replace('"sdkId":"Pets"', '"sdkId":"Pets","arnNamespace":"pets"');
    },
  },
  { fault: 'no permission to call the REST API', in: SCHEMAS, caughtBy: CALL, make: (app) => withoutAction(inRole(app), 'execute-api:Invoke') },
  {
    fault: 'a permission to call another stage of the REST API',
    in: SCHEMAS,
    caughtBy: CALL,
    make: (app) => replaceText(inRole(app).properties, '/prod/*/*', '/test/*/*'),
  },
  { fault: 'no permission to search the web', in: SCHEMAS, caughtBy: CALL, make: (app) => withoutAction(inRole(app), 'bedrock-agentcore:InvokeWebSearch') },
  { fault: 'no permission to read the policy engine', in: EVERY_SETTING, caughtBy: CREATION, make: (app) => withoutAction(inRole(app), 'bedrock-agentcore:GetPolicyEngine') },
  {
    fault: 'no permission to ask the policy engine',
    in: EVERY_SETTING,
    caughtBy: CREATION,
    make: (app) => withoutAction(inRole(app), 'bedrock-agentcore:AuthorizeAction'),
  },
  {
    fault: 'a permission to ask the policy engine, but not about the gateway',
    in: EVERY_SETTING,
    caughtBy: CREATION,
    make: (app) => onlyOn(inRole(app), 'bedrock-agentcore:AuthorizeAction', (resource) => !JSON.stringify(resource).includes('gateway/')),
  },
  { fault: 'no permission to encrypt with the key', in: EVERY_SETTING, caughtBy: CREATION, make: (app) => withoutAction(inRole(app), 'kms:GenerateDataKey') },
  {
    fault: 'no permission to run the interceptor',
    in: EVERY_SETTING,
    caughtBy: ['grants-interceptor-not-callable'],
    make: (app) => onlyOn(inRole(app), 'lambda:InvokeFunction', (resource) => !JSON.stringify(resource).includes('Guard')),
  },
  {
    fault: 'a role that another service may take',
    in: SMALLEST,
    caughtBy: ['grants-role-not-assumable'],
    make: (app) => { trustOf(app).Principal = { Service: 'bedrock.amazonaws.com' }; },
  },
  {
    fault: 'a role that the service may take for another gateway',
    in: SMALLEST,
    caughtBy: ['grants-role-not-assumable'],
    make: (app) => replaceText(trustOf(app), 'gateway/weather-tools', 'gateway/wether-tools'),
  },
  {
    fault: 'a role that the service may take for a gateway with capital letters',
    in: AGENT_AND_SERVER,
    caughtBy: ['grants-role-not-assumable'],
    make: (app) => replaceText(trustOf(app, 'Tools/ServiceRole').Condition, /gateway\/s/, 'gateway/S'),
  },
  {
    fault: 'a role that the service may take for another account',
    in: STAGE,
    caughtBy: ['grants-role-not-assumable'],
    make: (app) => { trustOf(app, 'S/Team/ServiceRole').Condition.StringEquals['aws:SourceAccount'] = '444455556666'; },
  },
  { fault: 'a role that the service may take for everybody', in: OWN_ROLE, caughtBy: ['grants-trust-open'], make: (app) => { delete trustOf(app, 'S/Role').Condition; } },
  {
    fault: 'a role that may do everything',
    in: SMALLEST,
    caughtBy: ['grants-wildcard-action'],
    make: (app) => { statementsOf(inRole(app))[0].Action = '*'; },
  },
  {
    fault: 'a role that may do everything of the service',
    in: AGENTS,
    caughtBy: ['grants-wildcard-action'],
    make: (app) => { statementsOf(inRole(app))[0].Action = 'bedrock-agentcore:*'; },
  },
  {
    fault: 'a target that may read every secret of the service',
    in: WEATHER,
    caughtBy: ['grants-wildcard-secret'],
    make: (app) => replaceText(app.resource('IAM::Policy', 'DomainTools/PetStore/Policy').properties, /bedrock-agentcore-identity!.*/, 'bedrock-agentcore-identity!*'),
  },
  {
    fault: 'a gateway that may invoke every function',
    in: SMALLEST,
    caughtBy: ['grants-unneeded-invoke'],
    make: (app) => { statementsOf(inRole(app))[0].Resource = '*'; },
  },
  {
    fault: 'a gateway that may invoke another one without a target on it',
    in: NESTED_GATEWAYS,
    caughtBy: ['grants-unneeded-invoke'],
    make: (app) => app.remove(app.resource('GatewayTarget', 'Hop')),
  },
  {
    fault: 'a target\'s policy that names another function too',
    in: CHAIN,
    caughtBy: ['grants-unneeded-invoke'],
    make: (app) => allow(app.resource('IAM::Policy', 'Domain/Orders/Policy'), 'lambda:InvokeFunction', { 'Fn::GetAtt': [app.resource('Lambda::Function', 'AgentCoreReadiness/Function').id, 'Arn'] }),
  },
  {
    fault: 'an agent that knows the URL of a gateway and may not invoke it',
    in: AGENT_AND_SERVER,
    caughtBy: ['grants-caller-without-access'],
    make: (app) => withoutAction(app.resource('IAM::Policy', 'Agent/ExecutionRole/DefaultPolicy'), 'bedrock-agentcore:InvokeGateway'),
  },
  {
    fault: 'an imported role without the policy of a target',
    in: IMPORTS,
    caughtBy: CREATION,
    make: (app) => {
      const policy = app.resource('IAM::Policy', 'Tools/Orders/Policy');
      forgetDependency(app.resource('GatewayTarget', 'Tools/Orders'), policy);
      app.remove(policy);
    },
    survives: 'what an imported role is allowed elsewhere is not in the templates',
  },
  ...['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'].map((action): Mutation => ({
    fault: `a gateway without ${action} for a function URL`,
    in: ON_LAMBDA,
    caughtBy: CREATION,
    make: (app) => withoutAction(app.resource('IAM::Policy', 'Target-docs/Policy'), action),
  })),
  {
    fault: 'a gateway that may call the URL of another alias',
    in: ON_LAMBDA,
    caughtBy: CREATION,
    make: (app) => replaceText(app.resource('IAM::Policy', 'Target-docs/Policy').properties, ':live', ':beta'),
  },
];
