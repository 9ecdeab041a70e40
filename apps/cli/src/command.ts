/** One command of the command line. */
export interface Command {
  /** What it does, in half a line. */
  readonly summary: string;
  readonly usage: string;
  /** Returns the exit code. `searchPath`: folders that are searched for programs, in the form of PATH. */
  readonly run: (args: readonly string[], searchPath: string) => Promise<number>;
}

/** Invalid arguments; the message says what was expected. The usage is printed after it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
