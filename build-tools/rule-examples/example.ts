import type { RuleOptions, Templates } from './evaluate-rule';

/** Templates that a rule finds something in. */
export interface Example extends RuleOptions {
  readonly templates: Templates;
}
