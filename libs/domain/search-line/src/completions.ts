import { eventKinds, eventOrigins, gapReasons } from '@vialog/contracts/vocabulary';
import {
  chineseAmounts,
  chineseDays,
  chineseDaysAgo,
  chineseFields,
  chineseKinds,
  chineseOrigins,
  chineseReasons,
  chineseSorts,
} from './chinese-words.ts';
import { tokensOf } from './near-words.ts';
import { printWords } from './print-words.ts';
import { quotedWord, type SearchLanguage } from './print-search-line.ts';
import { fieldNamed } from './read-leaf.ts';
import { readWord } from './read-words.ts';
import type { NameField, Range } from './syntax-tree.ts';
import { foldWidth, quotes, tokenize, type Token } from './tokenize.ts';
import {
  amountWords,
  countable,
  dayWords,
  daysAgoWords,
  episodeSorts,
  fieldWords,
  rankWords,
  weekdayWords,
  type FieldWord,
} from './vocabulary.ts';

/** A word of the grammar that continues a line. */
export interface Completion {
  readonly kind: 'day' | 'order' | 'number' | 'field' | 'value';
  /** What replaces the range; a field ends with ":", a number with an operator, the others are complete. */
  readonly text: string;
  /** English word, the key of its explanation. */
  readonly word: string;
}

/** What can be typed at a position of a line. */
export interface Completing extends Range {
  /** The part of a word before the position, without quotation marks. */
  readonly typed: string;
  /** Names of these items continue the line too; `any` for a word without a field. */
  readonly names: NameField | 'near' | 'any' | undefined;
  readonly words: readonly Completion[];
  /** The word is the beginning of a word of the grammar only, so the line may be incomplete. */
  readonly isUnfinished: boolean;
}

/**
 * What can be typed at the end of a line: words of the grammar that begin with the last word, in English or Chinese, and
 * what kind of names. Inserted words are in `language`.
 */
export function completeLine(line: string, language: SearchLanguage): Completing {
  const token = tokenize(line).at(-1);
  const isTouching = token !== undefined && token.to === line.length;
  if (!isTouching || ['open', 'or', 'and', 'minus'].includes(token.kind)) return starting(line, language);
  if (token.kind === 'broken') return ofOpenQuote(line, token.from);
  if (token.kind === 'word') return ofNearName(line, token, language) ?? ofWord(line, token, language);
  if (token.kind === 'field') return ofField(line, token, language);
  return { from: line.length, to: line.length, typed: '', names: undefined, words: [], isUnfinished: false };
}

/** Where no word is begun: days and orders. */
function starting(line: string, language: SearchLanguage): Completing {
  const words = grammarOf(language).filter(({ kind }) => kind === 'day' || kind === 'order');
  return {
    from: line.length,
    to: line.length,
    typed: '',
    names: undefined,
    words: words.map(completionOf),
    isUnfinished: false,
  };
}

/** A quotation mark without its partner, maybe after a field: site:"North L. */
function ofOpenQuote(line: string, from: number): Completing {
  const name = /([^\s()":<>=]+):(?:[^\s"]*,)?$/.exec(foldWidth(line.slice(0, from)))?.[1];
  const field = name === undefined ? undefined : fieldNamed(name);
  const names = field && nameFields.has(field) ? (field as NameField | 'near') : 'any';
  return { from, to: line.length, typed: line.slice(from + 1), names, words: [], isUnfinished: false };
}

/** The last word belongs to a name after near, which may end before it: near North Lot yest. */
function ofNearName(line: string, last: Token, language: SearchLanguage): Completing | undefined {
  const near = tokensOf(line).at(-1);
  if (near?.kind !== 'field' || near.from === last.from || near.to !== last.to) return undefined;
  const [place] = near.values;
  if (!place || near.values.length > 1 || place.to !== last.to) return undefined;
  const asWord = ofWord(line, last, language);
  if (place.from !== last.from && asWord.isUnfinished) return { ...asWord, names: undefined };
  const { from, to, text } = place;
  return { from, to, typed: text, names: 'near', words: [], isUnfinished: false };
}

const quoteMark = new RegExp(`["${quotes}]`, 'g');

function ofWord(line: string, token: Token, language: SearchLanguage): Completing {
  const isQuoted = /^"/.test(foldWidth(line.charAt(token.from)));
  const typed = line.slice(token.from).replaceAll(quoteMark, '');
  const words = isQuoted ? [] : beginningWith(grammarOf(language), typed).map(completionOf);
  const isComplete = isQuoted || readWord(foldWidth(typed)) !== undefined;
  return {
    from: token.from,
    to: line.length,
    typed,
    names: 'any',
    words: words.filter(({ text }) => text !== typed),
    isUnfinished: !isComplete && words.length > 0 && typed.length > 1,
  };
}

