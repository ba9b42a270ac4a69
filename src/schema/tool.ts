import type { HttpOperations } from './http-operation';
import type { Finding } from '../findings/finding';
import type { JsonObject } from '../json';

/** A JSON Schema, or the keywords of one that a kind of target supports. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** A tool of a target. Its name does not include the target name. */
export interface Tool {
  readonly name: string;
  readonly description?: string;
  /** The schema of the arguments; `undefined` when the document does not contain it. */
  readonly inputSchema?: JsonSchema;
  readonly outputSchema?: JsonSchema;
  /** The other members of an MCP tool, as written: `title`, `annotations`, `icons`, `execution`, `_meta` and those of later versions. */
  readonly details?: JsonObject;
}

/** The result of reading a document. Readers do not throw: they report all problems as findings. */
export interface ReadTools {
  /** The tools that have a name, in the order of the document, also when there are errors. Of several tools with the same name, the first. */
  readonly tools: readonly Tool[];
  readonly findings: readonly Finding[];
  /** The requests of tools that stand for operations of an HTTP API. */
  readonly operations?: HttpOperations;
  /** The URL of the HTTP API, with the default of each variable. */
  readonly server?: string;
}
