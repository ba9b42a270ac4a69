import type { Credential, Target } from '../../../model/gateway-model';
import { property } from '../../../model/value';
import type { PermissionTime } from '../../../service/permission';
import { DEFAULT_LISTING_MODE } from '../../../service/values';

/** When a permission of the table is needed for one gateway or target. */
export type NeedTime = Exclude<PermissionTime, 'firstContact'>;

/** Whether the gateway asks the server of a target for its tools while the target is created. */
export function listsAtCreation(target: Target): boolean {
  return asksServer(target) && (target.listingMode?.text ?? DEFAULT_LISTING_MODE) === DEFAULT_LISTING_MODE && !signsInFirst(credentialOf(target));
}

/** When the gateway first calls what is behind a target: most kinds say themselves what their tools are. */
export function contactTime(target: Target): NeedTime {
  if (listsAtCreation(target)) return 'creation';
  return asksServer(target) ? 'listing' : 'call';
}

/** The one credential that a target may have. */
export function credentialOf({ credentials: { items } }: Target): Credential | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function asksServer({ kind, configuration }: Target): boolean {
  return kind === 'mcpServer' && property(configuration, 'McpToolSchema') === undefined;
}

/** With the authorization code grant the target waits for an administrator, and contacts nobody before. */
function signsInFirst(credential: Credential | undefined): boolean {
  return credential?.grantType?.text === 'AUTHORIZATION_CODE';
}
