import type { Finding, Severity } from '../findings/finding';
import type { SchemaFindingId } from '../findings/schema-findings';

/**
 * Collects what is found in a schema document, in the order in which it is met.
 *
 * A shared definition is met once per use, and reported once.
 */
export class Findings {
  private readonly met = new Map<string, Finding>();

  /** The service rejects the document, or a tool cannot work. */
  error(id: SchemaFindingId, pointer: string, message: string, fix: string): void {
    this.add(id, 'error', pointer, message, fix);
  }

  /** The document deploys, but not as written. */
  warning(id: SchemaFindingId, pointer: string, message: string, fix: string): void {
    this.add(id, 'warning', pointer, message, fix);
  }

  /** Something is unresolved until deployment, so it is not checked. */
  info(id: SchemaFindingId, pointer: string, message: string, fix: string): void {
    this.add(id, 'info', pointer, message, fix);
  }

  get list(): readonly Finding[] {
    return [...this.met.values()];
  }

  private add(id: SchemaFindingId, severity: Severity, pointer: string, message: string, fix: string): void {
    this.met.set(JSON.stringify([id, pointer, message]), { id, severity, message, fix, document: { pointer } });
  }
}
