import { INVOKE_GUARDRAILS } from '../../service/permission';
import { ANYTHING } from '../lib/needs/arns';
import { evaluateEach, placeOf } from '../lib/places';
import { accessOf, isAllowed, whyUnknown } from '../lib/role-access';
import { guardedGateways } from '../policies/lib/guardrails';
import type { Rule } from '../rule';

/** The role of a gateway with guardrail policies may run guardrail checks. */
export const guardrailsMissing: Rule = {
  id: 'grants-guardrails-missing',
  group: 'grants',
  severity: 'warning',
  sentence: 'The role of a gateway with guardrail policies may run guardrail checks.',
  why: `The service runs the checks with the role of the gateway. Without \`${INVOKE_GUARDRAILS}\`, it denies every call that a guardrail policy applies to.`,
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-guardrails.html',
  evaluate: ({ model }) => evaluateEach(guardedGateways(model), (evaluation, { gateway, policies }) => {
    const role = model.roles.find(({ address }) => address === gateway.role?.address);
    if (!role) return evaluation.unknown(`the role of gateway ${gateway.path} is not in the templates`);
    const access = accessOf(model, role, INVOKE_GUARDRAILS, { forms: [ANYTHING], name: 'guardrails' }, gateway.address);
    const allowed = isAllowed(access, role);
    if (allowed === 'yes' || (allowed === 'unknown' && access.possible.length > 0)) return evaluation.pass();
    if (allowed === 'unknown') return evaluation.unknown(`gateway ${gateway.path}: ${whyUnknown(access, role, INVOKE_GUARDRAILS)}`);
    evaluation.fail({
      at: placeOf(gateway),
      with: [placeOf(role), ...policies.map(placeOf)],
      message: `role ${role.path} of gateway ${gateway.path} is not allowed \`${INVOKE_GUARDRAILS}\`, and it needs that for policy ${policies[0].path}`,
      fix: `allow role ${role.path} \`${INVOKE_GUARDRAILS}\` on \`*\``,
    });
  }),
};
