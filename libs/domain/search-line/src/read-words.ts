import { chineseDays, chineseDaysAgo, chineseFields, chineseSorts, wordSpelled } from './chinese-words.ts';
import { isClockRange, readClockRange } from './read-clock.ts';
import { readDate, readDuration } from './read-values.ts';
import type { LocalDay, SearchLeaf } from './syntax-tree.ts';
import { daysAgoWords, episodeSorts, rankWords, weekdayWords } from './vocabulary.ts';

/** A leaf without its position in the line. */
export type LeafBody = SearchLeaf extends infer L
  ? L extends SearchLeaf
    ? Omit<L, 'from' | 'to'>
    : never
  : never;

/**
 * The conditions that a word without a field stands for: `yesterday`, `friday`, `2026-01-31`, `17:00-19:00`, `fullest`,
 * 近7天, 昨天下午5点到7点. Undefined for every other word, which is part of a name.
 */
export function readWord(text: string): readonly LeafBody[] | undefined {
  const single = readSingle(text);
  if (single) return [single];
  const day = dayPrefixes.find((prefix) => text.startsWith(prefix));
  const rest = day === undefined ? undefined : readSingle(text.slice(day.length));
  const dayLeaf = day === undefined ? undefined : readSingle(day);
  return dayLeaf && rest?.kind === 'at' ? [dayLeaf, rest] : undefined;
}

function readSingle(text: string): LeafBody | undefined {
  const day = dayOf(text);
  if (day) return { kind: 'day', day };
  const sort = sortOf(text);
  if (sort) return { kind: 'sort', by: sort };
  if (isClockRange(text)) {
    const range = readClockRange(text);
    return 'value' in range ? { kind: 'at', ...range.value } : undefined;
  }
  return readRecent(text);
}

function dayOf(text: string): LocalDay | undefined {
  const lower = text.toLowerCase();
  const ago = daysAgoWords.findIndex((word, i) => word === lower || chineseDaysAgo[i]?.includes(text));
  if (ago >= 0) return { kind: 'ago', days: ago };
  const weekday = weekdayWords.findIndex((word, i) => word === lower || chineseDays[i]?.includes(text));
  if (weekday >= 0) return { kind: 'weekday', weekday: weekday + 1 };
  const date = readDate(text);
  return date === undefined ? undefined : { kind: 'date', date };
}

const sortOf = (text: string) =>
  episodeSorts.find((sort) => rankWords[sort] === text.toLowerCase()) ?? wordSpelled(chineseSorts, text);

/** 近7天, 最近2小时: a length after one of the Chinese words of `last:`. */
function readRecent(text: string): LeafBody | undefined {
  const prefix = chineseFields.last.find((word) => text.startsWith(word));
  const length = prefix === undefined ? undefined : readDuration(text.slice(prefix.length), '近7天');
  return length && 'value' in length ? { kind: 'last', ms: length.value } : undefined;
}

const dayPrefixes = [...chineseDaysAgo, ...chineseDays].flat();
