import type { CheckReport, ReportedTarget, UnusedAcknowledgement } from './check-report';
import { counted, formatFinding, Paint } from '../../../src/findings/format';
import type { TargetFate } from '../../../src/rules/lib/changes/target-change';

export interface TextOptions {
  readonly paint: Paint;
  /** Whether to list acknowledged findings, and rules that cannot be evaluated before deployment. */
  readonly verbose: boolean;
}

/** The report for people: all findings, then the notes, then the summary. */
export function formatCheckText(report: CheckReport, { paint, verbose }: TextOptions): string {
  const shown = report.findings.filter(({ acknowledged }) => verbose || !acknowledged);
  const notes = [
    ...report.inputWarnings.map((warning) => `${paint.warning('warning')} ${warning}`),
    ...report.unusedAcknowledgements.map((unused) => `${paint.warning('warning')} ${unusedSentence(unused)}; remove it: it could hide a future finding`),
    ...report.notSeen.map(({ stack, address, message }) => `${paint.faint('note')} ${address ?? stack}: ${message}`),
    ...verbose ? report.rules.flatMap(({ id, because }) => because === undefined ? [] : [`${paint.faint('unknown until deployment')} ${id}: ${because}`]) : [],
  ];
  return [
    ...shown.map((finding) => `${formatFinding(finding, { paint, link: finding.link, acknowledged: finding.acknowledged?.reason })}\n`),
    ...notes.length > 0 ? [`${notes.join('\n')}\n`] : [],
    ...report.targets ? [`${targetLines(report.targets, paint, verbose)}\n`] : [],
    summary(report, paint),
  ].join('\n') + '\n';
}

const FATES: Readonly<Record<TargetFate, string>> = {
  'created': 'created',
  'unchanged': 'unchanged',
  'updated': 'updated in place',
  'read-anew': 'read anew',
  'replaced': 'replaced',
  'refused': 'refused',
  'stale': 'stale',
  'deleted': 'deleted',
  'unknown': 'unknown',
};

/** One line for each target that changes; with `verbose` for every target. */
function targetLines(targets: readonly ReportedTarget[], paint: Paint, verbose: boolean): string {
  const shown = targets.filter(({ fate }) => verbose || fate !== 'unchanged');
  const unchanged = targets.length - shown.length;
  const paintOf = (fate: TargetFate) => fate === 'refused' ? paint.error : fate === 'stale' || fate === 'unknown' ? paint.warning : paint.strong;
  return [
    paint.strong('targets'),
    ...shown.map(({ path, fate, because }) => `  ${paintOf(fate)(FATES[fate].padEnd(WIDEST_FATE))}  ${path}: ${because}`),
    ...unchanged > 0 || targets.length === 0 ? [`  ${paint.faint(`${counted(unchanged, 'target')} unchanged`)}`] : [],
  ].join('\n');
}

const WIDEST_FATE = Math.max(...Object.values(FATES).map(({ length }) => length));

export function unusedSentence({ id, path, file }: UnusedAcknowledgement): string {
  const where = path === undefined ? '' : ` at ${path}`;
  return `unused acknowledgement: ${file ?? 'the program'} acknowledges \`${id}\`${where}, but the rule reports nothing there`;
}

export function summary({ counts, unusedAcknowledgements, rules }: CheckReport, paint: Paint): string {
  const { gateways, errors, warnings, acknowledged } = counts;
  const parts = [
    ...errors > 0 ? [paint.error(counted(errors, 'error'))] : [],
    ...warnings > 0 ? [paint.warning(counted(warnings, 'warning'))] : [],
  ];
  const found = parts.length > 0 ? parts.join(', ') : gateways === 0 ? 'nothing to check' : paint.good('no findings');
  const unknown = rules.filter(({ verdict }) => verdict === 'unknown').length;
  const details = [
    counted(rules.length, 'rule'),
    ...unknown > 0 ? [`${unknown} unknown until deployment`] : [],
    ...acknowledged > 0 ? [`${acknowledged} acknowledged`] : [],
    ...unusedAcknowledgements.length > 0 ? [counted(unusedAcknowledgements.length, 'unused acknowledgement')] : [],
  ];
  return `${found} in ${counted(gateways, 'gateway')} ${paint.faint(`(${details.join(', ')})`)}`;
}
