import { isWithin } from './acknowledged-in-code';
import { RULES } from './registry';
import type { Finding, Rule, RuleInput, Severity, Verdict } from './rule';
import { graphOf } from '../model/dependency-graph';
import type { GatewayModel } from '../model/gateway-model';

/** A rule that the user decided not to follow, for a reason. */
export interface Acknowledgement {
  readonly id: string;
  readonly reason: string;
  /** Only for findings at or below this construct path; everywhere when left out. */
  readonly path?: string;
}

export interface CheckOptions {
  /** The app as it is deployed now: see `RuleInput.deployed`. */
  readonly deployed?: GatewayModel;
  readonly packs?: readonly NonNullable<Rule['pack']>[];
  readonly acknowledgements?: readonly Acknowledgement[];
}

export interface CheckedFinding extends Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  /** Set when the user acknowledged it: then it neither fails nor is printed as open. */
  readonly acknowledged?: Acknowledgement;
}

export interface CheckResult {
  /** Errors first, then by construct path. */
  readonly findings: readonly CheckedFinding[];
  /** What each rule said. */
  readonly verdicts: readonly { readonly rule: Rule; readonly verdict: Verdict }[];
  /** Rules that broke off: a fault of theirs, which says nothing about the app. */
  readonly faults: readonly RuleFault[];
  /** Acknowledgements that nothing was found for: they hide the next mistake. */
  readonly unusedAcknowledgements: readonly Acknowledgement[];
}

export interface RuleFault {
  readonly rule: Rule;
  readonly error: Error;
}

/** Judges an app by every rule, and never stops at the first fault, be it the app's or a rule's. */
export function check(model: GatewayModel, options: CheckOptions = {}): CheckResult {
  const input: RuleInput = { model, graph: graphOf(model), deployed: options.deployed };
  const rules = RULES.filter((rule) => rule.pack === undefined || options.packs?.includes(rule.pack));
  const verdicts: { rule: Rule; verdict: Verdict }[] = [];
  const faults: RuleFault[] = [];
  for (const rule of rules) {
    try {
      verdicts.push({ rule, verdict: rule.judge(input) });
    } catch (error) {
      faults.push({ rule, error: error as Error });
    }
  }
  const acknowledgements = options.acknowledgements ?? [];
  const findings = verdicts
    .flatMap(({ rule, verdict }) => verdict.is === 'fail' ? verdict.findings.map((finding) => ({ ...finding, rule, severity: rule.severity })) : [])
    .map((finding) => ({ ...finding, acknowledged: acknowledgements.find((known) => acknowledges(known, finding.rule.id, finding.at.path)) }))
    .sort(inReadingOrder);
  const used = new Set(findings.map((finding) => finding.acknowledged));
  // Of a pack that nobody asked for nothing can be found.
  const ran = verdicts.map(({ rule }) => rule);
  return { findings, verdicts, faults, unusedAcknowledgements: acknowledgements.filter((known) => !used.has(known) && !isLeftOut(known.id, ran)) };
}

/** Whether a rule did not run, so that nobody knows what is acknowledged for nothing. */
export function isLeftOut(id: string, ran: readonly Rule[]): boolean {
  return RULES.some((rule) => rule.id === id) && !ran.some((rule) => rule.id === id);
}

/** Whether an acknowledgement is of what a rule finds at a construct path. */
export function acknowledges({ id, path }: Acknowledgement, rule: string, at: string): boolean {
  return id === rule && (path === undefined || isWithin(at, path));
}

function inReadingOrder(a: CheckedFinding, b: CheckedFinding): number {
  return Number(b.severity === 'error') - Number(a.severity === 'error')
    || compare(a.at.path, b.at.path)
    || compare(a.rule.id, b.rule.id)
    || compare(a.message, b.message);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
