import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { metricProtocolsOf } from './metric-protocols';

const HALF = 12;

/** A dashboard with the metrics of a gateway; users add the widgets of their agents to it. */
export function gatewayDashboard(scope: Construct, gateway: agentcore.IGateway, props: cloudwatch.DashboardProps): cloudwatch.Dashboard {
  const dashboard = new cloudwatch.Dashboard(scope, 'Dashboard', props);
  for (const { suffix, dimensionsMap } of metricProtocolsOf(gateway)) {
    const title = (what: string) => suffix === '' ? what : `${what} (${suffix.toUpperCase()})`;
    const graph = (what: string, left: cloudwatch.IMetric[]) => new cloudwatch.GraphWidget({ title: title(what), width: HALF, left });
    const metric = { dimensionsMap };
    dashboard.addWidgets(
      graph('Invocations', [gateway.metricInvocations(metric)]),
      graph('Errors and throttles', [gateway.metricSystemErrors(metric), gateway.metricUserErrors(metric), gateway.metricThrottles(metric)]),
    );
    dashboard.addWidgets(
      graph('Latency until the first byte', [cloudwatch.Stats.p(50), cloudwatch.Stats.p(90), cloudwatch.Stats.p(99)].map((statistic) => gateway.metricLatency({ ...metric, statistic, label: statistic }))),
      graph('Duration, and the part of the targets', [gateway.metricDuration(metric), gateway.metricTargetExecutionTime(metric)]),
    );
  }
  return dashboard;
}
