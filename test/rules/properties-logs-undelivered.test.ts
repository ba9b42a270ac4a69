import { testRule } from './rows';
import { logDelivery } from '../../build-tools/rule-examples/log-templates';
import { gateway, getAtt, PARAMETERS, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesLogsUndelivered } from '../../src/rules/properties/logs-undelivered';

const logs = (parts: Parameters<typeof logDelivery>[0], more: object = {}) => template({ Gateway: gateway(), ...logDelivery(parts), ...more }, PARAMETERS);
const policy = (Resource: unknown) => ({
  Policy: resource('AWS::Logs::ResourcePolicy', { PolicyName: 'delivery', PolicyDocument: { 'Fn::Sub': [JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { Service: 'delivery.logs.amazonaws.com' }, Action: 'logs:PutLogEvents', Resource: '${to}' }] }), { to: Resource }] } }),
});
const OTHER = { LogGroupName: '/tools/logs' };

testRule(propertiesLogsUndelivered, {
  fails: [
    ['a source without delivery', template({ Gateway: gateway(), Source: logDelivery().Source }), 'S1/Source: no delivery uses this source of `APPLICATION_LOGS`'],
    ['a log group with another name', logs({ group: OTHER }), 'S1/Delivery: the name of log group S1/Group does not begin with /aws/vendedlogs/'],
    ['a log group without a name', logs({ group: { LogGroupName: { Ref: 'AWS::NoValue' } } }), 'S1/Delivery'],
    ['a policy about another log group', logs({ group: OTHER }, policy('arn:aws:logs:eu-west-1:111122223333:log-group:/other:*')), 'S1/Delivery'],
  ],
  passes: [
    ['a log group that CloudWatch Logs may write to', logs({})],
    ['a resource policy for the log group', logs({ group: OTHER }, policy(getAtt('Group', 'Arn')))],
    ['a resource policy that names the log group', logs({ group: OTHER }, policy('arn:aws:logs:eu-west-1:111122223333:log-group:/tools/logs:*'))],
    ['a resource policy for every log group', logs({ group: OTHER }, policy('arn:aws:logs:eu-west-1:111122223333:log-group:*'))],
    ['a log group of another app', logs({ destination: { DestinationResourceArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:/tools' } })],
  ],
  doesNotApply: [
    ['a gateway without logs', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['a name that is a parameter', logs({ group: { LogGroupName: UNKNOWN } }), 'the log group of S1/Delivery'],
  ],
});
