import { Lazy, Names, Stack, Token } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { TracesPolicy } from './traces-policy';
import { apiMessage } from '../findings/api-message';
import { constructsReferredTo } from '../order/references';
import { StackOrder } from '../order/stack-order';
import { GATEWAY_LOG_DESTINATIONS, TRACES, VENDED_LOG_GROUPS } from '../service/observability';
import { annotate } from '../synthesis/annotate';
import { GatewayError } from '../synthesis/gateway-error';
import { EXPECTED, requireArgument, requireOptional } from '../synthesis/require-argument';

/** What a gateway delivers, under the names of aws-cdk-lib's runtime. */
export interface Deliveries {
  readonly loggingConfigs?: agentcore.LoggingConfig[];
  readonly tracingEnabled?: boolean;
  readonly manageDeliveryResourcePolicy?: boolean;
}

const LOG_TYPES = Object.keys(GATEWAY_LOG_DESTINATIONS).filter((type) => type !== TRACES);
const NAME_CHARACTERS = 60;
const DELIVERY = new iam.ServicePrincipal('delivery.logs.amazonaws.com');

/**
 * Delivers the logs and traces of a gateway.
 *
 * A delivery is created after its source, its destination, and the policy that lets CloudWatch Logs write there. A source has one log type,
 * and can have several deliveries.
 *
 * @throws GatewayError `log-type` for logs that gateways do not have
 */
export function deliver(gateway: Construct & agentcore.IGateway, { loggingConfigs, tracingEnabled, manageDeliveryResourcePolicy = true }: Deliveries): void {
  requireOptional(gateway, apiMessage`\`loggingConfigs\``, loggingConfigs, EXPECTED.list);
  const byType = new Map<string, agentcore.LoggingConfig[]>();
  for (const config of loggingConfigs ?? []) {
    requireLogType(gateway, config);
    byType.set(config.logType.value, [...byType.get(config.logType.value) ?? [], config]);
  }
  for (const [type, configs] of byType) {
    const source = deliverySource(gateway, idOf(type), type);
    let before: logs.CfnDelivery | undefined;
    configs.forEach(({ destination }, index) => {
      const id = configs.length === 1 ? idOf(type) : `${idOf(type)}${index}`;
      const { deliveryDestination } = destination._bind(gateway, id, { manageDeliveryResourcePolicy });
      const to = deliveryDestination.destinationResourceArn;
      StackOrder.of(gateway).requireReferences(gateway, to);
      if (!manageDeliveryResourcePolicy) warnOfOtherLogGroup(gateway, deliveryDestination);
      const policy = bucketPolicyOf(gateway, to);
      // As in aws-cdk-lib, deliveries of one source are created one after another.
      before = delivery(gateway, id, source, deliveryDestination, ...policy ? [policy] : [], ...before ? [before] : []);
    });
  }
  if (tracingEnabled) deliverTraces(gateway, manageDeliveryResourcePolicy);
}

function deliverTraces(gateway: Construct & agentcore.IGateway, managePolicy: boolean): void {
  const source = deliverySource(gateway, 'Traces', TRACES);
  const destination: logs.CfnDeliveryDestination = new logs.CfnDeliveryDestination(gateway, 'TracesDest', {
    name: Lazy.string({ produce: () => Names.uniqueResourceName(destination, { maxLength: NAME_CHARACTERS }) }),
    deliveryDestinationType: 'XRAY',
  });
  if (managePolicy) {
    const stack = Stack.of(gateway);
    const policy = TracesPolicy.of(stack);
    policy.document.addStatements(new iam.PolicyStatement({
      principals: [DELIVERY],
      actions: ['xray:PutTraceSegments'],
      // X-Ray has no resources for segments.
      resources: ['*'],
      conditions: {
        'ForAllValues:ArnLike': { 'logs:LogGeneratingResourceArns': [gateway.gatewayArn] },
        'StringEquals': { 'aws:SourceAccount': stack.account },
        'ArnLike': { 'aws:SourceArn': `arn:${stack.partition}:logs:${stack.region}:${stack.account}:delivery-source:*` },
      },
    }));
    destination.node.addDependency(policy);
  }
  delivery(gateway, 'Traces', source, destination);
}

function deliverySource(gateway: Construct & agentcore.IGateway, id: string, logType: string): logs.CfnDeliverySource {
  const source: logs.CfnDeliverySource = new logs.CfnDeliverySource(gateway, `${id}DeliverySource`, {
    name: Lazy.string({ produce: () => Names.uniqueResourceName(source, { maxLength: NAME_CHARACTERS }) }),
    logType,
    resourceArn: gateway.gatewayArn,
  });
  return source;
}

function delivery(scope: Construct, id: string, source: logs.CfnDeliverySource, destination: logs.CfnDeliveryDestination, ...earlier: Construct[]): logs.CfnDelivery {
  const created = new logs.CfnDelivery(scope, `${id}Delivery`, { deliverySourceName: source.ref, deliveryDestinationArn: destination.attrArn });
  created.node.addDependency(source, destination, ...earlier);
  return created;
}

/** aws-cdk-lib writes the statement for a bucket, but does not create the delivery after it. */
function bucketPolicyOf(scope: Construct, arn: string | undefined): s3.BucketPolicy | undefined {
  return constructsReferredTo(scope, arn).map((construct) => construct instanceof s3.Bucket ? construct.policy : undefined).find((policy) => policy !== undefined);
}

function requireLogType(gateway: Construct, config: agentcore.LoggingConfig): void {
  requireArgument(gateway, apiMessage`in \`loggingConfigs\``, config, EXPECTED.props);
  requireArgument(gateway, apiMessage`\`destination\` in \`loggingConfigs\``, config.destination, EXPECTED.bound);
  const type = config.logType?.value;
  if (LOG_TYPES.includes(type) || Token.isUnresolved(type)) return;
  throw new GatewayError('log-type', gateway, `gateway ${gateway.node.path} has no logs of type \`${type}\`; a gateway has ${LOG_TYPES.join(', ')}`,
    type === TRACES ? apiMessage`set \`tracingEnabled: true\`, which delivers the traces to X-Ray` : apiMessage`use \`LogType.APPLICATION_LOGS\``);
}

/** Without a policy, CloudWatch Logs writes only below one prefix. Otherwise the deployment succeeds, and no logs arrive. */
function warnOfOtherLogGroup(gateway: Construct, { deliveryDestinationType, destinationResourceArn }: logs.CfnDeliveryDestination): void {
  const group = constructsReferredTo(gateway, destinationResourceArn).find((construct) => construct instanceof logs.LogGroup);
  if (deliveryDestinationType !== 'CWL' || !group) return;
  // Undefined for a name that CloudFormation chooses, an object for one that is unresolved until deployment.
  const name: unknown = Stack.of(group).resolve((group.node.defaultChild as logs.CfnLogGroup).logGroupName);
  if (typeof name === 'object' || (typeof name === 'string' && name.startsWith(VENDED_LOG_GROUPS))) return;
  annotate(gateway, 'log-group-policy',
    apiMessage`the logs of gateway ${gateway.node.path} go to a log group whose name does not begin with ${VENDED_LOG_GROUPS}, and \`manageDeliveryResourcePolicy\` is false: without a resource policy, no logs arrive`,
    apiMessage`use a \`GatewayLogGroup\`, or leave \`manageDeliveryResourcePolicy\` out`);
}

/** `APPLICATION_LOGS` becomes `ApplicationLogs`, as in aws-cdk-lib's runtime. */
function idOf(logType: string): string {
  return logType.split('_').map((word) => word.charAt(0) + word.slice(1).toLowerCase()).join('');
}
