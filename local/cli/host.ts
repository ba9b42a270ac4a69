/** The process that commands run in; tests pass their own. */
export interface Host {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  /** Progress and errors. */
  readonly stderr: Output;
}

/** Writes what is unusual in an input, for commands whose result does not list it. */
export function warningsTo({ stderr }: Host): (warning: string) => void {
  return (warning) => stderr.write(`warning: ${warning}\n`);
}

interface Output {
  readonly isTTY?: boolean;
  /** The width of a terminal. */
  readonly columns?: number;
  write(text: string): unknown;
}