const nameFields: ReadonlySet<FieldWord> = new Set(['site', 'camera', 'zone', 'group', 'near']);

function ofField(
  line: string,
  token: Extract<Token, { kind: 'field' }>,
  language: SearchLanguage,
): Completing {
  const field = fieldNamed(token.name);
  const value = token.values.at(-1);
  const from = value?.from ?? line.length;
  const typed = value?.text ?? '';
  const isFirst = token.values.length === 1;
  const names = field && nameFields.has(field) && (isFirst || field !== 'near') ? field : undefined;
  const words = field ? beginningWith(valuesOf(field, language), typed).map(completionOf) : [];
  return {
    from,
    to: line.length,
    typed,
    names: names as NameField | 'near' | undefined,
    words: words.filter(({ text }) => text !== typed),
    isUnfinished: false,
  };
}

interface GrammarWord extends Completion {
  /** Folded spellings in both languages. */
  readonly spellings: readonly string[];
}

const completionOf = ({ kind, text, word }: GrammarWord): Completion => ({ kind, text, word });

function beginningWith(words: readonly GrammarWord[], typed: string): readonly GrammarWord[] {
  const wanted = foldWidth(typed).toLowerCase();
  return words.filter(({ spellings }) => spellings.some((spelling) => spelling.startsWith(wanted)));
}

function grammarWord(completion: Completion, ...spellings: readonly string[]): GrammarWord {
  return { ...completion, spellings: [completion.word, ...spellings].map((each) => each.toLowerCase()) };
}

/** 近 needs no colon: 近7天. */
const fieldStart = (word: FieldWord, language: SearchLanguage): string =>
  word === 'last' && language === 'zh' ? '近' : `${printWords[language].field(word)}:`;

/** Fields that are typed more easily as a word without a field, or are for machines. */
const hiddenFields: ReadonlySet<FieldWord> = new Set(['class', 'from', 'to', 'sort', 'bbox', 'polygon']);

function grammarOf(language: SearchLanguage): readonly GrammarWord[] {
  const words = printWords[language];
  return [
    ...daysAgoWords.map((word, i) =>
      grammarWord({ kind: 'day', text: words.dayAgo(i), word }, ...(chineseDaysAgo[i] ?? [])),
    ),
    ...episodeSorts.map((sort) =>
      grammarWord({ kind: 'order', text: words.sort(sort), word: rankWords[sort] }, ...chineseSorts[sort]),
    ),
    ...amountWords.map((word) =>
      grammarWord(
        { kind: 'number', text: `${words.amount(word)}${word === 'free' ? '<' : '>'}`, word },
        ...chineseAmounts[word],
      ),
    ),
    ...fieldWords
      .filter((word) => !hiddenFields.has(word))
      .map((word) =>
        grammarWord({ kind: 'field', text: fieldStart(word, language), word }, ...chineseFields[word]),
      ),
    ...weekdayWords.map((word, i) =>
      grammarWord({ kind: 'day', text: words.latestWeekday(i + 1), word }, ...(chineseDays[i] ?? [])),
    ),
  ];
}

/** The values of a field with a closed vocabulary. */
function valuesOf(field: FieldWord, language: SearchLanguage): readonly GrammarWord[] {
  const words = printWords[language];
  const value = (word: string, text: string, spellings: readonly string[]): GrammarWord =>
    grammarWord({ kind: 'value', text, word }, ...spellings);
  switch (field) {
    case 'class':
      return countable.map((word) => value(word, words.amount(word), chineseAmounts[word]));
    case 'kind':
      return eventKinds.map((word) => value(word, words.kind(word), chineseKinds[word]));
    case 'reason':
      return gapReasons.map((word) => value(word, words.reason(word), chineseReasons[word]));
    case 'origin':
      return eventOrigins.map((word) => value(word, words.origin(word), chineseOrigins[word]));
    case 'sort':
      return episodeSorts.map((word) => value(word, words.sort(word), chineseSorts[word]));
    case 'on':
      return dayWords.map((word, i) => value(word, words.weekday(i + 1), chineseDays[i] ?? []));
    default:
      return [];
  }
}

/** A name as a part of a line: site:"North Lot", or a tag as a word. */
export function nameCondition(
  field: NameField | 'near' | 'tag',
  name: string,
  language: SearchLanguage,
): string {
  return field === 'tag' ? quotedWord(name) : `${printWords[language].field(field)}:${quotedWord(name)}`;
}
