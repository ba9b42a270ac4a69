import { testRule } from './rows';
import { logDelivery } from '../../build-tools/rule-examples/log-templates';
import { gateway, PARAMETERS, ref, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesLogDelivery } from '../../src/rules/properties/log-delivery';

const logs = (parts: Parameters<typeof logDelivery>[0]) => template({ Gateway: gateway(), ...logDelivery(parts) }, PARAMETERS);
const NONE = { Ref: 'AWS::NoValue' };

testRule(propertiesLogDelivery, {
  fails: [
    ['logs of runtimes', logs({ source: { LogType: 'USAGE_LOGS' } }), 'S1/Source: gateway S1/Gateway has no logs of type `USAGE_LOGS`; use `APPLICATION_LOGS` or `TRACES`'],
    ['traces to a log group', logs({ source: { LogType: 'TRACES' } }), 'S1/Delivery: the destination of `TRACES` is of type `CWL`; deliver them to a destination of type `XRAY`'],
    ['logs to X-Ray', logs({ destination: { DeliveryDestinationType: 'XRAY', DestinationResourceArn: NONE } }), 'the destination of `APPLICATION_LOGS` is of type `XRAY`'],
    ['a source that is named by a text', logs({ source: { LogType: 'TRACES' }, delivery: { DeliverySourceName: 'tools' } }), 'S1/Delivery'],
  ],
  passes: [
    ['logs to a log group', logs({})],
    ['traces to X-Ray', logs({ source: { LogType: 'TRACES' }, destination: { DeliveryDestinationType: 'XRAY', DestinationResourceArn: NONE } })],
    ['a destination of another app', logs({ delivery: { DeliveryDestinationArn: 'arn:aws:logs:eu-west-1:111122223333:delivery-destination:all' } })],
  ],
  doesNotApply: [
    ['a gateway without logs', template({ Gateway: gateway() })],
    ['logs of something else', logs({ source: { ResourceArn: 'arn:aws:bedrock:eu-west-1:111122223333:knowledge-base/A1', LogType: 'KB_LOGS' } })],
  ],
  isUnknown: [
    ['a log type that is a parameter', logs({ source: { LogType: UNKNOWN } }), 'the log type of S1/Source'],
    ['a destination type that is a parameter', logs({ destination: { DeliveryDestinationType: ref('P') } }), 'the destination type of S1/Delivery'],
  ],
});
