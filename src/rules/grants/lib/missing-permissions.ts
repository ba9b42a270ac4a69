import { editDistance } from '../../../cedar/did-you-mean';
import type { GatewayModel, Role, Statement } from '../../../model/gateway-model';
import { statementCovers } from '../../../model/iam-match';
import { isKnown, partsOf } from '../../../model/value';
import { AGENTCORE } from '../../../service/agentcore';
import { INVOKE_GATEWAY, INVOKE_RUNTIME } from '../../../service/permission';
import { writtenArn } from '../../lib/needs/arns';
import type { NeededResource } from '../../lib/needs/needed-resource';
import { Need, Needs, needsOf } from '../../lib/needs/needs';
import { accessOf, isAllowed, whyUnknown } from '../../lib/role-access';
import { listed, placeOf, quoted } from '../../lib/wording';
import { Evaluation, RuleContext, Verdict } from '../../rule';

type Wanted = (need: Pick<Need, 'when' | 'evidence'> & Partial<Pick<Need, 'permission'>>) => boolean;

/**
 * Evaluates whether the roles of gateways have the permissions that `wanted` selects.
 *
 * Gateways and targets without such needs do not make the rule applicable.
 */
export function evaluateNeeds({ model }: RuleContext, wanted: Wanted): Verdict {
  const evaluation = new Evaluation();
  for (const needs of needsOf(model)) evaluateOne(model, needs, wanted, evaluation);
  return evaluation.verdict;
}

function evaluateOne(model: GatewayModel, needs: Needs, wanted: Wanted, evaluation: Evaluation): void {
  const asked = needs.needs.filter(wanted);
  const what = needs.of === needs.gateway ? 'gateway' : 'target';
  const { role } = needs;
  if (asked.length > 0 && !role) {
    evaluation.unknown(`the role of gateway ${needs.gateway.path} is not in the templates`);
    return;
  }
  const missing: Need[] = [];
  for (const need of asked) {
    const access = accessOf(model, role!, need.action, need.on, needs.of.address);
    const allowed = isAllowed(access, role!);
    if (allowed === 'yes') evaluation.pass();
    else if (allowed === 'unknown') evaluation.unknown(`${what} ${needs.of.path}: ${whyUnknown(access, role!, need.action)}`);
    else if (access.denied.by) denied(needs, role!, need, access.denied.by, evaluation);
    else if (need.on.elsewhere !== undefined) evaluation.unknown(`${what} ${needs.of.path}: ${need.on.elsewhere} may allow it`);
    else if (outsiderMayAllow(need, role!)) evaluation.unknown(`${what} ${needs.of.path}: a resource-based policy of ${need.on.name}, which is not in the app, may allow it`);
    else missing.push(need);
  }
  for (const group of byResources(missing)) report(model, needs, role!, group, evaluation);
  if (needs.unknown && wanted({ when: needs.unknown.when, evidence: 'documented' })) {
    evaluation.unknown(`${what} ${needs.of.path}: ${needs.unknown.because}`);
  }
}

/** A resource-based policy outside the app can name only roles with a known name. */
function outsiderMayAllow({ on, action }: Need, role: Role): boolean {
  return on.address === undefined && role.name !== undefined && (/^(lambda|s3|execute-api):/.test(action) || [INVOKE_RUNTIME, INVOKE_GATEWAY].includes(action));
}

/** Reports missing permissions on the same resources in one finding. */
function byResources(needs: readonly Need[]): Need[][] {
  const resourcesOf = new Map<string, string[]>();
  for (const { action, on } of needs) resourcesOf.set(action, [...resourcesOf.get(action) ?? [], on.name]);
  const groups = new Map<string, Need[]>();
  for (const need of needs) {
    const key = resourcesOf.get(need.action)!.join('\n');
    groups.set(key, [...groups.get(key) ?? [], need]);
  }
  return [...groups.values()];
}

