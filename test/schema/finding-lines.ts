import type { ReadTools } from '../../src/schema/tool';

/** Formats each finding as `severity id at`. */
export function lines({ findings }: ReadTools): string[] {
  return findings.map(({ severity, id, document }) => `${severity} ${id} ${document!.pointer}`.trimEnd());
}

/** The message and the fix of the only finding with an id. */
export function message({ findings }: ReadTools, id: string): string {
  const found = findings.filter((finding) => finding.id === id);
  expect(found).toHaveLength(1);
  return `${found[0].message}; ${found[0].fix}`;
}
