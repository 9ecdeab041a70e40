/** One problem of a labelled set. */
export interface SetProblem {
  /** Line in the file, from 1; undefined where no line is to blame. */
  readonly line?: number | undefined;
  /** What was expected and found, without the file. */
  readonly message: string;
}

/** Problems that the message of an error lists; the others are counted. */
const maxListed = 20;

/** A labelled set that cannot be evaluated. The message has a line `file:line: problem` for each problem. */
export class SetError extends Error {
  override readonly name = 'SetError';
  readonly problems: readonly SetProblem[];

  constructor(file: string, problems: readonly SetProblem[]) {
    const listed = problems
      .slice(0, maxListed)
      .map(({ line, message }) => `${file}${line === undefined ? '' : `:${line}`}: ${message}`);
    const more = problems.length - listed.length;
    super([...listed, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
    this.problems = problems;
  }
}
