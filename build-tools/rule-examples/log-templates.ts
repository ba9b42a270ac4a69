import { getAtt, ref, resource } from './templates';

type Json = Readonly<Record<string, unknown>>;

export const VENDED_GROUP = '/aws/vendedlogs/bedrock-agentcore/gateway/tools';

/** The resources that deliver the logs of the gateway with the logical ID `Gateway` to a log group. */
export function logDelivery({ source = {}, group = {}, destination = {}, delivery = {} }: Partial<Record<'source' | 'group' | 'destination' | 'delivery', Json>> = {}): Json {
  return {
    Source: resource('AWS::Logs::DeliverySource', { Name: 'tools', LogType: 'APPLICATION_LOGS', ResourceArn: getAtt('Gateway', 'GatewayArn'), ...source }),
    Group: resource('AWS::Logs::LogGroup', { LogGroupName: VENDED_GROUP, ...group }),
    Destination: resource('AWS::Logs::DeliveryDestination', { Name: 'tools', DeliveryDestinationType: 'CWL', DestinationResourceArn: getAtt('Group', 'Arn'), ...destination }),
    Delivery: resource('AWS::Logs::Delivery', { DeliverySourceName: ref('Source'), DeliveryDestinationArn: getAtt('Destination', 'Arn'), ...delivery }),
  };
}
