import { checkTree } from './check-tree.ts';
import { readComparison, readField, type LeafOrProblem } from './read-leaf.ts';
import { tokensOf } from './near-words.ts';
import type { ProblemCode } from './problem-codes.ts';
import type { ProblemParams, Range, SearchLeaf, SearchNode, SearchProblem } from './syntax-tree.ts';
import { readWord } from './read-words.ts';
import { foldWidth, type Token } from './tokenize.ts';

/** Length limit of a line, UTF-16 units. */
export const maxLineLength = 1000;
const maxDepth = 30;

export type ParsedLine =
  | { readonly ok: true; readonly tree: SearchNode; readonly notes: readonly SearchProblem[] }
  | { readonly ok: false; readonly problems: readonly SearchProblem[] };

export interface ParseOptions {
  /** What the line is read for: `for:` is valid for episodes only. */
  readonly use?: 'events' | 'episodes';
}

/**
 * Parses a search line (grammar: docs/search.md). Every problem has its position in the line and says what was expected.
 * Never throws. Names are not looked up.
 */
export function parseSearchLine(line: string, options: ParseOptions = {}): ParsedLine {
  if (line.length > maxLineLength)
    return {
      ok: false,
      problems: [
        {
          from: maxLineLength,
          to: line.length,
          code: 'tooLong',
          params: { max: maxLineLength, found: line.length },
          message: `Expected at most ${maxLineLength} characters, found ${line.length}.`,
        },
      ],
    };
  const parser = new Parser(line, tokensOf(line));
  const tree = parser.parse();
  const problems = parser.problems.length > 0 ? parser.problems : checkTree(tree, options.use ?? 'events');
  return problems.length > 0
    ? { ok: false, problems: [...problems].sort((a, b) => a.from - b.from) }
    : { ok: true, tree, notes: parser.notes };
}

class Parser {
  readonly problems: SearchProblem[] = [];
  /** How ambiguous values were interpreted. */
  readonly notes: SearchProblem[] = [];
  readonly #line: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;
  /** The parentheses are nested too deeply: the rest of the line is not parsed. */
  #givenUp = false;

  constructor(line: string, tokens: readonly Token[]) {
    this.#line = line;
    this.#tokens = tokens;
  }

  parse(): SearchNode {
    if (this.#tokens.length === 0) return this.#everything();
    let tree = this.#anyOf();
    while (this.#peek()?.kind === 'close') {
      this.#complain(this.#peek(), 'unopenedParenthesis', 'Expected an opening "(" for this ")".');
      this.#next += 1;
      tree = this.#peek() ? this.#anyOf() : tree;
    }
    return tree;
  }

  #everything(): SearchNode {
    return { kind: 'everything', from: 0, to: this.#line.length };
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #take(): Token | undefined {
    const token = this.#tokens[this.#next];
    this.#next += 1;
    return token;
  }

  #complain(range: Range | undefined, code: ProblemCode, message: string): void {
    const end = this.#line.length;
    const params: ProblemParams = code === 'tooDeep' ? { max: maxDepth } : {};
    const problem = { from: range?.from ?? end, to: range?.to ?? end, code, params, message };
    // A lone OR lacks a condition on both sides: report it once.
    const before = this.problems.at(-1);
    if (before?.message !== message || before.from !== problem.from) this.problems.push(problem);
  }

  #anyOf(): SearchNode {
    const parts = [this.#allOf()];
    while (this.#peek()?.kind === 'or') {
      this.#next += 1;
      parts.push(this.#allOf());
    }
    return joined('or', parts);
  }

  #allOf(): SearchNode {
    const parts: SearchNode[] = [];
    for (let token = this.#peek(); token && !endsGroup(token); token = this.#peek()) {
      if (token.kind === 'and') this.#and(parts.length > 0);
      else parts.push(...this.#conditionsFrom(token));
    }
    if (parts.length > 0) return joined('and', parts);
    const token = this.#peek() ?? this.#tokens[this.#next - 1];
    this.#complain(
      token,
      'missingCondition',
      'Expected a condition here, like car>=20, site:"North Lot" or a name.',
    );
    return this.#everything();
  }

