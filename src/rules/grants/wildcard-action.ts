import { gatewayRoles } from './lib/gateway-roles';
import type { Statement } from '../../model/gateway-model';
import { isKnown } from '../../model/value';
import { listed, placeOf, quoted } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

/** No policy allows the role of a gateway all actions of a service. */
export const wildcardAction: Rule = {
  id: 'grants-wildcard-action',
  group: 'grants',
  severity: 'warning',
  sentence: 'The role of a gateway is allowed specific actions, not all actions of a service.',
  why: 'A caller who misuses the gateway could perform all of these actions: delete functions, read all secrets, change gateways.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    for (const { role, gateways } of gatewayRoles(model)) {
      for (const statement of role.statements) {
        const wide = wideActions(statement);
        if (wide.length === 0) {
          evaluation.pass();
          continue;
        }
        evaluation.fail({
          at: placeOf(statement.carrier),
          with: gateways.map(placeOf),
          message: `policy ${statement.carrier.path} allows the role of gateway ${listed(gateways.map(({ path }) => path))} ${quoted(wide)}`,
          fix: 'name the actions that the targets of the gateway need, each on the ARN of the resource that the target points to',
        });
      }
      if (!role.complete) evaluation.unknown(`some statements of role ${role.path} are unresolved until deployment`);
    }
    return evaluation.verdict;
  },
};

/** Whether `*` or `service:*` of a statement includes an action, so that `grants-wildcard-action` reports it. */
export function isWideOver(statement: Statement, action: string): boolean {
  const [service] = action.split(':');
  return statement.notActions !== undefined || wideActions(statement).some((wide) => /^\*/.test(wide) || wide.toLowerCase() === `${service}:*`);
}

/** The actions `*` and `service:*` of a statement that allows. */
export function wideActions({ effect, actions, notActions }: Statement): string[] {
  if (effect !== 'Allow') return [];
  if (notActions) return [`NotAction: ${notActions.items.map(({ text }) => text).join(', ')}`];
  return actions.items.filter(({ text }) => isKnown(text) && /^(\*|[^:]+:\*|\*:\*)$/.test(text)).map(({ text }) => text);
}
