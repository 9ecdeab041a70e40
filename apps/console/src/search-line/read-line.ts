/** A stretch of the search line: a condition to show as a chip, or where something is wrong. */
export interface LinePart {
  readonly from: number;
  /** Behind the last character. */
  readonly to: number;
}
export interface LineProblem extends LinePart {
  readonly message: string;
}
export interface LineReading {
  readonly chips: readonly LinePart[];
  readonly problems: readonly LineProblem[];
}
