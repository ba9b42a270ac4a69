import type { Finding, Severity } from '../findings/finding';
import type { SchemaFindingId } from '../findings/schema-findings';

/**
 * Collects the findings in a schema document, in order.
 *
 * A shared definition is read once for each use, but reported once.
 */
export class Findings {
  private readonly found = new Map<string, Finding>();

  /** The service rejects the document, or a tool cannot work. */
  error(id: SchemaFindingId, pointer: string, message: string, fix: string): void {
    this.add(id, 'error', pointer, message, fix);
  }

  /** The document deploys, but not as written. */
  warning(id: SchemaFindingId, pointer: string, message: string, fix: string): void {
    this.add(id, 'warning', pointer, message, fix);
  }

  /** A value is unresolved until deployment, so it is not checked. */
  info(id: SchemaFindingId, pointer: string, message: string, fix: string): void {
    this.add(id, 'info', pointer, message, fix);
  }

  get list(): readonly Finding[] {
    return [...this.found.values()];
  }

  private add(id: SchemaFindingId, severity: Severity, pointer: string, message: string, fix: string): void {
    this.found.set(JSON.stringify([id, pointer, message]), { id, severity, message, fix, document: { pointer } });
  }
}
