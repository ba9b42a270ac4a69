import type { TargetPath } from './tools-report';
import type { Gateway, GatewayModel, Target } from '../../../src/model/gateway-model';
import { isList, isRecord, property, textOf } from '../../../src/model/value';
import { targetKindText } from '../target-kind';

/** The methods that a passthrough target accepts. */
const PASSTHROUGH_METHODS = 'GET, POST, DELETE';

/**
 * The paths below the URL of a gateway at which it serves its HTTP and inference targets.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-add-target-http-runtime.html
 */
export function targetPaths(model: GatewayModel, gateway: Gateway): TargetPath[] {
  return model.targets.filter((target) => target.gateway?.address === gateway.address).flatMap((target) => {
    const name = target.name?.text ?? `⟨name of ${target.path}⟩`;
    const goesTo = destination(model, target);
    return pathsOf(target, name).map((path) => ({ target: name, path, kind: targetKindText(target.kind), ...goesTo === undefined ? {} : { goesTo } }));
  });
}

function pathsOf({ configuration, kind }: Target, name: string): string[] {
  switch (kind) {
    case 'runtime': return [`POST /${name}/invocations`];
    case 'passthrough': return [`${PASSTHROUGH_METHODS} /${name}/…`];
    case 'httpConnector': return [`POST /${name}/…`];
    case 'inferenceProvider':
    case 'inferenceConnector': return operationPaths(configuration).map((path) => `POST /inference${path}`);
    default: return [];
  }
}

/** The operations of an inference target that the template lists. */
function operationPaths(configuration: Target['configuration']): string[] {
  const operations = property(configuration, 'Operations');
  const paths = isList(operations) ? operations.flatMap((operation) => isRecord(operation) ? textOf(property(operation, 'Path'))?.text ?? [] : []) : [];
  return paths.length > 0 ? paths : ['/…'];
}

function destination(model: GatewayModel, { pointsTo }: Target): string | undefined {
  switch (pointsTo.kind) {
    case 'runtime': return pointsTo.address === undefined ? pointsTo.arn?.text : model.resources[pointsTo.address].path;
    case 'url': return pointsTo.url.text;
    case 'connector': return pointsTo.connectorId?.text;
    default: return undefined;
  }
}
