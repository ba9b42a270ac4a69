/** What is wrong with a policy, and where. */
import { compareText } from './json-schema-type';
import { codeFrame, TextPositions } from './policy-text';
import type { Span } from './policy-text';
import type { Finding } from '../findings/finding';
import type { PolicyFindingId } from '../findings/policy-findings';

/** A finding whose place is an offset in the text that was checked. */
export interface FindingDraft extends Finding {
  readonly id: PolicyFindingId;
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

export function placeFindings(source: PolicySource, drafts: readonly FindingDraft[], toSource: (span: Span) => Span): Finding[] {
  const positions = new TextPositions(source.text);
  return drafts.map(({ span, ...draft }) => {
    const place = toSource(span);
    const start = positions.at(place.start);
    const end = positions.at(Math.max(place.start, place.end));
    return {
      ...draft,
      text: {
        name: source.name,
        ...(source.file === undefined ? {} : { file: source.file }),
        line: start.line,
        column: start.column,
        endLine: end.line,
        endColumn: end.column,
        frame: codeFrame(positions, place),
      },
    };
  });
}

/** The order in which findings are reported, the same on every machine; a finding that is there twice is reported once. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  // Findings about all policies together have no place, and come first.
  const place = ({ text }: Finding) => ({ file: text?.file ?? text?.name ?? '', name: text?.name ?? '', line: text?.line ?? 0, column: text?.column ?? 0 });
  const sorted = [...findings].sort((one, other) => {
    const [a, b] = [place(one), place(other)];
    return compareText(a.file, b.file) || compareText(a.name, b.name) || a.line - b.line || a.column - b.column
      || compareText(one.id, other.id) || compareText(one.message, other.message);
  });
  return sorted.filter((finding, i) => i === 0 || JSON.stringify(finding) !== JSON.stringify(sorted[i - 1]));
}

/** A finding as people read it: place, message, frame and fix. */
export function formatFinding({ id, severity, message, fix, text }: Finding): string {
  const place = text ? `${text.file ?? text.name}:${text.line}:${text.column}: ` : '';
  return [`${place}${severity} ${id}: ${message}`, ...(text ? [text.frame] : []), `  fix: ${fix}`].join('\n');
}
