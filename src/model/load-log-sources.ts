import type { Link, LogSource, Resource } from './gateway-model';
import { grouped, LoadContext, present } from './load-context';
import { property, textOf } from './value';
import { GATEWAY, LOG_DELIVERY, LOG_DELIVERY_DESTINATION, LOG_DELIVERY_SOURCE } from '../service/resource-types';

/** The sources of logs and traces, by gateway. */
export function loadLogSources(context: LoadContext): Map<string, LogSource[]> {
  const deliveries = context.ofType(LOG_DELIVERY);
  return grouped(context.ofType(LOG_DELIVERY_SOURCE).map((source) => {
    const own = deliveries.filter((delivery) => isOf(context, delivery, source));
    return [context.link(property(source.properties, 'ResourceArn'), GATEWAY)?.address, present<LogSource>({
      address: source.address,
      type: textOf(property(source.properties, 'LogType')),
      deliveries: own.map(({ address, properties }) => {
        const destination = context.link(property(properties, 'DeliveryDestinationArn'), LOG_DELIVERY_DESTINATION);
        return present({ address, destination, ...destinationOf(context, destination) });
      }),
    })];
  }));
}

/** A delivery names its source, by a reference or by a text. */
function isOf(context: LoadContext, { properties }: Resource, source: Resource): boolean {
  const name = property(properties, 'DeliverySourceName');
  if (context.link(name, LOG_DELIVERY_SOURCE)?.address === source.address) return true;
  const own = textOf(property(source.properties, 'Name'));
  return own !== undefined && own.known && textOf(name)?.text === own.text;
}

function destinationOf(context: LoadContext, destination: Link | undefined): Pick<LogSource['deliveries'][number], 'destinationType' | 'writesTo'> {
  const properties = destination?.address === undefined ? undefined : context.resources[destination.address].properties;
  if (!properties) return {};
  return {
    destinationType: textOf(property(properties, 'DeliveryDestinationType')),
    writesTo: context.link(property(properties, 'DestinationResourceArn'), 'AWS::Logs::LogGroup', 'AWS::S3::Bucket', 'AWS::KinesisFirehose::DeliveryStream'),
  };
}
