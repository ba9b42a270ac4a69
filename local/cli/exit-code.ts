/** The exit codes of the command, as docs/CLI.md and `--help` list them. */
export const EXIT = {
  /** No errors. Warnings count as errors with `--strict` only. */
  clean: 0,
  /** `check` found errors, or `tools --refresh` failed for a server. */
  found: 1,
  /** The command line, the settings or the input is invalid. */
  usage: 2,
  /** An internal error. */
  internal: 3,
} as const;

export type ExitCode = typeof EXIT[keyof typeof EXIT];

export const EXIT_CODES_HELP = `Exit codes:
  0  no errors were found
  1  errors were found (with --strict also warnings), or --refresh failed for a server
  2  the command line, the settings or the input is invalid
  3  an internal error of the command`;
