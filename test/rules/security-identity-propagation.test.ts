import { testRule } from './rows';
import { gateway, getAtt, JWT, PARAMETERS, resource, runtime, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { securityIdentityPropagation } from '../../src/rules/security/identity-propagation';

const agent = (properties: object, allowed = true) => template({
  Gateway: gateway(),
  Agent: runtime({ RoleArn: getAtt('Role', 'Arn'), ...properties }),
  Role: resource('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {},
    Policies: allowed ? [{ PolicyName: 'p', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'bedrock-agentcore:InvokeGateway', Resource: getAtt('Gateway', 'GatewayArn') }] } }] : [],
  }),
}, PARAMETERS);
const passing = (...headers: unknown[]) => ({ AuthorizerConfiguration: JWT, RequestHeaderConfiguration: { RequestHeaderAllowlist: headers } });

testRule(securityIdentityPropagation, {
  fails: [
    ['an agent that callers sign for', agent({}), 'S1/Agent: callers of the agent sign with IAM, so the agent cannot identify its users; add `AuthorizerConfiguration.CustomJWTAuthorizer`'],
    ['an agent that does not get the token', agent(passing('X-Amzn-Bedrock-AgentCore-Runtime-Custom-Tenant')), 'callers of the agent send a token, but the agent does not receive it; add `Authorization`'],
  ],
  passes: [['an agent that gets the token', agent(passing('Authorization'))]],
  doesNotApply: [['an agent that calls no gateway', agent({}, false)]],
  isUnknown: [
    ['an authorizer that is a parameter', agent({ AuthorizerConfiguration: UNKNOWN }), 'the authorizer of S1/Agent'],
    ['headers that are a parameter', agent(passing(UNKNOWN)), 'the headers that S1/Agent receives'],
  ],
});
