export { tokens, type Chip } from './chips.ts';
export { timesOf } from './check-tree.ts';
export { maxLineLength, parseSearchLine, type ParsedLine, type ParseOptions } from './parse-search-line.ts';
export { printSearchLine, quotedWord, type SearchLanguage } from './print-search-line.ts';
export { completeLine, nameCondition, type Completing, type Completion } from './completions.ts';
export { withConditions, withoutConditions } from './without-conditions.ts';
export { problemInChinese } from './chinese-problems.ts';
export { problemCodes, type ProblemCode } from './problem-codes.ts';
export { settleCounts } from './settle-counts.ts';
export { suggestWord } from './suggest-word.ts';
export {
  type LocalDay,
  type Moment,
  type NameField,
  type Operator,
  type ProblemParams,
  type Range,
  type SearchLeaf,
  type SearchNode,
  type SearchProblem,
} from './syntax-tree.ts';
export {
  amountWords,
  countable,
  dayWords,
  episodeSorts,
  fieldExamples,
  fieldWords,
  type AmountWord,
  type Countable,
  type EpisodeSort,
  type FieldWord,
} from './vocabulary.ts';
