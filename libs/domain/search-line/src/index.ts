export { tokens, type Chip } from './chips.ts';
export { timesOf } from './check-tree.ts';
export { maxLineLength, parseSearchLine, type ParsedLine, type ParseOptions } from './parse-search-line.ts';
export { printSearchLine } from './print-search-line.ts';
export { settleCounts } from './settle-counts.ts';
export { suggestWord } from './suggest-word.ts';
export {
  type NameField,
  type Operator,
  type Range,
  type SearchLeaf,
  type SearchNode,
  type SearchProblem,
} from './syntax-tree.ts';
export {
  amountWords,
  countable,
  dayWords,
  fieldExamples,
  fieldWords,
  type AmountWord,
  type Countable,
  type FieldWord,
} from './vocabulary.ts';
