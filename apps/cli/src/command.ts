/** One command of the command line. */
export interface Command {
  /** What it does, half a line. */
  readonly what: string;
  readonly usage: string;
  /** Returns the exit code. `searchPath`: folders of programs, as in PATH. */
  readonly run: (args: readonly string[], searchPath: string) => Promise<number>;
}

/** The call was wrong; the message says what was expected. Answered with the usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
