import type { ReadTools } from '../../src/schema/tool';

/** Each finding as `severity id at`, for tests that expect exactly these. */
export function lines({ findings }: ReadTools): string[] {
  return findings.map(({ severity, id, document }) => `${severity} ${id} ${document!.pointer}`.trimEnd());
}

/** The message of the one finding with an id, and what to change. */
export function message({ findings }: ReadTools, id: string): string {
  const found = findings.filter((finding) => finding.id === id);
  expect(found).toHaveLength(1);
  return `${found[0].message}; ${found[0].fix}`;
}
