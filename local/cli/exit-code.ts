/** What the exit code of the command says; docs/CLI.md and `--help` list the same. */
export const EXIT = {
  /** Nothing that fails was found. Warnings do not fail, except with `--strict`. */
  clean: 0,
  /** Errors were found, or a server did not answer `tools --refresh`. */
  found: 1,
  /** The command line, the settings or the input cannot be used. */
  usage: 2,
  /** An internal error. */
  internal: 3,
} as const;

export type ExitCode = typeof EXIT[keyof typeof EXIT];

export const EXIT_CODES_HELP = `Exit codes:
  0  nothing that fails was found
  1  errors were found (with --strict also warnings), or a server did not answer --refresh
  2  the command line, the settings or the input cannot be used
  3  an internal error of the command`;
