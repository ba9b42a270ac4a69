import { arnForms } from './arn-forms';
import type { Caller, GatewayModel } from './gateway-model';
import { coversAction, statementCovers } from './iam-match';
import { INVOKE_GATEWAY } from '../service/permission';

/** The roles with a statement that allows, or may allow, invoking a gateway. */
export function loadCallers(model: Pick<GatewayModel, 'gateways' | 'roles' | 'resources' | 'stacks' | 'symbols'>): Caller[] {
  // Filters by action first, because most statements are for other actions.
  const invoking = model.roles.flatMap((role) => role.statements
    .filter((statement) => statement.effect !== 'Deny' && coversAction(model, statement, INVOKE_GATEWAY) !== 'no')
    .map((statement) => ({ role, statement })));
  return model.gateways.flatMap((gateway) => {
    const forms = arnForms(model, gateway.address);
    return invoking.flatMap(({ role, statement }): Caller[] => {
      const covered = statementCovers(model, statement, INVOKE_GATEWAY, forms);
      if (covered === 'no') return [];
      return [{
        gateway: gateway.address,
        role: role.address,
        carrier: statement.carrier.address,
        statement,
        allowed: statement.effect === 'Allow' ? covered : 'unknown',
        usedBy: role.usedBy,
      }];
    });
  });
}
