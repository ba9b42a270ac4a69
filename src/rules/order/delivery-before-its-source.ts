import { evaluateEach, placeOf } from '../lib/places';
import { placeAt } from '../lib/wording';
import type { Rule } from '../rule';
import { makeDepend } from './lib/make-depend';

export const deliveryBeforeItsSource: Rule = {
  id: 'order-delivery-before-its-source',
  group: 'order',
  severity: 'error',
  sentence: 'A delivery of the logs of a gateway is created after its source.',
  why: 'A delivery names its source by a text, which CloudFormation does not take as a dependency. CloudWatch Logs rejects a delivery whose source does not exist.',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateDelivery.html',
  evaluate: ({ model, graph }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    for (const source of gateway.logSources) {
      for (const { address } of source.deliveries) {
        if (graph.dependsOn(address, source.address)) {
          evaluation.pass();
          continue;
        }
        const [delivery, its] = [placeAt(model, address), placeAt(model, source.address)];
        evaluation.fail({
          at: delivery,
          with: [its, placeOf(gateway)],
          message: `delivery ${delivery.path} may be created before its source ${its.path}`,
          fix: makeDepend(graph, { address, name: `delivery ${delivery.path}` }, [{ address: source.address, name: its.path }]),
        });
      }
    }
  }),
};
