import type { Located } from '../../../model/gateway-model';

/** What a deployment does to a target. */
export type TargetFate =
  | 'created'
  | 'unchanged'
  /** By UpdateGatewayTarget, which also reads the tools of an MCP server. */
  | 'updated'
  /** By a synchronization, after the server behind it changed. */
  | 'read-anew'
  /** Deleted and created again, with another ID. */
  | 'replaced'
  /** The creation fails: another target of the gateway still has the name. */
  | 'refused'
  /** The gateway keeps the old tools, although the server behind the target changes. */
  | 'stale'
  | 'deleted'
  /** Depends on the order of stacks, or on values that are unresolved until deployment. */
  | 'unknown';

export interface TargetChange {
  readonly at: Located;
  readonly fate: TargetFate;
  readonly because: string;
  /** Whether the tools that the gateway lists of the target may change. */
  readonly changesTools: boolean;
}

/** The names of properties with different values. */
export function changedKeys(now: unknown, before: unknown): string[] {
  const [after, old] = [now, before].map((value) => (value ?? {}) as Readonly<Record<string, unknown>>);
  return [...new Set([...Object.keys(after), ...Object.keys(old)])].filter((key) => JSON.stringify(after[key]) !== JSON.stringify(old[key]));
}
