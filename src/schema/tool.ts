import type { Finding } from '../findings/finding';

/** A JSON Schema, or the keywords of one that a kind of target supports. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** A tool of a target. Its name does not include the target name. */
export interface Tool {
  readonly name: string;
  readonly description?: string;
  /** The schema of the arguments; `undefined` when the document does not contain it. */
  readonly inputSchema?: JsonSchema;
  readonly outputSchema?: JsonSchema;
}

/** The result of reading a document. Readers do not throw: they report all problems as findings. */
export interface ReadTools {
  /** The tools that have a name, in the order of the document, also when there are errors. Of several tools with the same name, the first. */
  readonly tools: readonly Tool[];
  readonly findings: readonly Finding[];
}
