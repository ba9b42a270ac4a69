/** A Lambda function as plain data: what it takes to run it on this machine. */
export interface FunctionDescription {
  readonly name: string;
  /** The construct path. */
  readonly path: string;
  readonly code: CodeSource;
  readonly handler: string;
  /** As in CloudFormation, `nodejs24.x`; empty for a container image. */
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Variables whose values are unresolved until deployment. */
  readonly missing: readonly string[];
  /** Folders or zip files, in the order of the function. */
  readonly layers: readonly string[];
  /** ARNs of layers outside of the app. */
  readonly missingLayers: readonly string[];
  /** `x86_64` or `arm64`. */
  readonly architecture: string;
  readonly region: string;
  readonly account: string;
}

export type CodeSource =
  /** A folder or a zip file. */
  | { readonly in: 'files'; readonly path: string }
  /** A single file, written into the template. */
  | { readonly in: 'template'; readonly text: string }
  /** A container image, and how to build it if it is an image of the app. */
  | { readonly in: 'image'; readonly uri: string; readonly build?: { readonly folder: string; readonly arguments: readonly string[] } };

/** What functions on this machine have in common. */
export interface FunctionOptions {
  /** Takes each line that a function writes. */
  readonly log: (line: string) => void;
  /** What the user should know once: another version of the interpreter, a layer that cannot be had. */
  readonly warn: (message: string) => void;
  /** Where to search for a virtual environment for Python, and for packages that Lambda has. */
  readonly appFolder?: string;
  /** Whether functions have the credentials of this machine's user. */
  readonly awsCredentials?: boolean;
  /** How many processes one function may have. */
  readonly processLimit?: number;
}

/** What an invocation returned. Errors are those that Lambda returns, in its words. */
export type InvocationResult =
  | { readonly kind: 'response'; readonly payload: Buffer }
  | {
    readonly kind: 'error';
    readonly errorType: string;
    readonly errorMessage: string;
    /** The JSON that Lambda returns for the error. */
    readonly payload: Buffer;
    /** What may be the reason on this machine, and what to do. */
    readonly hint?: string;
  };
