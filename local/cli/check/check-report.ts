import { isSchemaRule } from './schema-rule';
import type { Gap, GatewayModel, Located } from '../../../src/model/gateway-model';
import { Acknowledgement, acknowledges } from '../../../src/rules/acknowledgement';
import type { CheckedFinding, CheckResult } from '../../../src/rules/check';
import { ruleLink } from '../../../src/rules/links';
import type { RuleGroup, Severity, Verdict } from '../../../src/rules/rule';
import type { Locate, Location } from '../input/locate';

/** What `check` found, as data: every format shows this and nothing else. */
export interface CheckReport {
  readonly counts: Counts;
  /** Errors first, then by construct path. */
  readonly findings: readonly ReportedFinding[];
  readonly unusedAcknowledgements: readonly UnusedAcknowledgement[];
  /** What of the templates could not be seen, so that nobody takes it for judged. */
  readonly notSeen: readonly Gap[];
  readonly rules: readonly RuleVerdict[];
  /** Rules that broke off by a fault of this program, so that nothing is known of what they judge. */
  readonly faults: readonly { readonly rule: string; readonly message: string; readonly stack?: string }[];
}

export interface Counts {
  readonly gateways: number;
  readonly errors: number;
  readonly warnings: number;
  readonly acknowledged: number;
}

export interface ReportedFinding extends ReportedPlace {
  readonly rule: string;
  readonly severity: Severity;
  readonly with: readonly ReportedPlace[];
  readonly message: string;
  readonly fix: string;
  readonly link: string;
  readonly acknowledged?: { readonly reason: string; readonly in: AcknowledgedIn };
}

export interface ReportedPlace {
  readonly path: string;
  readonly address: string;
  readonly location?: Location;
}

export type AcknowledgedIn = 'settings' | 'code';

export interface UnusedAcknowledgement {
  readonly rule: string;
  readonly reason: string;
  readonly path?: string;
  readonly in: AcknowledgedIn;
  /** The settings file, when it is there. */
  readonly file?: string;
}

export interface RuleVerdict {
  readonly rule: string;
  readonly group: RuleGroup;
  readonly severity: Severity;
  readonly sentence: string;
  readonly source: string;
  readonly link: string;
  readonly verdict: Verdict['is'];
  /** Why only the deployment can tell. */
  readonly because?: string;
}

export interface ReportContext {
  readonly locate: Locate;
  readonly inSettings: readonly Acknowledgement[];
  readonly settingsFile: string;
}

export function reportOf(model: Pick<GatewayModel, 'gateways' | 'gaps'>, result: CheckResult, context: ReportContext): CheckReport {
  const { inSettings, settingsFile } = context;
  const whereIs = (acknowledgement: Acknowledgement): AcknowledgedIn => inSettings.includes(acknowledgement) ? 'settings' : 'code';
  const findings = result.findings.map((finding) => reported(finding, context.locate, whereIs));
  return {
    counts: countsOf(model.gateways.length, findings),
    findings,
    unusedAcknowledgements: result.unusedAcknowledgements.map((unused) => unusedIn(unused, whereIs(unused), settingsFile)),
    notSeen: model.gaps,
    rules: result.verdicts.map(({ rule: { id, group, severity, sentence, source }, verdict }) => ({
      rule: id, group, severity, sentence, source, link: ruleLink(id), verdict: verdict.is, ...verdict.is === 'unknown' ? { because: verdict.because } : {},
    })),
    faults: result.faults.map(({ rule, error }) => ({ rule: rule.id, message: error.message, ...error.stack === undefined ? {} : { stack: error.stack } })),
  };
}

/** Adds what CloudFormation's schemas say, acknowledged by the same settings. */
export function withSchemaFindings(report: CheckReport, found: readonly ReportedFinding[], { inSettings, settingsFile }: ReportContext): CheckReport {
  const acknowledgements = inSettings.filter(({ id }) => isSchemaRule(id));
  const used = new Set<Acknowledgement>();
  const marked = found.map((finding): ReportedFinding => {
    const known = acknowledgements.find((one) => acknowledges(one, finding.rule, finding.path));
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
  return { rule: id, reason, ...path === undefined ? {} : { path }, in: where, ...where === 'settings' ? { file: settingsFile } : {} };
}

/** Whether the report fails: errors do, warnings when asked. */
export function fails({ counts: { errors, warnings }, unusedAcknowledgements }: CheckReport, strict: boolean): boolean {
  return errors > 0 || (strict && warnings + unusedAcknowledgements.length > 0);
}

function reported(finding: CheckedFinding, locate: Locate, whereIs: (acknowledgement: Acknowledgement) => AcknowledgedIn): ReportedFinding {
  const { rule, severity, at, message, fix, acknowledged } = finding;
  return {
    rule: rule.id,
    severity,
    ...placed(at, locate),
    with: (finding.with ?? []).map((other) => placed(other, locate)),
    message,
    fix,
    link: ruleLink(rule.id),
    ...acknowledged ? { acknowledged: { reason: acknowledged.reason, in: whereIs(acknowledged) } } : {},
  };
}

function placed({ path, address, source }: Located, locate: Locate): ReportedPlace {
  const location = locate({ address, ...source ? { source } : {} });
  return { path, address, ...location ? { location } : {} };
}
