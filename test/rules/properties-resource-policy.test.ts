import { testRule } from './rows';
import { gateway, getAtt, PARAMETERS, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesResourcePolicy } from '../../src/rules/properties/resource-policy';

const ARN = getAtt('Gateway', 'GatewayArn');
const attached = (Policy: unknown) => template({ Gateway: gateway(), Policy: resource('AWS::BedrockAgentCore::ResourcePolicy', { ResourceArn: ARN, Policy }) }, PARAMETERS);
const statement = (properties: object) => attached({ 'Fn::Sub': [JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'bedrock-agentcore:InvokeGateway', Resource: '${arn}', ...properties }] }), { arn: ARN }] });

testRule(propertiesResourcePolicy, {
  fails: [
    ['a text that is not JSON', attached('Allow everyone'), 'S1/Policy: the policy is not a JSON object; write an IAM policy document as JSON'],
    ['no statement', attached('{ "Version": "2012-10-17" }'), 'the policy has no statements'],
    ['no principal', statement({ Principal: undefined }), 'a statement has no `Principal`'],
    ['an action of another service', statement({ Action: 'lambda:InvokeFunction' }), 'a statement has `lambda:InvokeFunction`, which is no action of AgentCore'],
    ['every resource', statement({ Resource: '*' }), 'must have exactly one ARN'],
    ['a list of resources', statement({ Resource: ['${arn}', '${arn}/*'] }), 'must have exactly one ARN'],
  ],
  passes: [
    ['one statement about the gateway', statement({})],
  ],
  doesNotApply: [
    ['a gateway alone', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['a policy that is a parameter', attached(UNKNOWN), 'the policy of S1/Policy'],
  ],
});
