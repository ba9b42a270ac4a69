import { ANYTHING, environmentOf, named } from './arns';
import { elsewhere, NeededResource, TargetScene } from './needed-resource';
import { arnForms } from '../../../model/arn-forms';
import type { GatewayModel } from '../../../model/gateway-model';
import type { Address } from '../../../model/source';
import { symbolTable } from '../../../model/symbols';
import { isKnown, solePlaceholder } from '../../../model/value';
import { AGENTCORE } from '../../../service/agentcore';
import { DEFAULT_QUALIFIER, readGatewayUrl } from '../../../service/endpoints';

export function runtimeOf(scene: TargetScene): NeededResource | undefined {
  const { model, target: { pointsTo } } = scene;
  if (pointsTo.kind !== 'runtime') return undefined;
  if (pointsTo.address !== undefined) {
    const { address } = pointsTo;
    return { forms: arnForms(model, address), name: model.resources[address].path, address, ...elsewhere(resourcePolicy(model, address)) };
  }
  const arn = pointsTo.arn?.text ?? arnInUrl(model, pointsTo.url?.text ?? '');
  return arn === undefined ? undefined : { forms: [arn], name: named(arn) };
}

/** The service authorizes calls to a runtime on its endpoint too. */
export function runtimeEndpointOf(scene: TargetScene): NeededResource | undefined {
  const runtime = runtimeOf(scene);
  const { pointsTo } = scene.target;
  if (!runtime || pointsTo.kind !== 'runtime') return undefined;
  const qualifier = pointsTo.qualifier?.text ?? DEFAULT_QUALIFIER;
  return { ...runtime, forms: runtime.forms.map((form) => `${form}/runtime-endpoint/${qualifier}`), name: `endpoint \`${qualifier}\` of ${runtime.name}` };
}

/** The percent-encoded ARN in a URL, written as text or encoded by intrinsic functions. */
function arnInUrl(model: GatewayModel, url: string): string | undefined {
  const [, encoded] = /\/runtimes\/(.*)\/invocations/.exec(url) ?? [];
  if (encoded === undefined) return undefined;
  if (isKnown(encoded)) return decoded(encoded);
  return decodedExpression(model, encoded);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function decodedExpression(model: GatewayModel, text: string): string | undefined {
  const symbol = solePlaceholder(text);
  const expression = symbol === undefined ? undefined : symbolTable(model).expression(symbol);
  if (expression?.is !== 'function') return expression && symbol;
  const inner = expression.args.find((arg): arg is string => typeof arg === 'string' && solePlaceholder(arg) !== undefined);
  return inner === undefined || !/^Fn::(Join|Split)$/.test(expression.name) ? undefined : decodedExpression(model, inner);
}

export function innerGatewayOf(scene: TargetScene): NeededResource | undefined {
  const { model, target: { pointsTo } } = scene;
  if (pointsTo.kind !== 'gateway') return undefined;
  if (pointsTo.address !== undefined) return neededGateway(model, pointsTo.address);
  const { id, region } = readGatewayUrl(pointsTo.url.text) ?? {};
  if (id === undefined) return undefined;
  const { partition } = environmentOf(model, scene.gateway.address);
  // The URL of a gateway contains its region, but not its account.
  return { forms: [`arn:${partition}:${AGENTCORE}:${region ?? ANYTHING}:${ANYTHING}:gateway/${id}`], name: `gateway \`${id}\`` };
}

export function neededGateway(model: GatewayModel, address: Address): NeededResource {
  return { forms: arnForms(model, address), name: model.resources[address].path, address, ...elsewhere(resourcePolicy(model, address)) };
}

function resourcePolicy(model: GatewayModel, address: Address): string | undefined {
  const policy = model.resourcePolicies.find(({ resource, statements }) => {
    return resource?.address === address && (!statements.known || statements.items.some(({ effect }) => effect !== 'Deny'));
  });
  return policy && `the resource policy ${policy.path}`;
}
