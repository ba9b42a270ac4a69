import { testRule } from './rows';
import { gateway, getAtt, resource, template } from '../../build-tools/rule-examples/templates';
import { propertiesResourcePolicyOnce } from '../../src/rules/properties/resource-policy-once';

const ARN = getAtt('Gateway', 'GatewayArn');
const policy = (ResourceArn: unknown, more: Record<string, unknown> = {}) => resource('AWS::BedrockAgentCore::ResourcePolicy', { ResourceArn, Policy: '{}' }, more);
const CONDITIONS = { Conditions: { Shared: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } } };

testRule(propertiesResourcePolicyOnce, {
  fails: [
    ['two policies of one gateway', template({ Gateway: gateway(), A: policy(ARN), B: policy(ARN) }), 'S1/A is already the resource policy of the same resource'],
    ['two policies of an ARN', template({ A: policy('arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/a-0123456789'), B: policy('arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/a-0123456789') }), 'S1/A'],
  ],
  passes: [
    ['one policy for each gateway', template({ Gateway: gateway(), Other: gateway(), A: policy(ARN), B: policy(getAtt('Other', 'GatewayArn')) })],
  ],
  doesNotApply: [
    ['a gateway alone', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['a second policy under a condition', template({ Gateway: gateway(), A: policy(ARN), B: policy(ARN, { Condition: 'Shared' }) }, CONDITIONS), 'are both created'],
  ],
});
