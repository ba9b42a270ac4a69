import { Token, TokenComparison } from 'aws-cdk-lib';

/** Whether two accounts, regions or names differ. A value that is unresolved until deployment may be any. */
export function certainlyDiffer(one: string, other: string): boolean {
  return Token.compareStrings(one, other) === TokenComparison.DIFFERENT;
}
