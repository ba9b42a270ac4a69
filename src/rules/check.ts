import { Acknowledgement, acknowledges } from './acknowledgement';
import { RULES } from './registry';
import type { Finding, Rule, RuleContext, Severity, Verdict } from './rule';
import { graphOf } from '../model/dependency-graph';
import type { GatewayModel } from '../model/gateway-model';

export interface CheckOptions {
  /** The app as it is deployed now: see `RuleContext.deployed`. */
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
  const input: RuleContext = { model, graph: graphOf(model), deployed: options.deployed };
  const rules = RULES.filter((rule) => rule.pack === undefined || options.packs?.includes(rule.pack));
  const verdicts: { rule: Rule; verdict: Verdict }[] = [];
  const faults: RuleFault[] = [];
  for (const rule of rules) {
    try {
      verdicts.push({ rule, verdict: rule.evaluate(input) });
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

function inReadingOrder(a: CheckedFinding, b: CheckedFinding): number {
  return Number(b.severity === 'error') - Number(a.severity === 'error')
    || compare(a.at.path, b.at.path)
    || compare(a.rule.id, b.rule.id)
    || compare(a.message, b.message);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
