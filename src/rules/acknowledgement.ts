/** A rule that the user decided not to follow, for a reason. */
export interface Acknowledgement {
  readonly id: string;
  readonly reason: string;
  /** Only for findings at or below this construct path; everywhere when left out. */
  readonly path?: string;
  /** The warning of aws-cdk-lib that was acknowledged. It is about more than the rule, so it is used whatever the rule reports. */
  readonly upstream?: string;
}

/** Whether an acknowledgement is of what a rule finds at a construct path. */
export function acknowledges({ id, path }: Acknowledgement, rule: string, at: string): boolean {
  return id === rule && (path === undefined || isWithin(at, path));
}

/** Whether a construct path is that of a construct, or of one in it. */
export function isWithin(path: string, construct: string): boolean {
  return path === construct || path.startsWith(`${construct}/`);
}
