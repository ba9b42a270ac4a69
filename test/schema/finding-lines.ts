import type { ReadTools } from '../../src/schema/tool';

/** Each finding as `severity id at`, for tests that expect exactly these. */
export function lines({ findings }: ReadTools): string[] {
  return findings.map(({ severity, id, at }) => `${severity} ${id} ${at}`.trimEnd());
}

/** The message of the one finding with an id. */
export function message({ findings }: ReadTools, id: string): string {
  const found = findings.filter((finding) => finding.id === id);
  expect(found).toHaveLength(1);
  return found[0].message;
}
