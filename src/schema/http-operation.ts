/** The HTTP request that a tool stands for, as its schema describes it. */
export interface HttpOperation {
  /** In upper case. */
  readonly method: string;
  /** Follows the URL of the server, with its parameters in braces: `/pets/{petId}`. */
  readonly path: string;
  /** The URL of the server, with the default of each variable; `undefined` when the document has none. */
  readonly server?: string;
  readonly parameters: readonly HttpParameter[];
  readonly body?: HttpBody;
  /** The media types of the responses. */
  readonly accept: readonly string[];
}

/** An argument of the tool that is outside of the body. */
export interface HttpParameter {
  /** The name of the argument. */
  readonly argument: string;
  /** The name in the request. */
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  /** How lists and objects are written: `simple`, `form`, `spaceDelimited`, `pipeDelimited`. */
  readonly style: string;
  /** Whether each item of a list is a parameter of its own. */
  readonly explode: boolean;
  /** Whether the characters that URLs reserve are written as they are. */
  readonly allowReserved?: boolean;
  /** The media type of a value that is a document of its own, such as `application/json`. */
  readonly mediaType?: string;
}

export interface HttpBody {
  readonly mediaType: string;
  readonly required: boolean;
  /** The arguments that are properties of the body, by their names in the body; `undefined`: the argument `argument` is the whole body. */
  readonly properties?: Readonly<Record<string, string>>;
  /** The argument that is the whole body. */
  readonly argument?: string;
  /** How the properties of a form are written; a property without an entry has the defaults of OpenAPI. */
  readonly encoding?: Readonly<Record<string, FormEncoding>>;
}

export interface FormEncoding {
  readonly contentType?: string;
  readonly style?: string;
  readonly explode?: boolean;
}

/** The operations of a document by the names of their tools. */
export type HttpOperations = Readonly<Record<string, HttpOperation>>;
