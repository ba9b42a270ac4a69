import type { CheckReport, ReportedFinding } from './check-report';
import { summary, unusedSentence } from './format-text';
import { PLAIN } from '../paint';

/**
 * Lines that a GitHub workflow shows at the lines of the program, and how it stands.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function formatCheckGithub(report: CheckReport): string {
  const open = report.findings.filter(({ acknowledged }) => !acknowledged);
  return [
    ...open.map(annotation),
    ...report.unusedAcknowledgements.map((unused) => command('warning', {
      ...unused.file === undefined ? {} : { file: unused.file }, title: 'unused-acknowledgement',
    }, `${unusedSentence(unused)}; remove it`)),
    summary(report, PLAIN),
  ].join('\n') + '\n';
}

function annotation({ rule, severity, path, location, with: others, message, fix, link }: ReportedFinding): string {
  const text = [
    `${path}: ${message}`,
    ...others.map((other) => `with ${other.path}`),
    `fix: ${fix}`,
    link,
  ].join('\n');
  return command(severity, {
    ...location ? { file: location.file, line: location.line, ...location.column === undefined ? {} : { col: location.column } } : {},
    title: rule,
  }, text);
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${written.join(',')}::${escapeData(message)}`;
}

/** One command is one line. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
