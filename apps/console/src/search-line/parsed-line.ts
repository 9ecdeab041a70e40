/** A range of characters in the search line. */
export interface LinePart {
  readonly from: number;
  /** Index after the last character. */
  readonly to: number;
}
/** A condition that is shown as a chip. */
export interface LineChip extends LinePart {
  /** The condition with the words of each language; names stay as they are. */
  readonly shown: Readonly<Record<'en' | 'zh', string>>;
}
/** An error in the search line. */
export interface LineProblem extends LinePart {
  /** The sentence in English. */
  readonly message: string;
  /** The sentence in Chinese, where there is one. */
  readonly chinese?: string | undefined;
}
/** The conditions of the search line, to be shown as chips, and its errors. */
export interface ParsedLine {
  readonly chips: readonly LineChip[];
  readonly problems: readonly LineProblem[];
  /** The last word is the beginning of a word of the grammar: the user is still typing. */
  readonly isUnfinished: boolean;
}
