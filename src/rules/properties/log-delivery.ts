import { GATEWAY_LOG_DESTINATIONS } from '../../service/observability';
import { evaluateEach, placeOf } from '../lib/places';
import { listed, placeAt } from '../lib/wording';
import type { Rule } from '../rule';

export const propertiesLogDelivery: Rule = {
  id: 'properties-log-delivery',
  group: 'properties',
  severity: 'error',
  sentence: 'The logs of a gateway are of a type that gateways have, and go to a destination of a type that takes them.',
  why: 'CloudWatch Logs rejects other sources and deliveries: logs go to CloudWatch Logs, S3 or Firehose, and traces to X-Ray.',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDeliverySource.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    for (const source of gateway.logSources) {
      const place = placeAt(model, source.address);
      if (!source.type?.known) {
        evaluation.unknown(`the log type of ${place.path} is unresolved until deployment`);
        continue;
      }
      const { text: type } = source.type;
      if (!Object.hasOwn(GATEWAY_LOG_DESTINATIONS, type)) {
        evaluation.fail({
          at: place,
          with: [placeOf(gateway)],
          message: `gateway ${gateway.path} has no logs of type \`${type}\``,
          fix: `use ${listed(Object.keys(GATEWAY_LOG_DESTINATIONS).map((one) => `\`${one}\``), 'or')}`,
        });
        continue;
      }
      const allowed = GATEWAY_LOG_DESTINATIONS[type];
      for (const { address, destinationType } of source.deliveries) {
        if (destinationType && !destinationType.known) {
          evaluation.unknown(`the destination type of ${placeAt(model, address).path} is unresolved until deployment`);
        } else if (!destinationType || allowed.includes(destinationType.text)) {
          evaluation.pass();
        } else {
          evaluation.fail({
            at: placeAt(model, address),
            with: [placeOf(gateway)],
            message: `the destination of \`${type}\` is of type \`${destinationType.text}\``,
            fix: `deliver them to a destination of type ${listed(allowed.map((one) => `\`${one}\``), 'or')}`,
          });
        }
      }
      if (source.deliveries.length === 0) evaluation.pass();
    }
  }),
};
