import type { Credential, Target } from '../../../model/gateway-model';
import { property } from '../../../model/value';
import type { PermissionTime } from '../../../service/permission';
import { DEFAULT_LISTING_MODE } from '../../../service/values';

/** When a gateway or target needs a permission. */
export type NeedTime = Exclude<PermissionTime, 'firstContact'>;

/** Whether the gateway lists the tools of the server while the target is created. */
export function listsAtCreation(target: Target): boolean {
  return asksServer(target) && (target.listingMode?.text ?? DEFAULT_LISTING_MODE) === DEFAULT_LISTING_MODE && !signsInFirst(credentialOf(target));
}

/** When the gateway first calls the resource behind a target. Most kinds of targets define their tools themselves. */
export function contactTime(target: Target): NeedTime {
  if (listsAtCreation(target)) return 'creation';
  return asksServer(target) ? 'listing' : 'call';
}

/** The only credential of a target. */
export function credentialOf({ credentials: { items } }: Target): Credential | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function asksServer({ kind, configuration }: Target): boolean {
  return kind === 'mcpServer' && property(configuration, 'McpToolSchema') === undefined;
}

/** With the authorization code grant, the gateway does not call the server before an administrator signs in. */
function signsInFirst(credential: Credential | undefined): boolean {
  return credential?.grantType?.text === 'AUTHORIZATION_CODE';
}
