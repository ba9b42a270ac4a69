/** A policy set that the engine parses once. */
import { cedarEngine } from './engine';
import type { AuthorizationCall, CedarValue } from './engine';

export interface SetDecision {
  readonly allowed: boolean;
  /** The names of the determining policies: the permits that apply, or the forbids. */
  readonly reason: readonly string[];
  /** Policies whose evaluation failed. They have no effect, not even a `forbid`. */
  readonly errors: readonly { readonly policy: string; readonly message: string }[];
}

/** `context`, where it does not go on with `.input`; also in a comment or a text, which does no harm. */
const READS_MORE_THAN_INPUT = /\bcontext\b(?!\.input\b)/;

/** The set that the engine currently stores under each name. The engine never removes a set, so sets reuse names. */
const stored = new Map<string, PolicySet>();

export class PolicySet {
  private readonly policies: Readonly<Record<string, string>>;
  private readonly ids: readonly string[];
  /** Whether the policies can read the time. The engine takes longer to read it from a call than to evaluate a few policies. */
  public readonly readsTime: boolean;

  /** The engine stores one set for each `name`. */
  public constructor(private readonly name: string, policies: ReadonlyMap<string, string>) {
    this.ids = [...policies.keys()];
    this.readsTime = [...policies.values()].some((text) => READS_MORE_THAN_INPUT.test(text));
    this.policies = Object.fromEntries([...policies.values()].map((policy, index) => [String(index), policy]));
  }

  public get size(): number {
    return this.ids.length;
  }

  public decide(call: Omit<AuthorizationCall, 'preparsedPolicySetId'>): SetDecision {
    if (this.size === 0) return { allowed: false, reason: [], errors: [] };
    this.store();
    const result = cedarEngine().statefulIsAuthorized({ ...call, preparsedPolicySetId: this.name });
    if (result.type === 'failure') throw new Error(`the Cedar engine rejected the request: ${result.errors.map(({ message }) => message).join('; ')}`);
    const { decision, diagnostics } = result.response;
    return {
      allowed: decision === 'allow',
      reason: diagnostics.reason.map((id) => this.ids[Number(id)]).sort(),
      errors: diagnostics.errors.map(({ policyId, error }) => ({ policy: this.ids[Number(policyId)], message: error.message })),
    };
  }

  private store(): void {
    if (stored.get(this.name) === this) return;
    const result = cedarEngine().preparsePolicySet(this.name, { staticPolicies: this.policies });
    if (result.type === 'failure') throw new Error(`the Cedar engine rejected the policies: ${result.errors.map(({ message }) => message).join('; ')}`);
    stored.set(this.name, this);
  }
}

/** Converts a time to a Cedar `datetime`. */
export function cedarTime(now: Date): CedarValue {
  return { __extn: { fn: 'datetime', arg: now.toISOString() } };
}
