import type { GatewayModel, Located, Role, Runtime } from '../../../model/gateway-model';
import type { Address } from '../../../model/source';
import { attributesIn, symbolTable } from '../../../model/symbols';
import { isRecord, property, Resolved, textOf } from '../../../model/value';
import { GATEWAY_DOMAIN } from '../../../service/endpoints';
import { FUNCTION } from '../../../service/resource-types';
import { ofType } from '../../lib/needs/resources';

/** An agent or a function that may call gateways, with its environment variables. */
export interface PossibleCaller extends Located {
  readonly kind: 'runtime' | 'function';
  readonly variables: readonly (readonly [name: string, value: string])[];
  readonly role?: Role;
  /** Set for runtimes: MCP servers do not call gateways. */
  readonly protocol?: string;
}

export function possibleCallers(model: GatewayModel): PossibleCaller[] {
  const roleOf = (address: Address | undefined) => model.roles.find((role) => role.address === address);
  const runtime = (at: Runtime): PossibleCaller => ({
    address: at.address,
    path: at.path,
    kind: 'runtime',
    variables: Object.entries(at.environment).map(([name, { text }]) => [name, text] as const),
    role: roleOf(at.role?.address),
    protocol: at.protocol?.text,
    ...at.source ? { source: at.source } : {},
  });
  const functions = ofType(model, FUNCTION).map((at): PossibleCaller => ({
    address: at.address,
    path: at.path,
    kind: 'function',
    variables: variablesOf(property(at.properties, 'Environment', 'Variables')),
    role: model.roles.find(({ usedBy }) => usedBy.includes(at.address)),
    ...at.source ? { source: at.source } : {},
  }));
  return [...model.runtimes.map(runtime), ...functions];
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
