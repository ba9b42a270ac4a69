import { allows, Grant, roleNameOf } from './grants';
import { matches } from './iam-match';
import { gatewayIdPattern } from './permission';
import { ACCOUNT, agentCoreArn } from './physical-ids';
import type { Case, Rule } from './rule';

/** What the gateway's role may do, when, and who may take the role. */
export const PERMISSION_RULES: { readonly [id: string]: Rule } = {
  'granted-before-creation': (judged) => {
    const { order, checks } = judged.world;
    const own = new Set([...judged.ownGateways, ...judged.ownTargets, ...checks].map((resource) => resource.node));
    return judged.needs.filter((need) => own.has(need.node)).flatMap((need) => {
      const granting = judged.grants.filter((grant) => allows(grant, need.roleName, need.action, need.resource));
      if (granting.length === 0) return [`${need.node} needs ${need.action} on ${need.resource}, and no policy grants it`];
      return granting.some((grant) => order.isAfter(need.node, grant.policy))
        ? [] : [`${need.node} needs ${need.action} on ${need.resource}, and does not come after ${granting.map((grant) => grant.policy).join(', ')}`];
    });
  },

  // Together with the rule above: whatever a policy grants, someone who needs it comes after that very policy.
  'nothing-granted-without-need': (judged) => judged.world.gateways.flatMap((gateway) => {
    const roleName = roleNameOf(gateway.properties.RoleArn);
    // The default policy of a role that others made holds what they write there.
    const isOthers = (grant: Grant) => judged.isOthers(gateway) && grant.policy.includes('ServiceRoleDefaultPolicy');
    return judged.grants
      .filter((grant) => grant.roleName === roleName && !isOthers(grant) && !judged.isGivenByUser(grant) && !isNeeded(judged, grant))
      .map((grant) => `${grant.policy} grants ${grant.action} on ${grant.resource}, which nothing that comes after it needs`);
  }),

  'trust': (judged) => judged.ownGateways.flatMap((gateway) => {
    const role = judged.world.find('AWS::IAM::Role', 'Arn', gateway.properties.RoleArn)!;
    const pattern = agentCoreArn(`gateway/${gatewayIdPattern(gateway)}`);
    const right = role.properties.AssumeRolePolicyDocument.Statement.every((statement: any) =>
      statement.Action === 'sts:AssumeRole'
      && statement.Principal.Service === 'bedrock-agentcore.amazonaws.com'
      && statement.Condition?.StringEquals?.['aws:SourceAccount'] === ACCOUNT
      && statement.Condition?.ArnLike?.['aws:SourceArn'] === pattern);
    return right && matches(pattern, judged.world.attribute(gateway, 'GatewayArn')) ? [] : [`${role.node} does not trust exactly ${gateway.node}`];
  }),
};

function isNeeded({ needs, world }: Case, grant: Grant): boolean {
  return needs.some((need) => need.roleName === grant.roleName && need.action === grant.action && need.narrowest === grant.resource
    && world.order.isAfter(need.node, grant.policy));
}
