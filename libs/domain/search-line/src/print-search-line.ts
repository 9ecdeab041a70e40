import { printBox, printPoint } from './print-coordinates.ts';
import { isNearWord } from './near-words.ts';
import { printWords, type PrintWords } from './print-words.ts';
import { readDecimal } from './read-values.ts';
import { readWord } from './read-words.ts';
import type { LocalDay, Moment, SearchLeaf, SearchNode } from './syntax-tree.ts';
import { keywords, quotes } from './tokenize.ts';

/** The words of a printed line. Names stay as they are. */
export type SearchLanguage = 'en' | 'zh';

/** Prints a tree as a line. Parsing the line returns the same tree, except for positions. */
export function printSearchLine(node: SearchNode, language: SearchLanguage = 'en'): string {
  const print = (part: SearchNode): string => printSearchLine(part, language);
  const wrapped = (part: SearchNode, inParentheses: boolean): string =>
    inParentheses ? `(${print(part)})` : print(part);
  switch (node.kind) {
    case 'everything':
      return '';
    case 'and':
      return node.of.map((part) => wrapped(part, part.kind === 'and' || part.kind === 'or')).join(' ');
    case 'or':
      return node.of
        .map((part) => wrapped(part, part.kind === 'or'))
        .join(language === 'zh' ? ' 或 ' : ' OR ');
    case 'not':
      return `-${wrapped(node.of, ['and', 'or', 'not'].includes(node.of.kind))}`;
    default:
      return printLeaf(node, printWords[language]);
  }
}

type Printer<K extends SearchLeaf['kind']> = (
  leaf: Extract<SearchLeaf, { kind: K }>,
  words: PrintWords,
) => string;

const printers: { readonly [K in SearchLeaf['kind']]: Printer<K> } = {
  word: ({ text }) => quotedWord(text),
  amount: ({ field, op, value }, { amount }) =>
    `${amount(field)}${op}${field === 'occupancy' ? percent(value) : value}`,
  class: ({ classes }, { field, amount }) => `${field('class')}:${classes.map(amount).join(',')}`,
  name: (leaf, { field }) => `${field(leaf.field)}:${leaf.names.map(quotedValue).join(',')}`,
  model: ({ models }, { field }) => `${field('model')}:${models.join(',')}`,
  kind: ({ kinds }, { field, kind }) => `${field('kind')}:${kinds.map(kind).join(',')}`,
  reason: ({ reasons }, { field, reason }) => `${field('reason')}:${reasons.map(reason).join(',')}`,
  origin: ({ origins }, { field, origin }) => `${field('origin')}:${origins.map(origin).join(',')}`,
  near: ({ radiusM, ...center }, { field }) => `${field('near')}:${printPoint(center)},${distance(radiusM)}`,
  nearPlace: ({ place, radiusM }, { field }) => `${field('near')}:${quoted(place)},${distance(radiusM)}`,
  bbox: (leaf, { field }) => printBox(leaf, field('bbox')),
  polygon: ({ corners }, { field }) => `${field('polygon')}:${corners.map(printPoint).join(';')}`,
  last: ({ ms }, words) => words.last(ms),
  for: ({ ms }, { field, duration }) => `${field('for')}:${duration(ms)}`,
  from: ({ moment }, { field }) => `${field('from')}:${printMoment(moment)}`,
  to: ({ moment }, { field }) => `${field('to')}:${printMoment(moment)}`,
  on: ({ days }, { field, weekday }) => `${field('on')}:${days.map(weekday).join(',')}`,
  at: ({ start, end }, { at }) => at(`${clock(start)}-${clock(end)}`),
  day: ({ day }, words) => printDay(day, words),
  sort: ({ by }, { sort }) => sort(by),
};

function printLeaf(leaf: SearchLeaf, words: PrintWords): string {
  const print = printers[leaf.kind] as Printer<SearchLeaf['kind']>;
  return print(leaf, words);
}

const printMoment = (moment: Moment): string =>
  moment.kind === 'instant' ? new Date(moment.at).toISOString() : moment.text;

function printDay(day: LocalDay, words: PrintWords): string {
  if (day.kind === 'date') return day.date;
  return day.kind === 'ago' ? words.dayAgo(day.days) : words.latestWeekday(day.weekday);
}

/** Characters that a text in quotation marks escapes. */
const quotedMark = new RegExp(`["\\\\${quotes}]`, 'g');
const quoted = (text: string): string => `"${text.replaceAll(quotedMark, '\\$&')}"`;
const plainWord = /^[\p{L}\p{N}_.][\p{L}\p{N}_.-]*$/u;
const isPlain = (text: string): boolean => plainWord.test(text) && text === text.normalize('NFKC');
const isKeyword = (text: string): boolean => keywords.has(text) || text === 'NOT';
/** Whether a text without quotation marks is more than a name: yesterday is a day, 31.03 a part of a position. */
const hasMeaning = (text: string): boolean =>
  isKeyword(text) || isNearWord(text) || readWord(text) !== undefined || readDecimal(text) !== undefined;
/** A name, in quotation marks where it needs them. */
export const quotedWord = (text: string): string =>
  isPlain(text) && !hasMeaning(text) ? text : quoted(text);
const quotedValue = (text: string): string => (isPlain(text) ? text : quoted(text));

/** 0.85 → 85%. */
function percent(ratio: number): string {
  const hundredths = Math.round(ratio * 1e6) / 1e4;
  return `${hundredths}%`;
}

const distance = (metres: number): string => (metres % 1000 === 0 ? `${metres / 1000}km` : `${metres}m`);

const two = (value: number): string => String(value).padStart(2, '0');
const clock = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
