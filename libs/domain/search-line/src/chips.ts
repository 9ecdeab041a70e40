import type { SearchProblem } from './syntax-tree.ts';
import { tokensOf } from './near-words.ts';
import { parseSearchLine, type ParseOptions } from './parse-search-line.ts';
import type { Token } from './tokenize.ts';

export interface Chip {
  readonly kind: 'word' | 'field' | 'compare' | 'or' | 'and' | 'not' | 'open' | 'close' | 'broken';
  /** The text in the line. */
  readonly text: string;
  /** Field or number name, lower case, where there is one. */
  readonly name?: string;
  /** UTF-16 units of the line: from inclusive, to exclusive. */
  readonly from: number;
  readonly to: number;
  /** Problems that touch this chip. */
  readonly problems: readonly SearchProblem[];
}

/** Splits a line into chips for display, each with its problems. Only blanks are between chips. */
export function tokens(line: string, options: ParseOptions = {}): readonly Chip[] {
  const parsed = parseSearchLine(line, options);
  const problems = parsed.ok ? [] : parsed.problems;
  return tokensOf(line).map((token) => ({
    kind: token.kind === 'minus' ? 'not' : token.kind,
    text: line.slice(token.from, token.to),
    ...nameOf(token),
    from: token.from,
    to: token.to,
    problems: problems.filter((problem) => problem.from < token.to && problem.to > token.from),
  }));
}

const nameOf = (token: Token): { name?: string } =>
  token.kind === 'field' || token.kind === 'compare' ? { name: token.name.toLowerCase() } : {};
