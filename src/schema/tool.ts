import type { Finding } from '../findings/finding';

/** A JSON Schema, or the part of one that a kind of target keeps. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** A tool as its target offers it: the name is without the target's name in front. */
export interface Tool {
  readonly name: string;
  readonly description?: string;
  /** What a model may send. `undefined` when the document does not say. */
  readonly inputSchema?: JsonSchema;
  readonly outputSchema?: JsonSchema;
}

/** What a reader of any kind of document returns. Readers never throw: what is wrong is in the findings, all of it. */
export interface ReadTools {
  /** Tools with a name, the first of each name, in the order of the document; also when there are errors. */
  readonly tools: readonly Tool[];
  readonly findings: readonly Finding[];
}
