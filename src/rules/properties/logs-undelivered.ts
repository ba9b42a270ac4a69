import type { GatewayModel, LogSource } from '../../model/gateway-model';
import { isKnown, property, textOf } from '../../model/value';
import { VENDED_LOG_GROUPS } from '../../service/observability';
import { LOG_GROUP, LOG_RESOURCE_POLICY } from '../../service/resource-types';
import { mentions, ofType } from '../lib/needs/resources';
import { evaluateEach, placeOf } from '../lib/places';
import { placeAt } from '../lib/wording';
import type { Rule } from '../rule';

export const propertiesLogsUndelivered: Rule = {
  id: 'properties-logs-undelivered',
  group: 'properties',
  severity: 'warning',
  sentence: 'The logs and traces of a gateway have a delivery, and CloudWatch Logs may write to their log group.',
  why: 'Otherwise the deployment succeeds, and no logs arrive. CloudWatch Logs writes to log groups below /aws/vendedlogs/, and to others only with a resource policy.',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-CloudWatchLogs.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    for (const source of gateway.logSources) {
      if (source.deliveries.length === 0) {
        evaluation.fail({
          at: placeAt(model, source.address),
          with: [placeOf(gateway)],
          message: `no delivery uses this source of ${source.type ? `\`${source.type.text}\`` : 'logs'}, so nothing is delivered`,
          fix: 'add an `AWS::Logs::Delivery` with its name, or remove it',
        });
      }
      for (const delivery of source.deliveries) {
        const group = closedGroup(model, delivery);
        if (group === undefined) {
          evaluation.pass();
        } else if (group === 'unknown') {
          evaluation.unknown(`it is unknown until deployment whether CloudWatch Logs may write to the log group of ${placeAt(model, delivery.address).path}`);
        } else {
          evaluation.fail({
            at: placeAt(model, delivery.address),
            with: [placeAt(model, group)],
            message: `the name of log group ${placeAt(model, group).path} does not begin with ${VENDED_LOG_GROUPS}, and no \`${LOG_RESOURCE_POLICY}\` allows CloudWatch Logs to write to it`,
            fix: `begin the name of the log group with ${VENDED_LOG_GROUPS}, or allow \`delivery.logs.amazonaws.com\` in an \`${LOG_RESOURCE_POLICY}\``,
          });
        }
      }
    }
  }),
};

/** The address of the log group of the app that CloudWatch Logs may not write to. */
function closedGroup(model: GatewayModel, { writesTo }: LogSource['deliveries'][number]): string | undefined {
  const group = writesTo?.address === undefined ? undefined : model.resources[writesTo.address];
  if (group?.type !== LOG_GROUP) return undefined;
  const name = textOf(property(group.properties, 'LogGroupName'));
  if (name?.text.startsWith(VENDED_LOG_GROUPS)) return undefined;
  const policies = ofType(model, LOG_RESOURCE_POLICY).map(({ properties }) => property(properties, 'PolicyDocument'));
  const about = policies.filter((policy) => mentions(model, policy, group.address) || (name?.known && textOf(policy)?.text.includes(name.text)) || textOf(policy)?.text.includes(':log-group:*'));
  if (about.length > 0) return undefined;
  // A policy may name the log group by a parameter, and the name may begin with the prefix.
  if (policies.some((policy) => policy !== undefined && !isKnown(policy)) || (name && !name.known)) return 'unknown';
  return group.address;
}
