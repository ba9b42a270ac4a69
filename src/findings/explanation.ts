/** What docs/ERRORS.md says of an id that is no rule's: rules say the same of themselves. */
export interface Explanation {
  readonly group: ExplanationGroup;
  /** The requirement, in one sentence. */
  readonly sentence: string;
  /** What happens otherwise. */
  readonly why: string;
  /** The page that decides, or the reason. */
  readonly source: string;
  /** What to change, as a rule. */
  readonly fix: string;
  /** The version that has it first. */
  readonly since: string;
}

/** What the user does when it is reported. */
export type ExplanationGroup = 'app' | 'gateway' | 'target' | 'grant' | 'policy' | 'runtimeConfig';
