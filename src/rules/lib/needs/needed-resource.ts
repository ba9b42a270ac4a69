import type { Credential, Gateway, GatewayModel, Target } from '../../../model/gateway-model';
import type { Address } from '../../../model/source';

/** A resource that somebody needs a permission on. */
export interface NeededResource {
  /** Ways to write its one ARN, as `statementCovers` takes them; the last one says the most. */
  readonly forms: readonly string[];
  /** The attribute of another resource that is the same ARN. That a pattern does not match it says nothing. */
  readonly also?: readonly string[];
  /** For people: its construct path, or what it is. */
  readonly name: string;
  /** Set when it is in the app. */
  readonly address?: Address;
  /** How to name it in a policy, when the first of the forms is not the way. */
  readonly advice?: string;
  /** Set when the service itself has it, so that no resource of the app can have this ARN. */
  readonly ofService?: true;
  /** Set when somebody else than the caller's policies may allow the call, and who. */
  readonly elsewhere?: string;
}

/** What the resources of a need are looked up in. */
export interface Scene {
  readonly model: GatewayModel;
  readonly gateway: Gateway;
}

export interface TargetScene extends Scene {
  readonly target: Target;
  readonly credential?: Credential;
}

/** What decides about a call besides the caller's policies, when there is something. */
export function elsewhere(who: string | undefined): { elsewhere?: string } {
  return who === undefined ? {} : { elsewhere: who };
}
