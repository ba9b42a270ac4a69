import { Acknowledgement, acknowledges } from './acknowledgement';
import { RULES } from './registry';
import type { Rule, RuleContext, RuleFinding, Verdict } from './rule';
import type { Finding } from '../findings/finding';
import type { Located } from '../findings/place';
import { graphOf } from '../model/dependency-graph';
import type { GatewayModel } from '../model/gateway-model';

export type Pack = NonNullable<Rule['pack']>;

export interface CheckOptions {
  /** The deployed app: see `RuleContext.deployed`. */
  readonly deployed?: GatewayModel;
  readonly packs?: readonly Pack[];
  /** Where a pack of `packs` reports findings, by construct path. Everywhere by default. */
  readonly isEnabledAt?: (pack: Pack, path: string) => boolean;
  readonly acknowledgements?: readonly Acknowledgement[];
}

export interface CheckedFinding extends Finding {
  readonly at: Located;
  readonly with?: readonly Located[];
  /** Set if the user acknowledged the finding: it then does not fail the check and is not printed as open. */
  readonly acknowledged?: Acknowledgement;
}

export interface CheckResult {
  /** Errors first, then by construct path. */
  readonly findings: readonly CheckedFinding[];
  /** The verdict of each rule. */
  readonly verdicts: readonly { readonly rule: Rule; readonly verdict: Verdict }[];
  /** Rules that crashed by an internal error. Their results are unknown. */
  readonly crashed: readonly CrashedRule[];
  /** Acknowledgements without a finding: they could hide a future finding. */
  readonly unusedAcknowledgements: readonly Acknowledgement[];
}

export interface CrashedRule {
  readonly rule: Rule;
  readonly error: Error;
}

/** Evaluates every rule on an app. A crash of one rule does not stop the others. */
export function check(model: GatewayModel, options: CheckOptions = {}): CheckResult {
  const input: RuleContext = { model, graph: graphOf(model), deployed: options.deployed };
  const rules = RULES.filter((rule) => rule.pack === undefined || options.packs?.includes(rule.pack));
  const verdicts: { rule: Rule; verdict: Verdict }[] = [];
  const crashed: CrashedRule[] = [];
  for (const rule of rules) {
    try {
      verdicts.push({ rule, verdict: rule.evaluate(input) });
    } catch (error) {
      crashed.push({ rule, error: error as Error });
    }
  }
  const acknowledgements = options.acknowledgements ?? [];
  const isEnabled = ({ pack }: Rule, { at }: RuleFinding) => pack === undefined || (options.isEnabledAt?.(pack, at.path) ?? true);
  const all = verdicts
    .flatMap(({ rule, verdict }) => verdict.is === 'fail'
      ? verdict.findings.filter((finding) => isEnabled(rule, finding)).map((finding) => ({ ...finding, id: rule.id, severity: rule.severity, source: rule.source }))
      : [])
    .map((finding) => ({ ...finding, acknowledged: acknowledgements.find((known) => acknowledges(known, finding.id, finding.at.path)) }))
    .sort(inReadingOrder);
  const used = new Set(all.map((finding) => finding.acknowledged));
  const findings = withoutSuperseded(all);
  // The rules of a pack that is not enabled report nothing.
  const ran = verdicts.map(({ rule }) => rule);
  return { findings, verdicts, crashed, unusedAcknowledgements: acknowledgements.filter((known) => !used.has(known) && known.upstream === undefined && !isLeftOut(known.id, ran)) };
}

const SUPERSEDED = new Map(RULES.flatMap(({ id, supersedes }) => supersedes ? [[id, supersedes] as const] : []));

/** Reports each issue once: by the stricter of two rules, unless the user acknowledged that finding. */
function withoutSuperseded(findings: readonly CheckedFinding[]): readonly CheckedFinding[] {
  const stricter = findings.filter(({ id, acknowledged }) => acknowledged === undefined && SUPERSEDED.has(id));
  return findings.filter(({ id, at }) => !stricter.some((other) => other.at.address === at.address && SUPERSEDED.get(other.id)!.includes(id)));
}

/** Whether a rule did not run, so that it is unknown whether its acknowledgements are used. */
export function isLeftOut(id: string, ran: readonly Rule[]): boolean {
  return RULES.some((rule) => rule.id === id) && !ran.some((rule) => rule.id === id);
}

function inReadingOrder(a: CheckedFinding, b: CheckedFinding): number {
  return Number(b.severity === 'error') - Number(a.severity === 'error')
    || compare(a.at.path, b.at.path)
    || compare(a.id, b.id)
    || compare(a.message, b.message);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
