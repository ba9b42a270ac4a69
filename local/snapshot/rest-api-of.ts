import { localId } from './local-ids';
import type { FunctionSnapshot, RestApiSnapshot, RestRouteSnapshot } from './snapshot';
import type { GatewayModel, Resource, RestApi, Target } from '../../src/model/gateway-model';
import { property, textOf, textsByName } from '../../src/model/value';
import type { HttpOperation } from '../../src/schema/http-operation';

/** A REST API of the app as a target calls it, or why it cannot run here. */
export function restApiOf(model: GatewayModel, { pointsTo, tools }: Target, functionAt: (address: string) => FunctionSnapshot | string): RestApiSnapshot | string {
  const api = model.restApis.find(({ address }) => address === pointsTo.address);
  if (!api || pointsTo.kind !== 'restApi') return 'its API is not in the app';
  if (tools.is !== 'known' || !tools.operations) return tools.is === 'unknown' ? tools.reason : 'the methods of its API are unknown';
  const stage = stageOf(model, pointsTo.stage?.text ?? '');
  const stack = model.stacks.find(({ id }) => id === model.resources[api.address].stack);
  return {
    id: localId(api.address),
    ...stage,
    accountId: stack?.account ?? '000000000000',
    routes: Object.fromEntries(Object.entries(tools.operations).map(([tool, operation]) => [tool, routeOf(api, tool, operation, functionAt)])),
  };
}

/** The name and the variables of a stage, which a target names by text or by reference. */
function stageOf({ resources }: GatewayModel, text: string): Pick<RestApiSnapshot, 'stage' | 'stageVariables'> {
  const nameIn = ({ properties }: Resource) => textOf(property(properties, 'StageName'));
  const stage = Object.values(resources).find((one) => one.type === 'AWS::ApiGateway::Stage' && (text.includes(`⟨${one.address}`) || nameIn(one)?.text === text));
  const variables = Object.entries(textsByName(stage && property(stage.properties, 'Variables')));
  const name = (stage && nameIn(stage)) ?? textOf(text);
  return { stage: name?.known ? name.text : 'local', stageVariables: Object.fromEntries(variables.flatMap(([variable, { known, text: value }]) => known ? [[variable, value]] : [])) };
}

function routeOf(api: RestApi, tool: string, operation: HttpOperation, functionAt: (address: string) => FunctionSnapshot | string): RestRouteSnapshot {
  const { integration } = api.methods?.find(({ method, path }) => method === operation.method && path === operation.path) ?? {};
  const nowhere = (reason: string): RestRouteSnapshot => ({ operation, runs: { kind: 'nowhere', reason: `${operation.method} ${operation.path} of ${api.path} ${reason}`, isApi: true } });
  if (integration?.type === 'AWS_PROXY' && integration.function !== undefined) {
    const found = functionAt(integration.function);
    return typeof found === 'string' ? nowhere(`calls a function that cannot run here: ${found}`) : { operation, runs: { kind: 'function', function: found } };
  }
  if (integration?.type === 'HTTP_PROXY' && integration.uri?.known && URL.canParse(integration.uri.text)) {
    const [, server, path] = /^(https?:\/\/[^/]+)(\/.*)?$/.exec(integration.uri.text) ?? [];
    if (server !== undefined) return { operation, runs: { kind: 'httpApi', api: { operations: { [tool]: { ...operation, path: path ?? '/' } }, server } } };
  }
  return nowhere(integration ? `has an integration of type ${integration.type}, which runs in AWS only` : 'has no integration in the template');
}