  /** AND between two conditions means the same as a space. */
  #and(afterCondition: boolean): void {
    const token = this.#take();
    const next = this.#peek();
    if (!afterCondition || !next || endsGroup(next) || next.kind === 'and')
      this.#complain(token, 'emptyAnd', 'Expected a condition before and after AND; a space means the same.');
  }

  /** One condition, or the two of a word like 昨天下午5点到7点. */
  #conditionsFrom(token: Token): readonly SearchNode[] {
    const node = this.#oneOf();
    return node.kind === 'and' && token.kind !== 'open' ? node.of : [node];
  }

  #oneOf(): SearchNode {
    const token = this.#take();
    if (token?.kind === 'minus') return this.#negated(token);
    return this.#primary(token);
  }

  #negated(minus: Token): SearchNode {
    const next = this.#peek();
    if (!next || next.kind === 'minus' || endsGroup(next) || next.from > minus.to) {
      this.#complain(minus, 'emptyMinus', 'Expected a condition directly after "-", like -site:"North Lot".');
      return this.#everything();
    }
    const of = this.#primary(this.#take());
    return { kind: 'not', of, from: minus.from, to: of.to };
  }

  #primary(token: Token | undefined): SearchNode {
    switch (token?.kind) {
      case 'open':
        return this.#group(token);
      case 'word':
        return this.#word(token);
      case 'field':
        return conditionsOfTimes(token, this.#line) ?? this.#leaf(readField(token));
      case 'compare':
        return this.#leaf(readComparison(token));
      case 'broken':
        this.problems.push(token.problem);
        return this.#everything();
      default:
        this.#complain(token, 'missingCondition', 'Expected a condition here.');
        return this.#everything();
    }
  }

  #word(token: Extract<Token, { kind: 'word' }>): SearchNode {
    if (!token.quoted && token.text === 'NOT')
      this.#complain(token, 'useMinus', 'Write "-" before a condition instead of NOT.');
    if (token.text.trim() === '')
      this.#complain(token, 'emptyName', 'Expected a name between the quotation marks.');
    const range = { from: token.from, to: token.to };
    return (
      (token.quoted ? undefined : conditionsOfWord(token)) ?? { kind: 'word', text: token.text, ...range }
    );
  }

  #leaf(result: LeafOrProblem): SearchNode {
    if ('leaf' in result) {
      if (result.note) this.notes.push(result.note);
      return result.leaf;
    }
    this.problems.push(result.problem);
    return this.#everything();
  }

  #group(open: Token): SearchNode {
    if (this.#depth >= maxDepth) {
      this.#complain(open, 'tooDeep', `Expected at most ${maxDepth} parentheses inside each other.`);
      this.#next = this.#tokens.length;
      this.#givenUp = true;
      return this.#everything();
    }
    this.#depth += 1;
    const inner = this.#anyOf();
    this.#depth -= 1;
    if (this.#peek()?.kind === 'close') this.#next += 1;
    else if (!this.#givenUp)
      this.#complain(open, 'unclosedParenthesis', 'Expected a closing ")" for this "(".');
    return inner;
  }
}

/** The conditions that a word stands for, like yesterday; undefined for a part of a name. */
function conditionsOfWord({ text, from, to }: { text: string; from: number; to: number }) {
  const leaves = readWord(text)?.map((body): SearchLeaf => ({ ...body, from, to }));
  return leaves && joined('and', leaves);
}

/** 17:00-19:00 looks like the field "17" to the tokenizer. */
function conditionsOfTimes(token: Token, line: string) {
  const text = foldWidth(line.slice(token.from, token.to));
  return /^\D*\d{1,2}:/.test(text) ? conditionsOfWord({ text, from: token.from, to: token.to }) : undefined;
}

const endsGroup = (token: Token): boolean => token.kind === 'close' || token.kind === 'or';

function joined(kind: 'and' | 'or', parts: readonly SearchNode[]): SearchNode {
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last) throw new Error('a group has at least one part');
  return parts.length === 1 ? first : { kind, of: parts, from: first.from, to: last.to };
}
