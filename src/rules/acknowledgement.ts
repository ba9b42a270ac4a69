/** A rule that the user decided not to follow, with a reason. */
export interface Acknowledgement {
  readonly id: string;
  readonly reason: string;
  /** Only for findings at or below this construct path; for all findings if omitted. */
  readonly path?: string;
  /** The acknowledged warning of aws-cdk-lib. It covers more than the rule, so it never counts as unused. */
  readonly upstream?: string;
}

/** Whether an acknowledgement applies to findings of a rule at a construct path. */
export function acknowledges({ id, path }: Acknowledgement, rule: string, at: string): boolean {
  return id === rule && (path === undefined || isWithin(at, path));
}

/** Whether a construct path is the path of a construct or of a construct in it. */
export function isWithin(path: string, construct: string): boolean {
  return path === construct || path.startsWith(`${construct}/`);
}
