import type { EventKind, EventOrigin, GapReason } from '@vialog/contracts/vocabulary';
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
import {
  dayWords,
  daysAgoWords,
  rankWords,
  weekdayWords,
  type AmountWord,
  type EpisodeSort,
  type FieldWord,
} from './vocabulary.ts';

/** How one language prints the words of the grammar. */
export interface PrintWords {
  readonly field: (word: FieldWord) => string;
  readonly amount: (word: AmountWord) => string;
  readonly kind: (word: EventKind) => string;
  readonly reason: (word: GapReason) => string;
  readonly origin: (word: EventOrigin) => string;
  readonly sort: (word: EpisodeSort) => string;
  /** ISO weekday. */
  readonly weekday: (weekday: number) => string;
  readonly latestWeekday: (weekday: number) => string;
  readonly dayAgo: (days: number) => string;
  readonly duration: (ms: number) => string;
  readonly last: (ms: number) => string;
  /** A range of times like 17:00-19:00. */
  readonly at: (range: string) => string;
}

const units = [
  ['w', '周', 604_800_000],
  ['d', '天', 86_400_000],
  ['h', '小时', 3_600_000],
  ['m', '分钟', 60_000],
  ['s', '秒', 1000],
] as const;

function duration(ms: number, column: 0 | 1): string {
  const unit = units.find(([, , length]) => ms % length === 0) ?? units[4];
  return `${ms / unit[2]}${unit[column]}`;
}

const english: PrintWords = {
  field: (word) => word,
  amount: (word) => word,
  kind: (word) => word,
  reason: (word) => word,
  origin: (word) => word,
  sort: (word) => rankWords[word],
  weekday: (weekday) => dayWords[weekday - 1] ?? '',
  latestWeekday: (weekday) => weekdayWords[weekday - 1] ?? '',
  dayAgo: (days) => daysAgoWords[days] ?? '',
  duration: (ms) => duration(ms, 0),
  last: (ms) => `last:${duration(ms, 0)}`,
  at: (range) => `at:${range}`,
};

const chinese: PrintWords = {
  field: (word) => chineseFields[word][0],
  amount: (word) => chineseAmounts[word][0],
  kind: (word) => chineseKinds[word][0],
  reason: (word) => chineseReasons[word][0],
  origin: (word) => chineseOrigins[word][0],
  sort: (word) => chineseSorts[word][0],
  weekday: (weekday) => chineseDays[weekday - 1]?.[0] ?? '',
  latestWeekday: (weekday) => chineseDays[weekday - 1]?.[0] ?? '',
  dayAgo: (days) => chineseDaysAgo[days]?.[0] ?? '',
  duration: (ms) => duration(ms, 1),
  last: (ms) => `近${duration(ms, 1)}`,
  at: (range) => range,
};

export const printWords = { en: english, zh: chinese } as const;
