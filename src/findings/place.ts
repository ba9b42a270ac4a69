/** A resource: `<stack>.<logical id>`. */
export type Address = string;

/** A line of the user's program. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** A construct. */
export interface ConstructPlace {
  /** The construct path, or what is nearest to it, for people: `S1/Inner` and not `S1/Inner/Resource`. */
  readonly path: string;
  /** The user's line that made it. */
  readonly source?: SourceLocation;
}

/** A construct that is in a template, or a resource of a template without constructs. */
export interface Located extends ConstructPlace {
  readonly address: Address;
}

/** A place in a JSON document. */
export interface DocumentPlace {
  /** The file of the document, when it is one. */
  readonly file?: string;
  /** JSON pointer, the empty string for the document itself. */
  readonly pointer: string;
}

/** A place in a text with lines. */
export interface TextPlace {
  /** What the text is called: the name of a policy. */
  readonly name: string;
  /** The file of the text, when it is one. */
  readonly file?: string;
  /** Line and columns count from 1. */
  readonly line: number;
  readonly column: number;
  /** The column behind the last character; on a later line when the place spans several. */
  readonly endLine: number;
  readonly endColumn: number;
  /** The line with a mark below the place. */
  readonly frame: string;
}
