import type { GatewayModel, ResourcePolicy, Statement } from '../../model/gateway-model';
import { isList, isRecord, property, Resolved } from '../../model/value';
import { evaluateEach, placeOf, placesOf } from '../lib/places';
import type { Rule } from '../rule';

export const securityResourcePolicyPublic: Rule = {
  id: 'security-resource-policy-public',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A resource policy does not allow all principals.',
  why: 'Prowler fails resource policies of runtimes and gateways that allow the principal `*` without a condition. Runtimes and gateways with a JWT authorizer need that principal and are excluded.',
  source: 'https://github.com/prowler-cloud/prowler/issues/12622',
  evaluate: ({ model }) => evaluateEach(model.resourcePolicies, (evaluation, policy) => {
    const open = policy.statements.items.find(isOpen);
    if (!open || acceptsTokens(model, policy)) {
      return policy.statements.known ? evaluation.pass() : evaluation.unknown(`the principals that ${policy.path} allows are unresolved until deployment`);
    }
    evaluation.fail({
      at: placeOf(policy),
      message: `the statement${open.sid ? ` \`${open.sid.text}\`` : ''} allows the principal \`*\` without a condition`,
      fix: 'name the accounts or roles that are allowed to call, or add a condition such as `aws:PrincipalOrgID`',
    });
  }),
};

function isOpen({ effect, principal, condition }: Statement): boolean {
  return effect === 'Allow' && condition === undefined && isAnyPrincipal(principal);
}

function isAnyPrincipal(principal: Resolved | undefined): boolean {
  if (principal === '*') return true;
  const aws = isRecord(principal) ? property(principal, 'AWS') : undefined;
  return aws === '*' || (isList(aws) && aws.includes('*'));
}

function acceptsTokens(model: GatewayModel, { resource }: ResourcePolicy): boolean {
  if (resource?.address === undefined) return false;
  const { gateways, runtimes } = placesOf(model);
  return gateways.get(resource.address)?.authorizer.type?.text === 'CUSTOM_JWT' || runtimes.get(resource.address)?.jwt !== undefined;
}
