/** A resource: `<stack>.<logical id>`. */
export type Address = string;

/** A position in the user's source code. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** A construct. */
export interface ConstructPlace {
  /** The construct path as shown to users: `S1/Inner` instead of `S1/Inner/Resource`. */
  readonly path: string;
  /** The line that creates the construct. */
  readonly source?: SourceLocation;
}

/** A construct with a resource in a template, or a resource in a template without construct metadata. */
export interface Located extends ConstructPlace {
  readonly address: Address;
}

/** A place in a JSON document. */
export interface DocumentPlace {
  /** The file that contains the document; undefined when it is inline. */
  readonly file?: string;
  /** JSON pointer; the empty string for the whole document. */
  readonly pointer: string;
}

/** A range in a text. */
export interface TextPlace {
  /** The name of the text: the name of a policy. */
  readonly name: string;
  /** The file that contains the text; undefined when it is inline. */
  readonly file?: string;
  /** Lines and columns are 1-based. */
  readonly line: number;
  readonly column: number;
  /** The column after the last character. */
  readonly endLine: number;
  readonly endColumn: number;
  /** The line, with the range marked below. */
  readonly frame: string;
}
