/** Evaluates the facts of a gateway's policies for a caller. */
import { FactBook } from './bounds';
import type { DecidedFacts } from './bounds';
import type { CedarEntity } from './engine';
import type { EntityUid } from './entity-uid';
import type { Unknowns } from './facts';
import { ERROR, FALSE, TRUE } from './outcome';
import type { Outcome } from './outcome';
import type { PolicyJson } from './policy-json';
import { cedarTime, PolicySet } from './policy-set';
import type { SetDecision } from './policy-set';
import { principalEntity, principalUid } from './principals';
import type { Principal } from './principals';

/** The facts of all policies, and the policy sets that evaluate them. */
export class FactSets {
  public readonly book: FactBook;
  private readonly general: PolicySet;
  private readonly perAction: PolicySet;
  private cached?: { readonly key: string; readonly outcomes: ReadonlyMap<string, Outcome> };

  public constructor(slot: string, policies: readonly PolicyJson[], unknowns: Unknowns) {
    this.book = new FactBook(unknowns);
    for (const policy of policies) this.book.add(policy);
    this.general = new PolicySet(`${slot} facts`, this.book.general);
    this.perAction = new PolicySet(`${slot} facts of actions`, this.book.perAction);
  }

  public decide(action: CedarEntity, principal: Principal, resource: EntityUid, now: Date | undefined): DecidedFacts {
    const ask = (set: PolicySet) => set.size === 0 ? new Map<string, Outcome>() : outcomes(set.decide({
      principal: principalUid(principal),
      action: action.uid,
      resource,
      context: now ? { system: { now: cedarTime(now) } } : {},
      entities: [principalEntity(principal), action],
    }));
    // General facts are the same for every tool.
    const key = JSON.stringify([principal, resource, now]);
    if (this.cached?.key !== key) this.cached = { key, outcomes: ask(this.general) };
    const general = this.cached.outcomes;
    const perAction = ask(this.perAction);
    return { outcome: (fact) => general.get(fact) ?? perAction.get(fact) ?? FALSE };
  }
}

function outcomes({ reason, errors }: SetDecision): Map<string, Outcome> {
  const decided = new Map<string, Outcome>(reason.map((fact) => [fact, TRUE]));
  for (const { policy } of errors) decided.set(policy, ERROR);
  return decided;
}
