/** A range of characters in the search line. */
export interface LinePart {
  readonly from: number;
  /** Index after the last character. */
  readonly to: number;
}
/** An error in the search line. */
export interface LineProblem extends LinePart {
  readonly message: string;
}
/** The conditions of the search line, to be shown as chips, and its errors. */
export interface ParsedLine {
  readonly chips: readonly LinePart[];
  readonly problems: readonly LineProblem[];
}
