import { chineseFields } from './chinese-words.ts';
import { distancePattern, readDecimal } from './read-values.ts';
import { readWord } from './read-words.ts';
import { tokenize, type Token, type Value } from './tokenize.ts';

type Word = Extract<Token, { kind: 'word' }>;
type Field = Extract<Token, { kind: 'field' }>;

/**
 * Whether a word without quotation marks says that a place is near: `near` before a name, or 附近 before or directly after
 * it (北门附近).
 */
export const isNearWord = (text: string): boolean => isHead(text) || placeBefore(text) !== undefined;

/**
 * The tokens of a line, with `near North Lot 500m` as one field like `near:"North Lot",500m`. The name without quotation
 * marks ends before a day, a time, an order, another condition or a distance.
 */
export function tokensOf(line: string): readonly Token[] {
  const tokens = tokenize(line);
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length;) {
    const near = nearAt(tokens, at);
    const token = near?.field ?? tokens[at];
    if (token) joined.push(token);
    at += near?.length ?? 1;
  }
  return joined;
}

interface Near {
  readonly field: Field;
  /** Tokens that it replaces. */
  readonly length: number;
}

function nearAt(tokens: readonly Token[], at: number): Near | undefined {
  const head = tokens[at];
  if (head?.kind !== 'word' || head.quoted) return undefined;
  const before = placeBefore(head.text);
  if (before !== undefined) return withDistance(head, [valueOf(head, before)], tokens.slice(at + 1, at + 2));
  if (!isHead(head.text)) return undefined;
  const words = nameAfter(tokens.slice(at + 1));
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return undefined;
  const rest = tokens.slice(at + 1 + words.length, at + 2 + words.length);
  const name = { text: words.map(({ text }) => text).join(' '), quoted: true, from: first.from, to: last.to };
  const place = words.length === 1 && isPosition(first) ? partsOf(first) : [name];
  const near = withDistance(head, place, rest);
  return { ...near, length: near.length + words.length };
}

const isHead = (text: string): boolean =>
  text.toLowerCase() === 'near' || chineseFields.near.some((word) => word === text);

/** 北门附近 → 北门. */
function placeBefore(text: string): string | undefined {
  const suffix = chineseFields.near.find((word) => text.length > word.length && text.endsWith(word));
  return suffix === undefined ? undefined : text.slice(0, -suffix.length);
}

/** One name in quotation marks, or words up to the first one that is not part of a name. */
function nameAfter(tokens: readonly Token[]): readonly Word[] {
  const [first] = tokens;
  if (first?.kind === 'word' && first.quoted) return first.text.trim() === '' ? [] : [first];
  const end = tokens.findIndex((token) => !isNameWord(token));
  return (end < 0 ? tokens : tokens.slice(0, end)) as readonly Word[];
}

const isNameWord = (token: Token): boolean =>
  token.kind === 'word' &&
  !token.quoted &&
  token.text !== 'NOT' &&
  !isDistance(token) &&
  !isNearWord(token.text) &&
  readWord(token.text) === undefined;

const isDistance = (token: Token): boolean =>
  token.kind === 'word' && !token.quoted && distancePattern.test(token.text);

/** 31.03,112.20 or 31.03,112.20,2km. */
const isPosition = ({ text, quoted }: Word): boolean =>
  !quoted && text.includes(',') && readDecimal(text.split(',')[0] ?? '') !== undefined;

function partsOf({ text, from }: Word): readonly Value[] {
  let at = from;
  return text.split(',').map((part) => {
    const value = { text: part, quoted: false, from: at, to: at + part.length };
    at = value.to + 1;
    return value;
  });
}

const valueOf = ({ from }: Word, text: string): Value => ({
  text,
  quoted: true,
  from,
  to: from + text.length,
});

/** The field, with the distance after the place if there is one. */
function withDistance(head: Word, place: readonly Value[], next: readonly Token[]): Near {
  const distance = next.filter((token) => token.kind === 'word').filter(isDistance);
  const values = [...place, ...distance.map(({ text, from, to }) => ({ text, quoted: false, from, to }))];
  const to = values.at(-1)?.to ?? head.to;
  const field: Field = {
    kind: 'field',
    name: 'near',
    nameTo: head.to,
    values,
    from: head.from,
    to: Math.max(to, head.to),
  };
  return { field, length: 1 + distance.length };
}
