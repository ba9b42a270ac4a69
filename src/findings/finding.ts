import type { ConstructPlace, DocumentPlace, TextPlace } from './place';

/** An error stops `cdk synth`; a warning is printed; an info says what is not checked. */
export type Severity = 'error' | 'warning' | 'info';

/** A problem or a notice: what is wrong, where, and what to change. */
export interface Finding {
  /** Stable, in kebab-case. Users search for it and acknowledge findings by it. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong, what was given, what is allowed: lower-case start, user input in backticks, no final period. */
  readonly message: string;
  /** What to change. */
  readonly fix: string;
  /** The construct that has the problem. */
  readonly at?: ConstructPlace;
  /** Other constructs involved: the target with the same name, the policy that is deployed too late. */
  readonly with?: readonly ConstructPlace[];
  /** The place in a JSON document: a tool schema, an OpenAPI document. */
  readonly document?: DocumentPlace;
  /** The place in a text: a Cedar policy. */
  readonly text?: TextPlace;
  /** The page that documents the requirement, or the incident. */
  readonly source?: string;
}
