import { ANYTHING, named } from './arns';
import { elsewhere, NeededResource, Scene, TargetScene } from './needed-resource';
import { mentions, ofType } from './resources';
import { arnForms } from '../../../model/arn-forms';
import type { GatewayModel, Link, Resource } from '../../../model/gateway-model';
import type { Address } from '../../../model/source';
import { addressesIn, attributesIn, symbolTable } from '../../../model/symbols';
import { isKnown, property, textOf } from '../../../model/value';
import { PERMISSIONS } from '../../../service/permissions';
import { FUNCTION, FUNCTION_ALIAS, FUNCTION_PERMISSION, FUNCTION_TYPES, FUNCTION_URL } from '../../../service/resource-types';

export function functionOf({ model, target }: TargetScene): NeededResource | undefined {
  const { pointsTo } = target;
  if (pointsTo.kind !== 'lambda' || !pointsTo.arn) return undefined;
  return neededFunction(model, { ...pointsTo.arn, address: pointsTo.address });
}

/** A function by the ARN that is called: of the function, of an alias or of a version. */
function neededFunction(model: GatewayModel, link: Link): NeededResource {
  const mentioned = addressesIn(symbolTable(model), link.text).filter((address) => FUNCTION_TYPES.includes(model.resources[address]?.type));
  const [first] = mentioned;
  if (mentioned.length !== 1) return { forms: [link.text], name: named(link.text) };
  const resource = model.resources[first];
  const address = resource.type === FUNCTION ? first : functionBehind(model, resource) ?? first;
  const ofFunction = arnForms(model, address);
  const start = ofFunction.find((form) => link.text.startsWith(form));
  const qualifier = start === undefined ? qualifierOf(resource) : link.text.slice(start.length);
  return {
    forms: ofFunction.map((form) => form + qualifier),
    ...start === undefined ? { also: [link.text] } : {},
    name: model.resources[address].path,
    address,
    ...elsewhere(functionPermission(model, address)),
  };
}

/** The function URL of the app that a target calls. */
export function functionUrlOf({ model, target: { pointsTo } }: Pick<TargetScene, 'model' | 'target'>): Resource | undefined {
  if (pointsTo.kind !== 'url') return undefined;
  const [found] = attributesIn(symbolTable(model), pointsTo.url.text).filter((mentioned) => mentioned.attribute === 'FunctionUrl');
  const resource = found && model.resources[found.address];
  return resource?.type === FUNCTION_URL ? resource : undefined;
}

export function functionBehindUrl(scene: TargetScene): NeededResource | undefined {
  const { model } = scene;
  const url = functionUrlOf(scene);
  const target = url && textOf(property(url.properties, 'TargetFunctionArn'));
  if (!target) return undefined;
  const qualifier = textOf(property(url.properties, 'Qualifier'));
  const end = qualifier ? `:${qualifier.text}` : '';
  const [address, ...others] = addressesIn(symbolTable(model), target.text).filter((mentioned) => model.resources[mentioned]?.type === FUNCTION);
  // The property also accepts the function name, but permissions apply to the ARN.
  const arn = address !== undefined && others.length === 0 ? arnForms(model, address)[0] : target.text;
  return { ...neededFunction(model, { text: arn + end, known: isKnown(arn + end) }), request: REQUEST_BY_URL };
}

/** The condition keys that Lambda sets for a signed request to a function URL. */
const REQUEST_BY_URL = Object.fromEntries(
  [PERMISSIONS.callFunctionUrl, PERMISSIONS.invokeBehindFunctionUrl].flatMap(({ condition }) => condition ? [[condition.key, condition.value]] : []),
);

function functionBehind(model: GatewayModel, aliasOrVersion: Resource): Address | undefined {
  return addressesIn(symbolTable(model), property(aliasOrVersion.properties, 'FunctionName'))
    .find((address) => model.resources[address]?.type === FUNCTION);
}

function qualifierOf(resource: Resource): string {
  const name = resource.type === FUNCTION_ALIAS ? textOf(property(resource.properties, 'Name'))?.text : undefined;
  return `:${name ?? ANYTHING}`;
}

/** A resource-based permission that may allow a role to call the function. Permissions for services or accounts do not replace the policies of the role. */
function functionPermission(model: GatewayModel, address: Address): string | undefined {
  const permission = ofType(model, FUNCTION_PERMISSION).find(({ properties }) => {
    const principal = textOf(property(properties, 'Principal'))?.text ?? '';
    return mentions(model, property(properties, 'FunctionName'), address) && !principal.includes('.amazonaws.com') && !/^\d{12}$/.test(principal);
  });
  return permission && `the permission ${permission.path} of the function`;
}

export function interceptorFunctionsOf({ model, gateway }: Scene): readonly NeededResource[] | undefined {
  const { items, known } = gateway.interceptors;
  if (!known || items.some(({ lambda }) => !lambda)) return undefined;
  return items.map(({ lambda }) => neededFunction(model, lambda!));
}
