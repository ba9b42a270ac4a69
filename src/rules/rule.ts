import type { Finding } from '../findings/finding';
import type { Located } from '../findings/place';
import type { DependencyGraph } from '../model/dependency-graph';
import type { GatewayModel } from '../model/gateway-model';

/** What a rule is about, and the first part of its id. */
export type RuleGroup = 'order' | 'grants' | 'auth' | 'names' | 'limits' | 'schemas' | 'policies' | 'security';

/** What a rule checks: the app, and how it is deployed now. */
export interface RuleContext {
  readonly model: GatewayModel;
  readonly graph: DependencyGraph;
  /** The app as it is deployed now, where the user gave it: for rules about changes. */
  readonly deployed?: GatewayModel;
}

/** What a rule finds at one place; `check` adds what the rule says of itself. */
export interface RuleFinding extends Omit<Finding, 'id' | 'severity' | 'source'> {
  readonly at: Located;
  readonly with?: readonly Located[];
}

/**
 * What a rule says of an app.
 *
 * `unknown` is not a pass: something the rule needs is only known at deployment.
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
  /** The requirement, in one sentence: the first in its section of docs/RULES.md. */
  readonly sentence: string;
  /** What happens otherwise. */
  readonly why: string;
  /** The page or the incident that decides it. */
  readonly source: string;
  /** Only runs when its pack is asked for. */
  readonly pack?: 'security';
  /** Rules that ask for less of the same: what they report of a construct is left out where this rule reports it. */
  readonly supersedes?: readonly string[];
  readonly evaluate: (input: RuleContext) => Verdict;
}

/** Collects the verdict of a rule that checks places one by one. */
export class Evaluation {
  private readonly findings: RuleFinding[] = [];
  private places = 0;
  private reasonUnknown?: string;

  /** Counts a place that is right. */
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

  /** A fault outweighs what is not known; what is not known outweighs what is right. */
  public get verdict(): Verdict {
    if (this.findings.length > 0) return { is: 'fail', findings: this.findings };
    if (this.reasonUnknown !== undefined) return { is: 'unknown', because: this.reasonUnknown };
    return { is: this.places > 0 ? 'pass' : 'not-applicable' };
  }
}
