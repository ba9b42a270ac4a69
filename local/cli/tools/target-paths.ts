import type { TargetPath } from './tools-report';
import type { Gateway, GatewayModel, Target } from '../../../src/model/gateway-model';
import { listOf, property, textOf } from '../../../src/model/value';
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
    return pathsOf(target, name).map((path) => ({ target: name, kind: targetKindText(target.kind), ...path, ...goesTo === undefined ? {} : { goesTo } }));
  });
}

function pathsOf({ configuration, kind }: Target, name: string): Pick<TargetPath, 'path' | 'models'>[] {
  switch (kind) {
    case 'runtime': return [{ path: `POST /${name}/invocations` }];
    case 'passthrough': return [{ path: `${PASSTHROUGH_METHODS} /${name}/…` }];
    case 'httpConnector': return [{ path: `POST /${name}/…` }];
    case 'inferenceProvider':
    case 'inferenceConnector': return operationsOf(configuration).map(({ path, models }) => ({ path: `POST /inference${path}`, models: models.map((model) => `${name}/${model}`) }));
    default: return [];
  }
}

/** The operations of an inference target that the template lists, and the models of each. */
function operationsOf(configuration: Target['configuration']): { readonly path: string; readonly models: readonly string[] }[] {
  const operations = listOf(property(configuration, 'Operations'), (operation) => {
    const path = textOf(property(operation, 'Path'));
    const models = listOf(property(operation, 'Models'), (model) => textOf(property(model, 'Model')));
    return path && { path: path.text, models: models.items.length > 0 ? models.items.map(({ text }) => text) : ANY_MODEL };
  });
  return operations.items.length > 0 ? [...operations.items] : [{ path: '/…', models: ANY_MODEL }];
}

const ANY_MODEL = ['…'];

function destination(model: GatewayModel, { pointsTo }: Target): string | undefined {
  switch (pointsTo.kind) {
    case 'runtime': return pointsTo.address === undefined ? pointsTo.arn?.text : model.resources[pointsTo.address].path;
    case 'url': return pointsTo.url.text;
    case 'connector': return pointsTo.connectorId?.text;
    default: return undefined;
  }
}
