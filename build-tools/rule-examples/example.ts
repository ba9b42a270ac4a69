import type { RuleOptions, Templates } from './evaluate-rule';

/** Templates with a finding of a rule. */
export interface Example extends RuleOptions {
  readonly templates: Templates;
}
