import type { EditableApp } from './editable-app';
import type { Variant } from './variant';

/** The validator inside aws-cdk-lib, among the ids of rules. */
export const BUILT_IN = 'CloudFormation Validate';

/** One fault made in templates that are valid. */
export interface Mutation {
  /** What is wrong, as one would tell the author of the template. */
  readonly fault: string;
  readonly in: Variant;
  /** Every rule that must find it, or the built-in validator. */
  readonly caughtBy: readonly string[];
  /** Judged against the valid templates as what is deployed now: the fault is the change. */
  readonly isChange?: boolean;
  /** Set when nothing finds the fault, and why. */
  readonly survives?: string;
  readonly make: (app: EditableApp) => void;
}
