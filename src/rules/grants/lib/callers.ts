import { arnForms } from '../../../model/arn-forms';
import type { GatewayModel, Located, Resource, Role, Runtime } from '../../../model/gateway-model';
import type { Address } from '../../../model/source';
import { attributesIn, symbolTable } from '../../../model/symbols';
import { isRecord, listOf, property, Resolved, textOf } from '../../../model/value';
import { GATEWAY_DOMAIN } from '../../../service/endpoints';
import { FUNCTION, HARNESS } from '../../../service/resource-types';
import { ofType } from '../../lib/needs/resources';

/** An agent, a function or a harness that may call gateways. */
export interface PossibleCaller extends Located {
  readonly kind: 'runtime' | 'function' | 'harness';
  /** The gateways that its properties name, each with the words for them: "the URL of gateway X in `GATEWAY_URL`". */
  readonly gateways: ReadonlyMap<Address, CalledAs>;
  /** Its environment variables. */
  readonly variables: readonly (readonly [name: string, value: string])[];
  readonly role?: Role;
  /** Set for runtimes: MCP servers do not call gateways. */
  readonly protocol?: string;
}

/** How a caller names a gateway. */
export interface CalledAs {
  readonly what: 'URL' | 'ARN';
  readonly in: readonly string[];
}

export function possibleCallers(model: GatewayModel): PossibleCaller[] {
  const roleOf = (address: Address | undefined) => model.roles.find((role) => role.address === address);
  const runtime = (at: Runtime): PossibleCaller => ({
    address: at.address,
    path: at.path,
    kind: 'runtime',
    ...withVariables(model, Object.entries(at.environment).map(([name, { text }]) => [name, text] as const)),
    role: roleOf(at.role?.address),
    protocol: at.protocol?.text,
    ...at.source ? { source: at.source } : {},
  });
  const functions = ofType(model, FUNCTION).map((at): PossibleCaller => ({
    address: at.address,
    path: at.path,
    kind: 'function',
    ...withVariables(model, variablesOf(property(at.properties, 'Environment', 'Variables'))),
    role: model.roles.find(({ usedBy }) => usedBy.includes(at.address)),
    ...at.source ? { source: at.source } : {},
  }));
  const harnesses = ofType(model, HARNESS).map((at): PossibleCaller => ({
    address: at.address,
    path: at.path,
    kind: 'harness',
    gateways: new Map(gatewayTools(at.properties).flatMap(({ arn, name }) => gatewaysByArnIn(model, arn).map((address) => [address, { what: 'ARN', in: [name] }]))),
    variables: [],
    role: model.roles.find(({ usedBy }) => usedBy.includes(at.address)),
    ...at.source ? { source: at.source } : {},
  }));
  return [...model.runtimes.map(runtime), ...functions, ...harnesses];
}

function withVariables(model: GatewayModel, variables: PossibleCaller['variables']): Pick<PossibleCaller, 'gateways' | 'variables'> {
  const names = new Map<Address, string[]>();
  for (const [name, value] of variables) {
    for (const address of gatewaysByUrlIn(model, value)) names.set(address, [...names.get(address) ?? [], name]);
  }
  return { variables, gateways: new Map([...names].map(([address, found]) => [address, { what: 'URL', in: found }])) };
}

/** The gateways among the tools of a harness that it calls with its role. */
function gatewayTools(properties: Resource['properties']): readonly { readonly arn: Resolved | undefined; readonly name: string }[] {
  return listOf(property(properties, 'Tools'), (tool) => {
    const gateway = property(tool, 'Config', 'AgentCoreGateway');
    const auth = property(gateway, 'OutboundAuth');
    if (!gateway || (isRecord(auth) && auth.AwsIam === undefined)) return undefined;
    return { arn: property(gateway, 'GatewayArn'), name: textOf(property(tool, 'Name'))?.text ?? 'Tools' };
  }).items;
}

function gatewaysByArnIn(model: GatewayModel, arn: Resolved | undefined): Address[] {
  return model.gateways.map(({ address }) => address).filter((address) => typeof arn === 'string' && arnForms(model, address).includes(arn));
}

function variablesOf(variables: Resolved | undefined): (readonly [string, string])[] {
  if (!isRecord(variables)) return [];
  return Object.entries(variables).flatMap(([name, value]) => {
    const text = textOf(value);
    return text ? [[name, text.text] as const] : [];
  });
}

/** Gateways whose URL is in a value. */
export function gatewaysByUrlIn(model: GatewayModel, value: Resolved | undefined): Address[] {
  const isUrl = (attribute: string) => attribute === 'GatewayUrl'
    || (attribute === 'GatewayIdentifier' && typeof value === 'string' && value.includes(GATEWAY_DOMAIN));
  return attributesIn(symbolTable(model), value)
    .filter(({ address, attribute }) => isUrl(attribute) && model.gateways.some((gateway) => gateway.address === address))
    .map(({ address }) => address);
}
