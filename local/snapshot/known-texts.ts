import { isRecord, Resolved, textOf } from '../../src/model/value';

/** Environment variables: a value that only the deployment knows would be a wrong one here. */
export function knownTexts(values: Resolved | undefined): { readonly known: Readonly<Record<string, string>>; readonly missing: readonly string[] } {
  if (!isRecord(values)) return { known: {}, missing: [] };
  const texts = Object.entries(values).map(([name, value]) => [name, textOf(value)] as const);
  return {
    known: Object.fromEntries(texts.flatMap(([name, text]) => text?.known ? [[name, text.text]] : [])),
    missing: texts.flatMap(([name, text]) => text && !text.known ? [name] : []),
  };
}
