import type { GatewayModel, ResourcePolicy, Statement } from '../../model/gateway-model';
import { isList, isRecord, property, Resolved } from '../../model/value';
import { evaluateEach, placeOf, placesOf } from '../lib/places';
import type { Rule } from '../rule';

export const securityResourcePolicyPublic: Rule = {
  id: 'security-resource-policy-public',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A resource policy does not allow everybody.',
  why: 'Prowler fails resource policies of runtimes and gateways that allow the principal `*` without a condition. What takes tokens needs that principal, and is left out.',
  source: 'https://github.com/prowler-cloud/prowler/issues/12622',
  evaluate: ({ model }) => evaluateEach(model.resourcePolicies, (evaluation, policy) => {
    const open = policy.statements.items.find(isOpen);
    if (!open || takesTokens(model, policy)) {
      return policy.statements.known ? evaluation.pass() : evaluation.unknown(`only the deployment knows whom ${policy.path} allows`);
    }
    evaluation.fail({
      at: placeOf(policy),
      message: `the statement${open.sid ? ` \`${open.sid.text}\`` : ''} allows the principal \`*\` without a condition`,
      fix: 'name the accounts or roles that may call, or add a condition such as `aws:PrincipalOrgID`',
    });
  }),
};

function isOpen({ effect, principal, condition }: Statement): boolean {
  return effect === 'Allow' && condition === undefined && isEverybody(principal);
}

function isEverybody(principal: Resolved | undefined): boolean {
  if (principal === '*') return true;
  const aws = isRecord(principal) ? property(principal, 'AWS') : undefined;
  return aws === '*' || (isList(aws) && aws.includes('*'));
}

function takesTokens(model: GatewayModel, { resource }: ResourcePolicy): boolean {
  if (resource?.address === undefined) return false;
  const { gateways, runtimes } = placesOf(model);
  return gateways.get(resource.address)?.authorizer.type?.text === 'CUSTOM_JWT' || runtimes.get(resource.address)?.jwt !== undefined;
}
