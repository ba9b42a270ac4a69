import type { Names } from './names';
import { NodeDraft, resourceNode } from './node-draft';
import { shorten } from './text-width';
import type { Gateway, GatewayModel, Role, Statement } from '../../../src/model/gateway-model';
import type { Address } from '../../../src/model/source';
import { isRecord, oneOrMore, property } from '../../../src/model/value';

interface DrawnCaller {
  readonly node: NodeDraft;
  /** Whether the call is allowed; false when that is unknown until deployment. */
  readonly certain: boolean;
}

/** The callers of a gateway inside and outside the app, without outer gateways: the edges of their targets show those calls. */
export function callersOf(model: GatewayModel, gateway: Gateway, names: Names): DrawnCaller[] {
  const found = new Map<string, DrawnCaller>();
  const add = (caller: DrawnCaller) => {
    if (!found.get(caller.node.id)?.certain) found.set(caller.node.id, caller);
  };
  for (const caller of model.callers.filter((candidate) => candidate.gateway === gateway.address)) {
    const certain = caller.allowed === 'yes';
    const users = caller.usedBy.filter((user) => !isGateway(model, user) && !actsAtDeployment(model, user));
    for (const user of users) add({ node: resourceNode(model, user, names), certain });
    const role = model.roles.find(({ address }) => address === caller.role);
    if (caller.usedBy.length === 0 && role) add({ node: roleNode(role, model, names), certain });
  }
  for (const node of [...outsideCallers(gateway, names), ...accountsOf(model, gateway)]) add({ node, certain: true });
  return [...found.values()];
}

function isGateway(model: GatewayModel, address: Address): boolean {
  return model.gateways.some((gateway) => gateway.address === address);
}

/** Whether a function is the handler of a custom resource, which calls gateways only during deployments. */
function actsAtDeployment(model: GatewayModel, address: Address): boolean {
  return model.edges.some(({ to, from, path }) => to === address && path === 'Properties.ServiceToken' && isCustom(model.resources[from]?.type ?? ''));
}

function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

function roleNode({ address, path, imported, name }: Role, model: GatewayModel, names: Names): NodeDraft {
  if (!imported) return resourceNode(model, address, names);
  return { id: address, kind: 'caller', title: name ? names.shortNameOf(name) : path, subtitle: 'IAM role, not in the app' };
}

/** Callers with a token, or without credentials. */
function outsideCallers({ authorizer, address }: Gateway, names: Names): NodeDraft[] {
  if (authorizer.type?.text === 'NONE') return [{ id: 'anyone', kind: 'caller', title: 'Anyone', subtitle: 'on the internet' }];
  if (authorizer.type?.text !== 'CUSTOM_JWT') return [];
  const url = authorizer.jwt?.discoveryUrl;
  if (!url) return [{ id: `tokens ${address}`, kind: 'caller', title: 'Users and clients', subtitle: 'with a token' }];
  const issuer = url.known ? shorten(issuerName(url.text)) : names.shortNameOf(url);
  return [{ id: `tokens ${url.text}`, kind: 'caller', title: 'Users and clients', subtitle: `with a token from ${url.known ? issuer : 'an issuer in the app'}`, facts: [{ name: 'issuer', value: url.text }] }];
}

function issuerName(discoveryUrl: string): string {
  return discoveryUrl.replace(/^https?:\/\//, '').replace(/\/\.well-known\/.*$/, '').split('/')[0];
}

/** Accounts and roles that a resource policy allows to call the gateway. */
function accountsOf(model: GatewayModel, gateway: Gateway): NodeDraft[] {
  const policies = model.resourcePolicies.filter(({ resource }) => resource?.address === gateway.address);
  const statements = policies.flatMap(({ statements: { items } }) => items);
  return statements.filter(({ effect }) => effect === 'Allow').flatMap(principalsOf).map((principal) => {
    const account = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1];
    return {
      id: `principal ${principal}`,
      kind: 'caller' as const,
      title: account === undefined ? principal === '*' ? 'Any AWS principal' : shorten(principal.slice(principal.lastIndexOf(':') + 1)) : `Account ${account}`,
      subtitle: 'allowed by a resource policy',
      facts: [{ name: 'principal', value: principal }],
    };
  });
}

function principalsOf({ principal }: Statement): string[] {
  if (principal === undefined) return [];
  return oneOrMore(isRecord(principal) ? property(principal, 'AWS') : principal).items.map(({ text }) => text);
}
