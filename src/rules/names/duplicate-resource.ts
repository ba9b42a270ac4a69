import type { GatewayModel, Located } from '../../model/gateway-model';
import type { Text } from '../../model/value';
import { alwaysTogether, placeOf, stackOf } from '../lib/places';
import { Evaluation, Rule } from '../rule';

export const namesDuplicateResource: Rule = {
  id: 'names-duplicate-resource',
  group: 'names',
  severity: 'error',
  sentence: 'Gateways, policy engines, policies of one engine, runtimes and credential providers have different names.',
  why: 'Names must be unique in an account and region, so the deployment of the second resource fails.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateGateway.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    const named = new Map<string, Named[]>();
    for (const item of namedResources(model)) {
      const key = `${item.kind}\n${item.within ?? ''}\n${item.name.text}`;
      const before = named.get(key) ?? [];
      evaluation.pass();
      for (const other of before) compare(evaluation, model, other, item);
      named.set(key, [...before, item]);
    }
    return evaluation.verdict;
  },
};

interface Named {
  readonly kind: string;
  readonly at: Located;
  readonly name: Text;
  /** The scope in which the name must be unique, if it is not the account and region. */
  readonly within?: string;
}

function namedResources(model: GatewayModel): Named[] {
  const of = (kind: string, items: readonly (Located & { readonly name?: Text })[]): Named[] => {
    return items.flatMap((at): Named[] => at.name ? [{ kind, at, name: at.name }] : []);
  };
  return [
    ...of('gateway', model.gateways),
    ...of('policy engine', model.policyEngines),
    ...model.cedarPolicies.flatMap((at): Named[] => {
      return at.engine && at.name ? [{ kind: 'policy', at, name: at.name, within: at.engine.address ?? at.engine.text }] : [];
    }),
    ...of('runtime', model.runtimes),
    ...of('API key credential provider', model.credentialProviders.filter(({ kind }) => kind === 'apiKey')),
    ...of('OAuth2 credential provider', model.credentialProviders.filter(({ kind }) => kind === 'oauth2')),
  ];
}

function compare(evaluation: Evaluation, model: GatewayModel, one: Named, other: Named): void {
  if (one.within === undefined) {
    const [a, b] = [stackOf(model, one.at.address), stackOf(model, other.at.address)];
    const keys = ['account', 'region'] as const;
    if (keys.some((key) => a?.[key] !== undefined && b?.[key] !== undefined && a[key] !== b[key])) return;
    if (a !== b && keys.some((key) => a?.[key] === undefined || b?.[key] === undefined)) {
      return evaluation.unknown(`it is unknown until deployment whether ${one.at.path} and ${other.at.path}, which have the same name, are in the same account and region`);
    }
  }
  if (!alwaysTogether(model, one.at.address, other.at.address)) {
    return evaluation.unknown(`it is unknown until deployment whether ${one.at.path} and ${other.at.path}, which have the same name, are both created`);
  }
  evaluation.fail({
    at: placeOf(other.at),
    with: [placeOf(one.at)],
    message: `${other.kind} name \`${other.name.text}\` is already used by ${one.at.path}`,
    fix: 'rename one of the two',
  });
}
