import { testRule } from './rows';
import { gateway, getAtt, jwtGateway, PARAMETERS, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { securityResourcePolicyPublic } from '../../src/rules/security/resource-policy-public';

const allowing = (statement: object, one: object = gateway()) => template({
  Gateway: one,
  Policy: resource('AWS::BedrockAgentCore::ResourcePolicy', {
    ResourceArn: getAtt('Gateway', 'GatewayArn'),
    Policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'Callers', Effect: 'Allow', Action: 'bedrock-agentcore:InvokeGateway', Resource: '*', ...statement }] }),
  }),
}, PARAMETERS);

testRule(securityResourcePolicyPublic, {
  fails: [
    ['all principals', allowing({ Principal: '*' }), 'S1/Policy: the statement `Callers` allows the principal `*` without a condition; name the accounts or roles that are allowed to call, or add a condition such as `aws:PrincipalOrgID`'],
    ['every AWS principal', allowing({ Principal: { AWS: ['*'] } }), 'allows the principal `*`'],
  ],
  passes: [
    ['an account', allowing({ Principal: { AWS: 'arn:aws:iam::444455556666:root' } })],
    ['an organization', allowing({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })],
    ['a deny statement', allowing({ Effect: 'Deny', Principal: '*' })],
    ['a gateway with a JWT authorizer', allowing({ Principal: '*' }, jwtGateway())],
  ],
  doesNotApply: [['an app without resource policies', {}]],
  isUnknown: [['a policy that is a parameter', template({
    Gateway: gateway(), Policy: resource('AWS::BedrockAgentCore::ResourcePolicy', { ResourceArn: getAtt('Gateway', 'GatewayArn'), Policy: UNKNOWN }),
  }, PARAMETERS), 'the principals that S1/Policy allows']],
});
