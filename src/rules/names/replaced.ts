import type { GatewayModel, Link, Located } from '../../model/gateway-model';
import { property, Text, textOf } from '../../model/value';
import { PHYSICAL_NAMES } from '../../service/resource-types';
import { Deployed } from '../lib/deployed';
import { knownText, placeOf } from '../lib/places';
import { Evaluation, Rule, RuleContext, Verdict } from '../rule';

export const namesReplaced: Rule = {
  id: 'names-replaced',
  group: 'names',
  severity: 'error',
  sentence: 'A new resource does not have the name of the deployed resource that it replaces.',
  why: 'CloudFormation creates the new resource before it deletes the old resource, so the service returns that the name already exists.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html',
  evaluate: (input) => evaluateReplacements(input),
};

interface Named {
  readonly kind: string;
  readonly at: Located;
  readonly name?: string;
  /** The gateway or policy engine in which the name must be unique. */
  readonly within?: { readonly address?: string; readonly text: string };
  /** A property whose change requires a new resource. */
  readonly fixed?: { readonly name: string; readonly value?: Link };
}

function namedIn(model: GatewayModel): Named[] {
  const named = (kind: string, item: Located & { readonly name?: Text }, more: Partial<Named> = {}): Named => {
    return { kind, at: item, ...item.name ? { name: knownText(item.name) } : {}, ...more };
  };
  return [
    ...model.gateways.map((gateway) => named('gateway', gateway)),
    ...model.targets.map((target) => named('target', target, { within: target.gateway })),
    ...model.policyEngines.map((engine) => {
      return named('policy engine', engine, { fixed: { name: 'EncryptionKeyArn', ...engine.encryptionKey ? { value: engine.encryptionKey } : {} } });
    }),
    ...model.cedarPolicies.map((policy) => named('policy', policy, { within: policy.engine })),
    ...model.runtimes.map((runtime) => named('runtime', runtime)),
    ...Object.values(model.resources).flatMap((resource) => {
      const physical = PHYSICAL_NAMES.get(resource.type);
      const name = physical && resource.exists !== 'no' ? textOf(property(resource.properties, physical.property)) : undefined;
      // A name that CloudFormation generates is not taken.
      return name ? [named(physical!.kind, { ...resource, name })] : [];
    }),
  ];
}

function evaluateReplacements({ model, deployed }: RuleContext): Verdict {
  if (!deployed) return { is: 'not-applicable' };
  const evaluation = new Evaluation();
  const counterparts = new Deployed(model, deployed);
  const before = namedIn(deployed);
  for (const item of namedIn(model)) {
    if (item.name === undefined) {
      evaluation.unknown(`the name of ${item.at.path} is unresolved until deployment`);
      continue;
    }
    evaluation.pass();
    const same = before.filter((old) => old.kind === item.kind && old.name === item.name && isWithinSame(counterparts, item, old));
    for (const old of same) compare(evaluation, { model, deployed, counterparts }, item, old);
  }
  return evaluation.verdict;
}

function isWithinSame(counterparts: Deployed, { within: now }: Named, { within: old }: Named): boolean {
  if (!now || !old) return now === old;
  if (now.address === undefined || old.address === undefined) return now.text === old.text;
  return counterparts.counterpart(now.address)?.address === old.address;
}

interface Apps {
  readonly model: GatewayModel;
  readonly deployed: GatewayModel;
  readonly counterparts: Deployed;
}

function compare(evaluation: Evaluation, { model, deployed, counterparts }: Apps, item: Named, old: Named): void {
  const resource = model.resources[item.at.address];
  const replaced = deployed.resources[old.at.address];
  if (counterparts.counterpart(item.at.address)?.address === old.at.address) return compareFixed(evaluation, counterparts, item, old);
  if (counterparts.successor(old.at.address)) {
    return evaluation.unknown(`it is unknown until deployment whether ${replaced.logicalId} releases the name \`${item.name}\` before ${item.at.path} uses it`);
  }
  if (counterparts.stack(resource.stack)?.id === replaced.stack) {
    return evaluation.fail({
      at: placeOf(item.at),
      message: `${item.kind} name \`${item.name}\` belongs to the deployed \`${replaced.logicalId}\`, but the new \`${resource.logicalId}\` uses it too`,
      fix: `use another name, or the logical ID \`${replaced.logicalId}\``,
    });
  }
  switch (counterparts.isUpdatedBefore(resource.stack, replaced.stack)) {
    case 'no': return evaluation.pass();
    case 'unknown':
      return evaluation.unknown(`${item.at.path} has the name of ${old.at.path} in another stack, and the deployment order determines whether that resource is deleted first`);
    case 'yes': return evaluation.fail({
      at: placeOf(item.at),
      message: `${item.kind} name \`${item.name}\` belongs to the deployed ${old.at.path}, and stack ${resource.stack}, which uses it too, is updated before stack ${counterparts.stackAfter(replaced.stack)} deletes it`,
      fix: 'use another name, or deploy twice: first without the resource, then with it in its new stack',
    });
  }
}

/** CloudFormation also replaces a resource with the same logical ID if a changed property cannot be updated. */
function compareFixed(evaluation: Evaluation, counterparts: Deployed, item: Named, old: Named): void {
  if (!item.fixed || !old.fixed) return;
  const { name, value } = item.fixed;
  if (isSame(counterparts, value, old.fixed.value)) return;
  if ([value, old.fixed.value].some((link) => link && !link.known && link.address === undefined)) {
    return evaluation.unknown(`it is unknown until deployment whether \`${name}\` of ${item.at.path} changes`);
  }
  evaluation.fail({
    at: placeOf(item.at),
    message: `the change of \`${name}\` replaces the ${item.kind}, but the name \`${item.name}\` does not change`,
    fix: `also change the name, or keep \`${name}\``,
  });
}

function isSame(counterparts: Deployed, now: Link | undefined, old: Link | undefined): boolean {
  if (now?.address !== undefined && old?.address !== undefined) return counterparts.counterpart(now.address)?.address === old.address;
  return now?.text === old?.text;
}
