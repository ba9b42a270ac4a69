import type { CheckReport, ReportedFinding, ReportedPlace, UnusedAcknowledgement } from './check-report';
import { counted, formatFinding, Paint, ShownPlace } from '../../../src/rules/format';
import { shownLocation } from '../input/locate';

export interface TextOptions {
  readonly paint: Paint;
  /** Also what is acknowledged, and what only the deployment can tell. */
  readonly verbose: boolean;
}

/** For people: all findings together, then how it stands. */
export function formatCheckText(report: CheckReport, { paint, verbose }: TextOptions): string {
  const shown = report.findings.filter(({ acknowledged }) => verbose || !acknowledged);
  const notes = [
    ...report.unusedAcknowledgements.map((unused) => `${paint.warning('warning')} ${unusedSentence(unused)}; remove it, or it hides the next mistake`),
    ...report.notSeen.map(({ stack, address, message }) => `${paint.faint('note')} ${address ?? stack}: ${message}`),
    ...verbose ? report.rules.flatMap(({ rule, because }) => because === undefined ? [] : [`${paint.faint('unknown until deployment')} ${rule}: ${because}`]) : [],
  ];
  return [
    ...shown.map((finding) => `${formatFinding(shownFinding(finding), paint)}\n`),
    ...notes.length > 0 ? [`${notes.join('\n')}\n`] : [],
    summary(report, paint),
  ].join('\n') + '\n';
}

export function unusedSentence({ rule, path, file }: UnusedAcknowledgement): string {
  const where = path === undefined ? '' : ` at ${path}`;
  return `${file ?? 'the program'} acknowledges \`${rule}\`${where}, and nothing of it is found there`;
}

export function summary({ counts, unusedAcknowledgements, rules }: CheckReport, paint: Paint): string {
  const { gateways, errors, warnings, acknowledged } = counts;
  const parts = [
    ...errors > 0 ? [paint.error(counted(errors, 'error'))] : [],
    ...warnings > 0 ? [paint.warning(counted(warnings, 'warning'))] : [],
  ];
  const found = parts.length > 0 ? parts.join(', ') : gateways === 0 ? 'nothing to judge' : paint.good('no findings');
  const unknown = rules.filter(({ verdict }) => verdict === 'unknown').length;
  const details = [
    counted(rules.length, 'rule'),
    ...unknown > 0 ? [`${unknown} unknown until deployment`] : [],
    ...acknowledged > 0 ? [`${acknowledged} acknowledged`] : [],
    ...unusedAcknowledgements.length > 0 ? [counted(unusedAcknowledgements.length, 'unused acknowledgement')] : [],
  ];
  return `${found} in ${counted(gateways, 'gateway')} ${paint.faint(`(${details.join(', ')})`)}`;
}

function shownFinding({ rule, severity, message, fix, link, acknowledged, with: others, ...at }: ReportedFinding) {
  return {
    rule, severity, message, fix, link, at: shownPlace(at), with: others.map(shownPlace), ...acknowledged ? { acknowledged: acknowledged.reason } : {},
  };
}

function shownPlace({ path, location }: ReportedPlace): ShownPlace {
  return { path, ...location ? { line: shownLocation(location) } : {} };
}
