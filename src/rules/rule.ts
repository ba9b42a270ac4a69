import type { Finding } from '../findings/finding';
import type { Located } from '../findings/place';
import type { DependencyGraph } from '../model/dependency-graph';
import type { GatewayModel } from '../model/gateway-model';

/** The subject of a rule, and the first part of its id. */
export type RuleGroup = 'order' | 'grants' | 'auth' | 'names' | 'properties' | 'limits' | 'schemas' | 'policies' | 'security';

/** The input of a rule. */
export interface RuleContext {
  readonly model: GatewayModel;
  readonly graph: DependencyGraph;
  /** The deployed app, if the user provides it: for rules about changes. */
  readonly deployed?: GatewayModel;
}

/** A finding of a rule at one place; `check` adds the properties of the rule. */
export interface RuleFinding extends Omit<Finding, 'id' | 'severity' | 'source'> {
  readonly at: Located;
  readonly with?: readonly Located[];
}

/**
 * The result of a rule for an app.
 *
 * `unknown` is not a pass: the rule needs a value that is unresolved until deployment.
 */
export type Verdict =
  | { readonly is: 'pass' | 'not-applicable' }
  | { readonly is: 'unknown'; readonly because: string }
  | { readonly is: 'fail'; readonly findings: readonly RuleFinding[] };

/** A rule: one file, one pure function on the model. */
export interface Rule {
  /** Stable: users acknowledge it. `<group>-<what is wrong>`, in kebab-case. */
  readonly id: string;
  readonly group: RuleGroup;
  readonly severity: 'error' | 'warning';
  /** The requirement, in one sentence: the first sentence of its section in docs/RULES.md. */
  readonly sentence: string;
  /** What happens if the requirement is not met. */
  readonly why: string;
  /** The page or incident that the requirement is based on. */
  readonly source: string;
  /** The rule runs only if this pack is enabled. */
  readonly pack?: 'security';
  /** Less strict rules: their findings are omitted for a construct if this rule reports it. */
  readonly supersedes?: readonly string[];
  readonly evaluate: (input: RuleContext) => Verdict;
}

/** Collects the verdict of a rule that checks each place separately. */
export class Evaluation {
  private readonly findings: RuleFinding[] = [];
  private places = 0;
  private reasonUnknown?: string;

  /** Counts a place that meets the requirement. */
  public pass(): void {
    this.places += 1;
  }

  public fail(finding: RuleFinding): void {
    this.places += 1;
    this.findings.push(finding);
  }

  /** Counts a place that is unknown until deployment. */
  public unknown(because: string): void {
    this.places += 1;
    this.reasonUnknown ??= because;
  }

  /** A failure takes precedence over unknown, and unknown takes precedence over pass. */
  public get verdict(): Verdict {
    if (this.findings.length > 0) return { is: 'fail', findings: this.findings };
    if (this.reasonUnknown !== undefined) return { is: 'unknown', because: this.reasonUnknown };
    return { is: this.places > 0 ? 'pass' : 'not-applicable' };
  }
}
