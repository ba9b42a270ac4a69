/** What is wrong with a policy, and where. */
import { compareText } from './json-schema-type';
import { codeFrame, TextPositions } from './policy-text';
import type { Span } from './policy-text';

export type FindingSeverity = 'error' | 'warning' | 'info';

export interface PolicyFinding {
  /** Stable, for users to search for and to acknowledge. */
  readonly id: string;
  readonly severity: FindingSeverity;
  readonly message: string;
  /** Name of the policy; empty for a finding about all of them. */
  readonly policy: string;
  readonly file?: string;
  /** Line and columns count from 1; all are 0 for a finding without a place. */
  readonly line: number;
  readonly column: number;
  /** The column behind the last character; on a later line when the place spans several. */
  readonly endLine: number;
  readonly endColumn: number;
  /** The line with a mark below the place; empty without a place. */
  readonly frame: string;
  /** What to change. */
  readonly help?: string;
}

/** A finding whose place is an offset in the text that was checked. */
export interface FindingDraft {
  readonly id: string;
  readonly severity: FindingSeverity;
  readonly message: string;
  readonly help?: string;
  readonly span: Span;
}

/** Where a policy's text comes from. */
export interface PolicySource {
  /** How findings and decisions name the policy. */
  readonly name: string;
  /** Cedar text with at most one policy, `{{placeholders}}` not filled. */
  readonly text: string;
  readonly file?: string;
  /** What the author wrote, where the placeholders of `text` are filled already. */
  readonly written?: string;
  /**
   * Whether the policy decides, or only leaves a trace.
   *
   * @default 'ACTIVE'
   */
  readonly enforcementMode?: 'ACTIVE' | 'LOG_ONLY';
  /**
   * Whether the service's analysis may refuse the policy: the validation mode `FAIL_ON_ANY_FINDINGS`, which is its default.
   *
   * @default false
   */
  readonly isAnalyzed?: boolean;
}

export function placeFindings(source: PolicySource, drafts: readonly FindingDraft[], toSource: (span: Span) => Span): PolicyFinding[] {
  const positions = new TextPositions(source.text);
  return drafts.map(({ span, ...draft }) => {
    const place = toSource(span);
    const start = positions.at(place.start);
    const end = positions.at(Math.max(place.start, place.end));
    return {
      ...draft,
      policy: source.name,
      ...(source.file === undefined ? {} : { file: source.file }),
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      frame: codeFrame(positions, place),
    };
  });
}

/** A finding about all policies together. */
export function generalFinding(id: string, severity: FindingSeverity, message: string, help?: string): PolicyFinding {
  return { id, severity, message, policy: '', line: 0, column: 0, endLine: 0, endColumn: 0, frame: '', ...(help === undefined ? {} : { help }) };
}

/** The order in which findings are reported, the same on every machine; a finding that is there twice is reported once. */
export function sortFindings(findings: readonly PolicyFinding[]): PolicyFinding[] {
  const sorted = [...findings].sort((a, b) => compareText(a.file ?? a.policy, b.file ?? b.policy) || compareText(a.policy, b.policy) ||
    a.line - b.line || a.column - b.column || compareText(a.id, b.id) || compareText(a.message, b.message));
  return sorted.filter((finding, i) => i === 0 || JSON.stringify(finding) !== JSON.stringify(sorted[i - 1]));
}

/** A finding as people read it: place, message, frame and help. */
export function formatFinding(finding: PolicyFinding): string {
  const name = finding.file ?? finding.policy;
  const place = finding.line > 0 ? `${name}:${finding.line}:${finding.column}: ` : name ? `${name}: ` : '';
  return [
    `${place}${finding.severity} ${finding.id}: ${finding.message}`,
    ...(finding.frame ? [finding.frame] : []),
    ...(finding.help ? [`  help: ${finding.help}`] : []),
  ].join('\n');
}
