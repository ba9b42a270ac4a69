import type { DependencyGraph } from '../model/dependency-graph';
import type { GatewayModel, Located } from '../model/gateway-model';

/** An error stops `cdk synth`; a warning is printed. */
export type Severity = 'error' | 'warning';

/** What a rule is about, and the first part of its id. */
export type RuleGroup = 'order' | 'grants' | 'auth' | 'names' | 'limits' | 'schemas' | 'policies' | 'security';

/** What rules judge. */
export interface RuleInput {
  readonly model: GatewayModel;
  readonly graph: DependencyGraph;
  /** The app as it is deployed now, where the user gave it: for rules about changes. */
  readonly deployed?: GatewayModel;
}

/** One fault, at one place. */
export interface Finding {
  /** Where the user has to look first. */
  readonly at: Located;
  /** What else is part of the fault: the other target of the same name, the policy that comes too late. */
  readonly with?: readonly Located[];
  /** What is wrong, what was given, what is allowed: lower-case, user input in backticks, no final period. */
  readonly message: string;
  /** What to change. */
  readonly fix: string;
}

/**
 * What a rule says of an app.
 *
 * `unknown` is not a pass: something the rule needs is only known at deployment.
 */
export type Verdict =
  | { readonly is: 'pass' | 'not-applicable' }
  | { readonly is: 'unknown'; readonly because: string }
  | { readonly is: 'fail'; readonly findings: readonly Finding[] };

/** A rule: one file, one pure function on the model. */
export interface Rule {
  /** Stable: users acknowledge it. `<group>-<what is wrong>`, in kebab-case. */
  readonly id: string;
  readonly group: RuleGroup;
  readonly severity: Severity;
  /** What must be so, in one sentence: the first in its section of docs/RULES.md. */
  readonly sentence: string;
  /** What happens otherwise. */
  readonly why: string;
  /** The page or the incident that decides it. */
  readonly source: string;
  /** Only runs when its pack is asked for. */
  readonly pack?: 'security';
  readonly judge: (input: RuleInput) => Verdict;
}

/** The verdict of a rule that looks at places one by one. */
export class Judgement {
  private readonly findings: Finding[] = [];
  private looked = 0;
  private unknown?: string;

  /** Counts a place as looked at and found right. */
  public pass(): void {
    this.looked += 1;
  }

  public fail(finding: Finding): void {
    this.looked += 1;
    this.findings.push(finding);
  }

  /** Counts a place that only the deployment can judge. */
  public cannotTell(because: string): void {
    this.looked += 1;
    this.unknown ??= because;
  }

  /** A fault outweighs what is not known; what is not known outweighs what is right. */
  public get verdict(): Verdict {
    if (this.findings.length > 0) return { is: 'fail', findings: this.findings };
    if (this.unknown !== undefined) return { is: 'unknown', because: this.unknown };
    return { is: this.looked > 0 ? 'pass' : 'not-applicable' };
  }
}
