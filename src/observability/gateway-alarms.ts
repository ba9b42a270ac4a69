import { Duration } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { metricProtocolsOf } from './metric-protocols';
import type { RecommendedAlarmsOptions } from './recommended-alarms-options';

const PERIOD = { period: Duration.minutes(5) };

/** The alarms of a gateway; those of a gateway for several protocols are separate for each. */
export function recommendedAlarms(scope: Construct, gateway: agentcore.IGateway, options: RecommendedAlarmsOptions): cloudwatch.Alarm[] {
  const { alarmActions = [], userErrorPercentage = 10, latency } = options;
  const alarms = metricProtocolsOf(gateway).flatMap(({ suffix, dimensionsMap }) => {
    const metric = { ...PERIOD, dimensionsMap };
    const alarm = (id: string, measured: cloudwatch.IMetric, props: Pick<cloudwatch.AlarmProps, 'threshold' | 'comparisonOperator' | 'alarmDescription'>) => {
      return new cloudwatch.Alarm(scope, `${id}${suffix}`, {
        metric: measured, evaluationPeriods: 3, datapointsToAlarm: 2, treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING, ...props,
      });
    };
    const atLeastOne = { threshold: 1, comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD };
    const userErrors = new cloudwatch.MathExpression({
      expression: '100 * errors / invocations', usingMetrics: { errors: gateway.metricUserErrors(metric), invocations: gateway.metricInvocations(metric) }, ...PERIOD, label: 'User errors (%)',
    });
    const above = (threshold: number) => ({ threshold, comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD });
    return [
      alarm('SystemErrors', gateway.metricSystemErrors(metric), { ...atLeastOne, alarmDescription: 'Requests failed in the service' }),
      alarm('Throttles', gateway.metricThrottles(metric), { ...atLeastOne, alarmDescription: 'Requests were throttled: request a higher quota, or call less often' }),
      alarm('UserErrors', userErrors, { ...above(userErrorPercentage), alarmDescription: 'Many requests failed by an error of the caller: check permissions and credentials' }),
      ...latency ? [alarm('Latency', gateway.metricLatency({ ...metric, statistic: cloudwatch.Stats.p(90) }), { ...above(latency.toMilliseconds()), alarmDescription: 'Requests are slow' })] : [],
    ];
  });
  for (const alarm of alarms) alarm.addAlarmAction(...alarmActions);
  return alarms;
}
