/** One thing that is wrong, or will be lost, in a tool schema document. */
export interface SchemaFinding {
  /** Stable, for users to search for and acknowledge. */
  readonly id: string;
  /** `error`: the service refuses the document, or a tool cannot work. `warning`: it deploys, but not as written. */
  readonly severity: 'error' | 'warning';
  /** JSON pointer into the document, the empty string for the document itself. */
  readonly at: string;
  readonly message: string;
}

/**
 * Collects findings in the order in which they are met.
 *
 * A shared definition is met once per use, and reported once.
 */
export class Findings {
  private readonly met = new Map<string, SchemaFinding>();

  error(id: string, at: string, message: string): void {
    this.add({ id, severity: 'error', at, message });
  }

  warning(id: string, at: string, message: string): void {
    this.add({ id, severity: 'warning', at, message });
  }

  get list(): readonly SchemaFinding[] {
    return [...this.met.values()];
  }

  private add(finding: SchemaFinding): void {
    this.met.set(JSON.stringify([finding.id, finding.at, finding.message]), finding);
  }
}
