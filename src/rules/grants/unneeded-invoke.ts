import { GatewayRole, gatewayRoles } from './lib/gateway-roles';
import { isWideOver } from './wildcard-action';
import { arnForms } from '../../model/arn-forms';
import type { GatewayModel, Located, Statement } from '../../model/gateway-model';
import { coversAction } from '../../model/iam-match';
import { AGENTCORE } from '../../service/agentcore';
import { INVOKE_FUNCTION, INVOKE_GATEWAY, INVOKE_RUNTIME } from '../../service/permission';
import { FUNCTION, GATEWAY, RUNTIME } from '../../service/resource-types';
import { arnBeside, arnWhere, writtenArn } from '../lib/needs/arns';
import type { Scene } from '../lib/needs/needed-resource';
import { needsOf } from '../lib/needs/needs';
import { ofType } from '../lib/needs/resources';
import { covers } from '../lib/role-access';
import { listed, placeAt, placeOf, quoted } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

interface Kind {
  readonly action: string;
  readonly type: string;
  readonly plural: string;
  /** The ARN of a resource that is not in the app. */
  readonly another: (scene: Scene) => string;
}

interface InApp {
  readonly resource: Located;
  /** The forms of its ARN. */
  readonly forms: readonly string[];
}

interface KindInApp extends Kind {
  readonly inApp: readonly InApp[];
  /** By the attribute that returns the ARN. */
  readonly byArn: ReadonlyMap<string, InApp>;
}

const KINDS: readonly Kind[] = [
  {
    action: INVOKE_GATEWAY,
    type: GATEWAY,
    plural: 'gateways',
    another: (scene) => arnBeside(scene, AGENTCORE, 'gateway/of-another-team-0123456789'),
  },
  {
    action: INVOKE_RUNTIME,
    type: RUNTIME,
    plural: 'runtimes',
    another: (scene) => arnBeside(scene, AGENTCORE, 'runtime/of_another_team-0123456789'),
  },
  {
    action: INVOKE_FUNCTION,
    type: FUNCTION,
    plural: 'functions',
    another: (scene) => arnBeside(scene, 'lambda', 'function:of-another-team'),
  },
];

/** The role of a gateway can call only the resources that its targets point to. */
export const unneededInvoke: Rule = {
  id: 'grants-unneeded-invoke',
  group: 'grants',
  severity: 'warning',
  sentence: 'The role of a gateway can call the functions, runtimes and gateways that its targets point to, and no others.',
  why: 'A gateway uses its role to call any resource that a target names. One changed target gives every caller of the gateway access to whatever else the role can call.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-prerequisites-permissions.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    const kinds = KINDS.map((kind): KindInApp => {
      const inApp = ofType(model, kind.type).map((resource) => ({ resource, forms: arnForms(model, resource.address) }));
      return { ...kind, inApp, byArn: new Map(inApp.map((one) => [one.forms[0], one])) };
    });
    for (const gatewayRole of gatewayRoles(model)) evaluateRole(model, gatewayRole, kinds, evaluation);
    return evaluation.verdict;
  },
};

/** The resources of a statement, if it names each of them by its ARN attribute. */
function namedOnly({ resources: { items, known }, notResources }: Statement, { byArn }: KindInApp): InApp[] | undefined {
  const named = items.map(({ text }) => byArn.get(text));
  return known && !notResources && named.every((one) => one !== undefined) ? named : undefined;
}

function evaluateRole(model: GatewayModel, { role, gateways }: GatewayRole, kinds: readonly KindInApp[], evaluation: Evaluation): void {
  const others = role.usedBy.filter((user) => !gateways.some(({ address }) => address === user));
  if (others.length > 0) {
    evaluation.unknown(`role ${role.path} is also the role of ${listed(others.map((other) => placeAt(model, other).path))}`);
    return;
  }
  const astray = model.targets.find(({ gateway }) => gateway !== undefined && !gateway.known && gateway.address === undefined);
  if (astray) {
    evaluation.unknown(`the gateway of target ${astray.path} is unresolved until deployment`);
    return;
  }
  const needs = needsOf(model).filter(({ gateway }) => gateways.includes(gateway));
  const unclear = needs.find(({ unknown }) => unknown);
  if (unclear) {
    evaluation.unknown(`target ${unclear.of.path}: ${unclear.unknown!.because}`);
    return;
  }
  const targets = model.targets.filter((target) => gateways.some(({ address }) => address === target.gateway?.address));
  // A target also points to what it calls with the credentials of callers.
  const needed = new Set([...needs.flatMap((need) => need.needs.map(({ on }) => on.address)), ...targets.map(({ pointsTo }) => pointsTo.address)]);
  const [gateway] = gateways;
  const foreign = new Map(kinds.map((kind) => [kind, kind.another({ model, gateway })]));
  for (const statement of role.statements) {
    // `grants-wildcard-action` reports wildcards in the action, and a condition may restrict the rest.
    if (statement.effect !== 'Allow' || statement.condition !== undefined) continue;
    for (const kind of kinds) {
      const { action, plural, inApp } = kind;
      if (isWideOver(statement, action) || coversAction(model, statement, action) !== 'yes') continue;
      const allows = (forms: readonly string[]) => covers(model, statement, action, forms) === 'yes';
      const named = namedOnly(statement, kind);
      const another = foreign.get(kind)!;
      const allowsAnother = () => [another, ...statement.resources.items.map(({ text }) => arnWhere(text, another))].some((arn) => allows([arn]));
      const unneeded = !named && allowsAnother() ? undefined
        : (named ?? inApp.filter(({ forms }) => allows(forms))).map(({ resource }) => resource).filter(({ address }) => !needed.has(address)).map(placeOf);
      if (!unneeded) {
        fail(statement, `\`${action}\` on ${quoted(statement.resources.items.map(({ text }) => writtenArn(text)))}, including ${plural} that no target points to`, []);
      } else if (unneeded.length > 0) {
        fail(statement, `\`${action}\` on ${listed(unneeded.map(({ path }) => path))}, which no target of the gateway points to`, unneeded);
      }
    }
    if (KINDS.every(({ action }) => !isWideOver(statement, action))) evaluation.pass();
  }

  function fail(statement: Statement, what: string, unneeded: readonly Located[]): void {
    evaluation.fail({
      at: placeOf(statement.carrier),
      with: [...gateways.map(placeOf), ...unneeded],
      message: `policy ${statement.carrier.path} allows the role of gateway ${listed(gateways.map(({ path }) => path))} ${what}`,
      fix: `allow it only on what the targets of ${listed(gateways.map(({ path }) => path))} point to`,
    });
  }
}
