import type { Operator, Range, SearchProblem } from './syntax-tree.ts';

export interface Value extends Range {
  readonly text: string;
  readonly quoted: boolean;
}

export type Token =
  | (Range & { readonly kind: 'open' | 'close' | 'or' | 'and' | 'minus' })
  | (Value & { readonly kind: 'word' })
  | (Range & {
      readonly kind: 'field';
      readonly name: string;
      readonly nameTo: number;
      readonly values: readonly Value[];
    })
  | (Range & {
      readonly kind: 'compare';
      readonly name: string;
      readonly nameTo: number;
      readonly op: Operator;
      readonly value: Value;
    })
  | (Range & { readonly kind: 'broken'; readonly problem: SearchProblem });

/** Quotation marks of Chinese and other keyboards. */
export const quotes = '“”„‟＂「」『』';
/** Punctuation that separates conditions like a space; in the values of a field a comma separates values. */
const separators: ReadonlySet<string> = new Set('，、；。');
const commas = '，、';
const dashes = '－−﹣';
const isSpace = (char: string): boolean => /\s/.test(char);

/**
 * Maps characters of Chinese and other keyboards to those of the grammar, one to one, so that positions stay the same:
 * ：＞（）“” and full-width letters and digits.
 */
export function foldWidth(line: string): string {
  let folded = '';
  for (let i = 0; i < line.length; i += 1) folded += foldChar(line.charAt(i));
  return folded;
}

function foldChar(char: string): string {
  if (quotes.includes(char)) return '"';
  if (commas.includes(char)) return ',';
  if (dashes.includes(char)) return '-';
  const code = char.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : char;
}

/** Splits a line into tokens. Never fails: text that is not a token becomes a `broken` token. */
export function tokenize(line: string): readonly Token[] {
  const scanner = new Scanner(line);
  const tokens: Token[] = [];
  for (let token = scanner.next(); token; token = scanner.next()) tokens.push(token);
  return tokens;
}

const operatorAt = /(>=|<=|=>|=<|>|<|=|≥|≤|≧|≦)/y;
const operators: Readonly<Record<string, Operator>> = {
  '>': '>',
  '>=': '>=',
  '=>': '>=',
  '≥': '>=',
  '≧': '>=',
  '=': '=',
  '<=': '<=',
  '=<': '<=',
  '≤': '<=',
  '≦': '<=',
  '<': '<',
};
const headEnd = /[\s()":<>=≥≤≧≦]/;
const valueEnd = /[\s()"]/;
const listEnd = /[\s()",]/;
const marks = { '(': 'open', ')': 'close', '-': 'minus' } as const;
export const keywords: ReadonlyMap<string, 'or' | 'and'> = new Map([
  ['OR', 'or'],
  ['AND', 'and'],
  ['或', 'or'],
  ['或者', 'or'],
  ['且', 'and'],
  ['并且', 'and'],
]);

class Scanner {
  readonly #line: string;
  readonly #text: string;
  #at = 0;

  constructor(line: string) {
    this.#line = line;
    this.#text = foldWidth(line);
  }

  next(): Token | undefined {
    this.#skipSpace();
    const from = this.#at;
    const char = this.#text.charAt(from);
    if (char === '') return undefined;
    if (char === '(' || char === ')' || char === '-') {
      this.#at += 1;
      return { kind: marks[char], from, to: this.#at };
    }
    return char === '"' ? this.#quotedWord(from) : this.#headed(from);
  }

  #skipSpace(): void {
    while (this.#at < this.#text.length && this.#isSpace()) this.#at += 1;
  }

  #isSpace(): boolean {
    return isSpace(this.#text.charAt(this.#at)) || separators.has(this.#line.charAt(this.#at));
  }

  /** A separator at the cursor, but not the comma of a position: 31.03，112.20. */
  #isSeparator(): boolean {
    const isInNumber = /^\d.\d/.test(this.#text.slice(Math.max(0, this.#at - 1), this.#at + 2));
    return separators.has(this.#line.charAt(this.#at)) && !isInNumber;
  }

  #quotedWord(from: number): Token {
    const value = this.#quoted();
    return value ? { kind: 'word', ...value } : this.#unclosed(from);
  }

  #unclosed(from: number): Token {
    this.#at = this.#text.length;
    return broken(from, this.#at);
  }

  /** Reads a quoted text at the cursor; \" and \\ are escapes. Undefined where the closing quotation mark is missing. */
  #quoted(): Value | undefined {
    const from = this.#at;
    let text = '';
    for (let i = from + 1; i < this.#text.length; i += 1) {
      const char = this.#text.charAt(i);
      if (char === '"') {
        this.#at = i + 1;
        return { text, quoted: true, from, to: this.#at };
      }
      if (char === '\\' && i + 1 < this.#text.length) i += 1;
      text += this.#line.charAt(i);
    }
    return undefined;
  }

  /** A token that begins with a plain word: a word, name:value or name>value. */
  #headed(from: number): Token {
    const name = this.#until(headEnd);
    const nameTo = this.#at;
    if (this.#text.charAt(this.#at) === ':') return this.#field({ from, name, nameTo });
    const op = this.#operator();
    if (op) return this.#comparison({ from, name, nameTo }, op);
    this.#at = nameTo;
    const keyword = keywords.get(name);
    if (keyword) return { kind: keyword, from, to: nameTo };
    return { kind: 'word', text: name, quoted: false, from, to: nameTo };
  }

  #until(end: RegExp): string {
    const from = this.#at;
    const isEnd = (): boolean =>
      end.test(this.#text.charAt(this.#at)) || (end !== listEnd && this.#isSeparator());
    while (this.#at < this.#text.length && !isEnd()) this.#at += 1;
    return this.#text.slice(from, this.#at);
  }

  /** An operator at the cursor or after spaces, as in car > 20. */
  #operator(): Operator | undefined {
    this.#skipSpace();
    operatorAt.lastIndex = this.#at;
    const found = operatorAt.exec(this.#text)?.[0];
    if (found === undefined) return undefined;
    this.#at += found.length;
    return operators[found];
  }

  #comparison(head: { from: number; name: string; nameTo: number }, op: Operator): Token {
    this.#skipSpace();
    const from = this.#at;
    const text = this.#until(valueEnd);
    return { kind: 'compare', ...head, op, value: { text, quoted: false, from, to: this.#at }, to: this.#at };
  }

  #field(head: { from: number; name: string; nameTo: number }): Token {
    this.#at += 1;
    const values: Value[] = [];
    do {
      if (values.length > 0) this.#skipComma();
      const value = this.#text.charAt(this.#at) === '"' ? this.#quoted() : this.#bare();
      if (!value) return this.#unclosed(this.#at);
      values.push(value);
    } while (this.#text.charAt(this.#at) === ',');
    return { kind: 'field', ...head, values, to: this.#at };
  }

  #skipComma(): void {
    this.#at += 1;
    this.#skipSpace();
  }

  #bare(): Value {
    const from = this.#at;
    return { text: this.#until(listEnd), quoted: false, from, to: this.#at };
  }
}

const broken = (from: number, to: number): Token => ({
  kind: 'broken',
  from,
  to,
  problem: {
    from,
    to,
    code: 'unclosedQuote',
    params: {},
    message: 'Expected a closing quotation mark, like "North Lot".',
  },
});
