/** How docs/ERRORS.md documents an id that does not belong to a rule. Rules have the same fields. */
export interface Explanation {
  readonly group: ExplanationGroup;
  /** The requirement, in one sentence. */
  readonly sentence: string;
  /** The reason for the requirement, or what happens when it is not met. */
  readonly why: string;
  /** The page that documents the requirement, or an explanation. */
  readonly source: string;
  /** What to change, in general. */
  readonly fix: string;
  /** The version that introduced the id. */
  readonly since: string;
}

/** The part of the API that reports the id. */
export type ExplanationGroup = 'app' | 'gateway' | 'target' | 'grant' | 'policy' | 'runtimeConfig';
