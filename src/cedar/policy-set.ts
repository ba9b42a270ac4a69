/** A set of policies that the engine keeps parsed. */
import { cedarEngine } from './engine';
import type { AuthorizationCall, CedarValue } from './engine';

export interface SetDecision {
  readonly allowed: boolean;
  /** Names of the policies that decide: the permits that apply, or the forbids. */
  readonly reason: readonly string[];
  /** Policies that could not be evaluated. They have no effect, a `forbid` neither. */
  readonly errors: readonly { readonly policy: string; readonly message: string }[];
}

/** The engine never forgets a set, so sets share names, and each knows whether the engine holds another one by its name. */
const held = new Map<string, PolicySet>();

export class PolicySet {
  private readonly policies: Readonly<Record<string, string>>;
  private readonly ids: readonly string[];

  /** `name` is where the engine keeps the set: one at a time for each name. */
  public constructor(private readonly name: string, policies: ReadonlyMap<string, string>) {
    this.ids = [...policies.keys()];
    this.policies = Object.fromEntries([...policies.values()].map((policy, index) => [String(index), policy]));
  }

  public get size(): number {
    return this.ids.length;
  }

  public decide(call: Omit<AuthorizationCall, 'preparsedPolicySetId'>): SetDecision {
    if (this.size === 0) return { allowed: false, reason: [], errors: [] };
    this.hold();
    const answer = cedarEngine().statefulIsAuthorized({ ...call, preparsedPolicySetId: this.name });
    if (answer.type === 'failure') throw new Error(`the Cedar engine refused the request: ${answer.errors.map(({ message }) => message).join('; ')}`);
    const { decision, diagnostics } = answer.response;
    return {
      allowed: decision === 'allow',
      reason: diagnostics.reason.map((id) => this.ids[Number(id)]).sort(),
      errors: diagnostics.errors.map(({ policyId, error }) => ({ policy: this.ids[Number(policyId)], message: error.message })),
    };
  }

  private hold(): void {
    if (held.get(this.name) === this) return;
    const answer = cedarEngine().preparsePolicySet(this.name, { staticPolicies: this.policies });
    if (answer.type === 'failure') throw new Error(`the Cedar engine refused the policies: ${answer.errors.map(({ message }) => message).join('; ')}`);
    held.set(this.name, this);
  }
}

/** A time as Cedar takes it. */
export function cedarTime(now: Date): CedarValue {
  return { __extn: { fn: 'datetime', arg: now.toISOString() } };
}