function report(model: GatewayModel, needs: Needs, role: Role, group: readonly Need[], evaluation: Evaluation): void {
  const { gateway, of } = needs;
  const near = group.flatMap((need) => nearMiss(model, role, need) ?? [])[0];
  const actions = quoted(group.map(({ action }) => action));
  const unique = (texts: readonly string[]) => listed([...new Set(texts)]);
  const needed = `${of === gateway ? 'it' : `target ${of.path}`} needs that to ${unique(group.map(({ to }) => to))}`;
  evaluation.fail({
    at: placeOf(of),
    with: [placeOf(role), ...near ? [placeOf(near.statement.carrier)] : []],
    message: `role ${role.path} of gateway ${gateway.path} is not allowed ${actions} on ${unique(group.map(({ on }) => on.name))}, and ${needed}${near ? `; ${near.because}` : ''}`,
    fix: (near?.fix ?? `allow role ${role.path} ${actions} on ${unique(group.map(({ on }) => howToWrite(on)))}, `
      + `in a policy that ${of === gateway ? 'gateway' : 'target'} ${of.path} depends on`)
      + (group.some(({ evidence }) => evidence === 'contradicted') ? ', and allow the same to the role that deploys the stack' : ''),
  });
}

function denied(needs: Needs, role: Role, need: Need, by: Statement, evaluation: Evaluation): void {
  evaluation.fail({
    at: placeOf(needs.of),
    with: [placeOf(role), placeOf(by.carrier)],
    message: `role ${role.path} of gateway ${needs.gateway.path} is denied \`${need.action}\` on ${need.on.name} by policy ${by.carrier.path}, `
      + `and ${needs.of === needs.gateway ? 'the gateway' : `target ${needs.of.path}`} needs that to ${need.to}`,
    fix: `except ${need.on.name} from the deny statement in policy ${by.carrier.path}`,
  });
}

function howToWrite({ forms, advice }: NeededResource): string {
  return advice ?? `\`${writtenArn(forms[0])}\``;
}

interface NearMiss {
  readonly statement: Statement;
  readonly because: string;
  readonly fix: string;
}

/** A statement that was probably meant to allow it: with other letter case in the ARN, or with a misspelled action. */
function nearMiss(model: GatewayModel, role: Role, need: Need): NearMiss | undefined {
  for (const statement of role.statements) {
    if (statement.effect !== 'Allow') continue;
    const inOtherCase = statement.resources.items.find((pattern) => {
      const folded = { ...statement, resources: { items: [{ ...pattern, text: foldedCase(pattern.text) }], known: true } };
      return statementCovers(model, folded, need.action, need.on.forms.map(foldedCase)) === 'yes';
    });
    if (inOtherCase) {
      const right = writtenArn(need.on.forms.at(-1)!);
      return {
        statement,
        because: `policy ${statement.carrier.path} allows it on \`${afterAccount(inOtherCase.text)}\`, but the service writes \`${afterAccount(need.on.forms.at(-1)!)}\`, `
          + 'and IAM compares ARNs case-sensitively',
        fix: `write \`${right}\` in policy ${statement.carrier.path}, or give the gateway a lower-case name`,
      };
    }
    const slip = statement.actions.items.find(({ text }) => isKnown(text) && !/[*?]/.test(text) && isSlipOf(text, need.action));
    if (slip) {
      return {
        statement,
        because: `policy ${statement.carrier.path} allows \`${slip.text}\` instead`,
        fix: `write \`${need.action}\` instead of \`${slip.text}\` in policy ${statement.carrier.path}`,
      };
    }
  }
  return undefined;
}

/** The part of an ARN after the account. */
function afterAccount(arn: string): string {
  return writtenArn(arn.replace(/^arn:(?:(?:⟨[^⟩]*⟩|[^:⟨])*:){4}/, ''));
}

/** In lower case, except for placeholders. */
function foldedCase(text: string): string {
  return partsOf(text).map((part) => 'literal' in part ? part.literal.toLowerCase() : part.placeholder).join('');
}

/** Valid actions of other services can differ in two letters: `s3:GetObject` and `s3:PutObject`. */
function isSlipOf(written: string, action: string): boolean {
  const [a, b] = [written.toLowerCase(), action.toLowerCase()];
  const most = b.startsWith(`${AGENTCORE}:`) ? 2 : 1;
  return a !== b && Math.abs(a.length - b.length) <= most && editDistance(a, b) <= most;
}
