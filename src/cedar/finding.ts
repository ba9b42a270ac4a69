/** Findings in policies, and their order and format. */
import { compareText } from './json-schema-type';
import { codeFrame, TextPositions } from './policy-text';
import type { Span } from './policy-text';
import type { Finding } from '../findings/finding';
import type { PolicyFindingId } from '../findings/policy-findings';

/** A finding with its place as an offset in the checked text. */
export interface FindingDraft extends Finding {
  readonly id: PolicyFindingId;
  readonly span: Span;
}

/** A policy text and its origin. */
export interface PolicySource {
  /** The name of the policy in findings and decisions. */
  readonly name: string;
  /** The Cedar text of the policy, with unfilled `{{placeholders}}`. */
  readonly text: string;
  readonly file?: string;
  /** The source with placeholders, when those in `text` are already filled. */
  readonly written?: string;
  /**
   * Whether the policy is enforced or only logged.
   *
   * @default 'ACTIVE'
   */
  readonly enforcementMode?: 'ACTIVE' | 'LOG_ONLY';
  /**
   * Whether the analysis of the service may reject the policy: in the validation mode `FAIL_ON_ANY_FINDINGS`, its default.
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

/** Sorts findings independently of the locale, and removes duplicates. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  // Findings about all policies have no place and are first.
  const place = ({ text }: Finding) => ({ file: text?.file ?? text?.name ?? '', name: text?.name ?? '', line: text?.line ?? 0, column: text?.column ?? 0 });
  const sorted = [...findings].sort((one, other) => {
    const [a, b] = [place(one), place(other)];
    return compareText(a.file, b.file) || compareText(a.name, b.name) || a.line - b.line || a.column - b.column
      || compareText(one.id, other.id) || compareText(one.message, other.message);
  });
  return sorted.filter((finding, i) => i === 0 || JSON.stringify(finding) !== JSON.stringify(sorted[i - 1]));
}

/** Formats a finding as text: place, message, frame and fix. */
export function formatFinding({ id, severity, message, fix, text }: Finding): string {
  const place = text ? `${text.file ?? text.name}:${text.line}:${text.column}: ` : '';
  return [`${place}${severity} ${id}: ${message}`, ...(text ? [text.frame] : []), `  fix: ${fix}`].join('\n');
}
