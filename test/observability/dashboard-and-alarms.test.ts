import { Duration } from 'aws-cdk-lib';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Gateway, GatewayProps, MultiProtocol } from '../../src';
import { newStack, only, resources } from '../builders';

const ALARM = 'AWS::CloudWatch::Alarm';
const gatewayOf = (props: GatewayProps = {}) => new Gateway(newStack(), 'Tools', props);

test('the dashboard shows the metrics of the gateway', () => {
  const gateway = gatewayOf();
  gateway.dashboard();
  const body = JSON.stringify(only(gateway.stack, 'AWS::CloudWatch::Dashboard').Properties.DashboardBody);
  for (const metric of ['Invocations', 'SystemErrors', 'UserErrors', 'Throttles', 'Latency', 'Duration', 'TargetExecutionTime']) expect(body).toContain(metric);
});

test('a gateway has one dashboard', () => {
  const gateway = gatewayOf();
  expect(gateway.dashboard()).toBe(gateway.dashboard());
});

test('the dashboard has the given name', () => {
  const gateway = gatewayOf();
  gateway.dashboard({ dashboardName: 'tools' });
  expect(only(gateway.stack, 'AWS::CloudWatch::Dashboard').Properties.DashboardName).toBe('tools');
});

test('the dashboard of a gateway for several protocols shows each', () => {
  const gateway = gatewayOf({ protocolConfiguration: MultiProtocol.all() });
  gateway.dashboard();
  const body = JSON.stringify(only(gateway.stack, 'AWS::CloudWatch::Dashboard').Properties.DashboardBody);
  expect(body).toContain('Invocations (MCP)');
  expect(body).toContain('Invocations (HTTP)');
});

test('the recommended alarms are for system errors, throttles and user errors', () => {
  const gateway = gatewayOf();
  expect(gateway.recommendedAlarms().map(({ node }) => node.id)).toEqual(['SystemErrors', 'Throttles', 'UserErrors']);
});

test('a limit for the latency adds an alarm in milliseconds', () => {
  const gateway = gatewayOf();
  gateway.recommendedAlarms({ latency: Duration.seconds(20) });
  expect(resources(gateway.stack, ALARM).map(([, { Properties }]) => Properties)).toContainEqual(expect.objectContaining({ MetricName: 'Latency', Threshold: 20_000, ExtendedStatistic: 'p90' }));
});

test('the limit for user errors can be changed', () => {
  const gateway = gatewayOf();
  gateway.recommendedAlarms({ userErrorPercentage: 50 });
  expect(resources(gateway.stack, ALARM).map(([, { Properties }]) => Properties.Threshold)).toContain(50);
});

test('an alarm without data does not go off', () => {
  const gateway = gatewayOf();
  gateway.recommendedAlarms();
  expect(resources(gateway.stack, ALARM).map(([, { Properties }]) => Properties.TreatMissingData)).toEqual(['notBreaching', 'notBreaching', 'notBreaching']);
});

test('every alarm has the given actions', () => {
  const gateway = gatewayOf();
  gateway.recommendedAlarms({ alarmActions: [new actions.SnsAction(new sns.Topic(gateway.stack, 'OnCall'))] });
  expect(resources(gateway.stack, ALARM).map(([, { Properties }]) => Properties.AlarmActions?.length)).toEqual([1, 1, 1]);
});
