import type { Credential, Gateway, GatewayModel, Target } from '../../../model/gateway-model';
import type { Address } from '../../../model/source';

/** A resource on which a permission is needed. */
export interface NeededResource {
  /** The forms of its ARN, for `statementCovers`; the last form is the most specific. */
  readonly forms: readonly string[];
  /** Attributes of other resources that return the same ARN. A pattern that does not match them may still match the resource. */
  readonly also?: readonly string[];
  /** Its name in messages: the construct path or a description. */
  readonly name: string;
  /** Set if the resource is in the app. */
  readonly address?: Address;
  /** How to write it in a policy, if not as the first form. */
  readonly advice?: string;
  /** Set if the service owns it, so that no resource of the app can have this ARN. */
  readonly ofService?: true;
  /** The values of condition keys in every request, by key. */
  readonly request?: Readonly<Record<string, string>>;
  /** What else may allow the call, besides the identity-based policies of the caller. */
  readonly elsewhere?: string;
}

/** The gateway whose needed resources are searched. */
export interface Scene {
  readonly model: GatewayModel;
  readonly gateway: Gateway;
}

export interface TargetScene extends Scene {
  readonly target: Target;
  readonly credential?: Credential;
}

/** Omits `elsewhere` if undefined. */
export function elsewhere(who: string | undefined): { elsewhere?: string } {
  return who === undefined ? {} : { elsewhere: who };
}
