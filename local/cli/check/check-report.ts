import { isSchemaRule } from './schema-rule';
import type { Finding } from '../../../src/findings/finding';
import type { Located } from '../../../src/findings/place';
import type { Gap, GatewayModel } from '../../../src/model/gateway-model';
import { Acknowledgement, acknowledges } from '../../../src/rules/acknowledgement';
import type { CheckedFinding, CheckResult } from '../../../src/rules/check';
import type { TargetFate } from '../../../src/rules/lib/changes/target-change';
import { ruleLink } from '../../../src/rules/links';
import type { Rule, RuleGroup, Verdict } from '../../../src/rules/rule';
import type { Locate } from '../input/locate';

/** The result of `check` as data; every format renders this report. */
export interface CheckReport {
  readonly counts: Counts;
  /** Errors first, then by construct path. */
  readonly findings: readonly ReportedFinding[];
  readonly unusedAcknowledgements: readonly UnusedAcknowledgement[];
  /** The parts of the templates that could not be read, and were therefore not checked. */
  readonly notSeen: readonly Gap[];
  /** What is unusual in the input, each with its position. */
  readonly inputWarnings: readonly string[];
  readonly rules: readonly RuleVerdict[];
  /** What the deployment does to each target, compared with the deployed templates. */
  readonly targets?: readonly ReportedTarget[];
  /** Rules that crashed; their result is unknown. */
  readonly crashed: readonly { readonly rule: string; readonly message: string; readonly stack?: string }[];
}

export interface ReportedTarget {
  readonly path: string;
  readonly fate: TargetFate;
  readonly because: string;
}

export interface Counts {
  readonly gateways: number;
  readonly errors: number;
  readonly warnings: number;
  readonly acknowledged: number;
}

export interface ReportedFinding extends Finding {
  readonly at: Located;
  readonly with?: readonly Located[];
  /** The section of the documentation about the rule. */
  readonly link: string;
  readonly acknowledged?: { readonly reason: string; readonly in: AcknowledgedIn };
}

type AcknowledgedIn = 'settings' | 'code';

export interface UnusedAcknowledgement {
  readonly id: string;
  readonly reason: string;
  readonly path?: string;
  readonly in: AcknowledgedIn;
  /** The settings file, if the acknowledgement is in one. */
  readonly file?: string;
}

export interface RuleVerdict extends Pick<Rule, 'id' | 'severity' | 'sentence' | 'source'> {
  readonly group: RuleGroup;
  readonly link: string;
  readonly verdict: Verdict['is'];
  /** Why the result is unknown until deployment. */
  readonly because?: string;
}

interface ReportContext {
  readonly locate: Locate;
  readonly inSettings: readonly Acknowledgement[];
  readonly settingsFile: string;
}

export function reportOf(model: Pick<GatewayModel, 'gateways' | 'gaps' | 'warnings'>, result: CheckResult, context: ReportContext): CheckReport {
  const { inSettings, settingsFile } = context;
  const whereIs = (acknowledgement: Acknowledgement): AcknowledgedIn => inSettings.includes(acknowledgement) ? 'settings' : 'code';
  const findings = result.findings.map((finding) => reported(finding, context.locate, whereIs));
  return {
    counts: countsOf(model.gateways.length, findings),
    findings,
    unusedAcknowledgements: result.unusedAcknowledgements.map((unused) => unusedIn(unused, whereIs(unused), settingsFile)),
    notSeen: model.gaps,
    inputWarnings: model.warnings,
    rules: result.verdicts.map(({ rule: { id, group, severity, sentence, source }, verdict }) => ({
      id, group, severity, sentence, source, link: ruleLink(id), verdict: verdict.is, ...verdict.is === 'unknown' ? { because: verdict.because } : {},
    })),
    crashed: result.crashed.map(({ rule, error }) => ({ rule: rule.id, message: error.message, ...error.stack === undefined ? {} : { stack: error.stack } })),
  };
}

/** Adds the findings of CloudFormation's schemas, with the acknowledgements of the same settings. */
export function withSchemaFindings(report: CheckReport, found: readonly ReportedFinding[], { inSettings, settingsFile }: ReportContext): CheckReport {
  const acknowledgements = inSettings.filter(({ id }) => isSchemaRule(id));
  const used = new Set<Acknowledgement>();
  const marked = found.map((finding): ReportedFinding => {
    const known = acknowledgements.find((one) => acknowledges(one, finding.id, finding.at.path));
    if (!known) return finding;
    used.add(known);
    return { ...finding, acknowledged: { reason: known.reason, in: 'settings' } };
  });
  const isError = ({ severity }: ReportedFinding) => severity === 'error';
  const all = [...marked, ...report.findings];
  const findings = [...all.filter(isError), ...all.filter((finding) => !isError(finding))];
  const unused = acknowledgements.filter((known) => !used.has(known)).map((known) => unusedIn(known, 'settings', settingsFile));
  return {
    ...report, counts: countsOf(report.counts.gateways, findings), findings, unusedAcknowledgements: [...report.unusedAcknowledgements, ...unused],
  };
}

function countsOf(gateways: number, findings: readonly ReportedFinding[]): Counts {
  const open = findings.filter(({ acknowledged }) => !acknowledged);
  return {
    gateways,
    errors: open.filter(({ severity }) => severity === 'error').length,
    warnings: open.filter(({ severity }) => severity === 'warning').length,
    acknowledged: findings.length - open.length,
  };
}

function unusedIn({ id, reason, path }: Acknowledgement, where: AcknowledgedIn, settingsFile: string): UnusedAcknowledgement {
  return { id, reason, ...path === undefined ? {} : { path }, in: where, ...where === 'settings' ? { file: settingsFile } : {} };
}

/** Whether `check` fails: for errors, and with `strict` for warnings. */
export function fails({ counts: { errors, warnings }, inputWarnings, unusedAcknowledgements }: CheckReport, strict: boolean): boolean {
  return errors > 0 || (strict && warnings + inputWarnings.length + unusedAcknowledgements.length > 0);
}

function reported(finding: CheckedFinding, locate: Locate, whereIs: (acknowledgement: Acknowledgement) => AcknowledgedIn): ReportedFinding {
  const { at, with: others, acknowledged, ...rest } = finding;
  return {
    ...rest,
    at: locate(at),
    ...others ? { with: others.map(locate) } : {},
    link: ruleLink(finding.id),
    ...acknowledged ? { acknowledged: { reason: acknowledged.reason, in: whereIs(acknowledged) } } : {},
  };
}
