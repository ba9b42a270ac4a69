import type { ConstructPlace, DocumentPlace, TextPlace } from './place';

/** An error stops `cdk synth`; a warning is printed; an info says what is not checked. */
export type Severity = 'error' | 'warning' | 'info';

/** One thing that is wrong, or worth knowing: what, where, and what to change. */
export interface Finding {
  /** Stable, in kebab-case: users search for it, and acknowledge it. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong, what was given, what is allowed: lower-case start, user input in backticks, no final period. */
  readonly message: string;
  /** What to change. */
  readonly fix: string;
  /** The construct to look at first. */
  readonly at?: ConstructPlace;
  /** The other constructs that are part of it: the target of the same name, the policy that comes too late. */
  readonly with?: readonly ConstructPlace[];
  /** Where in a JSON document: a tool schema, an OpenAPI document. */
  readonly document?: DocumentPlace;
  /** Where in a text: a Cedar policy. */
  readonly text?: TextPlace;
  /** The page that decides, or the incident. */
  readonly source?: string;
}
