import type { CheckReport, UnusedAcknowledgement } from './check-report';
import { counted, formatFinding, Paint } from '../../../src/findings/format';

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
    summary(report, paint),
  ].join('\n') + '\n';
}

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
