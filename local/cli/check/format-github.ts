import type { CheckReport, ReportedFinding } from './check-report';
import { summary, unusedSentence } from './format-text';
import { lineOf } from './line-of';
import { placeInside, PLAIN } from '../../../src/findings/format';

/**
 * Workflow commands that GitHub shows as annotations at the lines of the program, and the summary.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function formatCheckGithub(report: CheckReport): string {
  const open = report.findings.filter(({ acknowledged }) => !acknowledged);
  return [
    ...open.map(annotation),
    ...report.inputWarnings.map((warning) => command('warning', { title: 'input' }, warning)),
    ...report.unusedAcknowledgements.map((unused) => command('warning', {
      ...unused.file === undefined ? {} : { file: unused.file }, title: 'unused-acknowledgement',
    }, `${unusedSentence(unused)}; remove it`)),
    summary(report, PLAIN),
  ].join('\n') + '\n';
}

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

function annotation(finding: ReportedFinding): string {
  const { id, severity, at, with: others = [], message, fix, link, text: policy } = finding;
  const inside = placeInside(finding);
  const text = [
    `${at.path}: ${message}`,
    ...inside === undefined ? [] : [`in ${inside}`],
    ...policy ? [policy.frame] : [],
    ...others.map((other) => `with ${other.path}`),
    `fix: ${fix}`,
    link,
  ].join('\n');
  const line = lineOf(finding);
  return command(COMMANDS[severity], {
    ...line ? { file: line.file, line: line.line, ...line.column === undefined ? {} : { col: line.column } } : {},
    title: id,
  }, text);
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${written.join(',')}::${escapeData(message)}`;
}

/** A workflow command is one line. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
