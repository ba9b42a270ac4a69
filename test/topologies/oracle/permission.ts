import type { Resource } from './world';

/** An action on a resource, and how a policy names that resource when it cannot name it exactly. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  readonly narrowest?: string;
}

/** How an ARN names a gateway that does not exist yet. */
export function gatewayIdPattern(gateway: Resource): string {
  return `${gateway.properties.Name.toLowerCase()}-??????????`;
}
