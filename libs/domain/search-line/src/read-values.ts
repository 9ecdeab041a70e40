import { chineseDays } from './chinese-words.ts';
import type { ProblemCode } from './problem-codes.ts';
import type { Moment, ProblemParams, SearchProblem } from './syntax-tree.ts';
import { dayWords, weekdayWords } from './vocabulary.ts';

/** Says how an ambiguous value was interpreted; `suggestion` is an unambiguous spelling. */
export interface ReadNote extends Pick<SearchProblem, 'code' | 'params'> {
  readonly message: string;
  readonly suggestion: string;
}

/** A parsed value, or the part of a sentence that says what was expected. */
export type Read<T> = { readonly value: T; readonly note?: ReadNote } | Expectation;
export interface Expectation extends Pick<SearchProblem, 'code' | 'params'> {
  readonly expected: string;
}

export const read = <T>(value: T): Read<T> => ({ value });
export const expected = (code: ProblemCode, message: string, params: ProblemParams = {}): Expectation => ({
  code,
  params,
  expected: message,
});

const decimal = /^[+-]?\d{1,9}(\.\d{1,12})?$/;
const sixDecimals = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;

/** A decimal number, rounded to 6 decimals. */
export function readDecimal(text: string): number | undefined {
  return decimal.test(text) ? sixDecimals(Number(text)) : undefined;
}

export function readAmount(text: string): Read<number> {
  if (/^\d{1,6}$/.test(text)) return read(Number(text));
  return expected('wholeNumber', `a whole number from 0 to 999999, like car>=20, found "${text}"`, {
    found: text,
  });
}

/** 85% or 0.85 → 0.85. */
export function readRatio(text: string): Read<number> {
  const percent = /^(\d{1,5}(?:\.\d{1,4})?)%$/.exec(text)?.[1];
  if (percent !== undefined) return read(sixDecimals(Number(percent) / 100));
  const ratio = readDecimal(text);
  if (ratio !== undefined && ratio >= 0 && ratio <= 1) return read(ratio);
  return expected('percentage', `a percentage, like occupancy>85%, or a ratio of 0 to 1, found "${text}"`, {
    found: text,
  });
}

const unitWords: readonly (readonly [ms: number, ...words: string[]])[] = [
  [1000, 's', '秒', '秒钟'],
  [60_000, 'm', '分', '分钟'],
  [3_600_000, 'h', '小时', '个小时'],
  [86_400_000, 'd', '天', '日'],
  [604_800_000, 'w', '周', '星期', '个星期'],
];
const unitMs: ReadonlyMap<string, number> = new Map(
  unitWords.flatMap(([ms, ...words]) => words.map((word) => [word, ms] as const)),
);
const longestMs = 3660 * 86_400_000;

/** 90s, 10m, 2h, 1h30m, 7d, 2w, 10分钟, 2小时, 7天 → ms. */
export function readDuration(text: string, example: string): Read<number> {
  const parts = [...text.toLowerCase().matchAll(/(\d{1,9})([smhdw]|秒钟?|分钟?|个?小时|天|日|周|个?星期)/gy)];
  const ms = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitMs.get(unit ?? '') ?? 0), 0);
  const whole = parts.map(([part]) => part).join('') === text.toLowerCase();
  if (whole && ms > 0 && ms <= longestMs) return read(ms);
  return expected(
    'duration',
    `a length of time of at most 3660d, like ${example} (units s m h d w), found "${text}"`,
    { found: text },
  );
}

/** A distance: 500m, 1.5km, 500米, 2公里. */
export const distancePattern = /^(\d{1,8}(?:\.\d{1,3})?)(?:(km|公里|千米)|m|米)$/i;

/** Metres: 500m, 2km, 1.5km. */
export function readDistance(text: string): Read<number> {
  const [, amount, kilometres] = distancePattern.exec(text) ?? [];
  const metres = amount ? Math.round(Number(amount) * (kilometres ? 1000 : 1) * 1000) / 1000 : 0;
  if (metres >= 1 && metres <= 20_100_000) return read(metres);
  return expected(
    'distance',
    `a distance of at least 1m and at most 20100km, like 500m or 2km, found "${text}"`,
    { found: text },
  );
}

const moment = /^(\d{4})-(\d\d)-(\d\d)t(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(?:z|([+-])(\d\d):?(\d\d))$/i;

const localMinute = /^\d{4}-\d\d-\d\dt\d\d:\d\d$/i;

/**
 * An ISO time with an offset, or a date or a time without one, which is local to the places that the line selects.
 */
export function readMoment(text: string, field: string): Read<Moment> {
  const local = readDate(text) ?? readLocalMinute(text);
  if (local !== undefined) return read({ kind: 'local', text: local });
  const parts = moment.exec(text);
  if (!parts) return momentExpectation(text, field);
  const utc = utcOf(parts);
  const offset = offsetOf(parts);
  if (utc === undefined || offset === undefined)
    return expected(
      'noSuchTime',
      `a time that exists, like ${field}:2026-01-31T08:00+08:00, found "${text}"`,
      { found: text },
    );
  return read({ kind: 'instant', at: utc - offset });
}

/** 2026-01-31 or 2026年1月31日 → 2026-01-31; undefined for a day that does not exist. */
export function readDate(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})(?:-|年)(\d{1,2})(?:-|月)(\d{1,2})日?$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const utc = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(utc) && new Date(utc).toISOString().startsWith(date) ? date : undefined;
}

function readLocalMinute(text: string): string | undefined {
  if (!localMinute.test(text)) return undefined;
  const local = text.toUpperCase();
  const utc = Date.parse(`${local}:00Z`);
  return !Number.isNaN(utc) && new Date(utc).toISOString().startsWith(local) ? local : undefined;
}

/** The date and time of the match as if they were UTC; undefined for 30 February or 25:61. */
function utcOf(parts: RegExpExecArray): number | undefined {
  const [, year, month, day, hour, minute, second = '00', millis = ''] = parts;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${millis.padEnd(3, '0')}Z`;
  const utc = Date.parse(iso);
  return !Number.isNaN(utc) && new Date(utc).toISOString() === iso ? utc : undefined;
}

/** Offset from UTC, ms; undefined for an offset that no time zone has. */
function offsetOf(parts: RegExpExecArray): number | undefined {
  const [hours, minutes] = [Number(parts[9] ?? 0), Number(parts[10] ?? 0)];
  if (hours > 18 || minutes > 59) return undefined;
  return (parts[8] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function momentExpectation(text: string, field: string): Expectation {
  const given = /^\d{4}-\d\d-\d\d/.exec(text)?.[0];
  const time = /t(\d\d:\d\d)/i.exec(text)?.[1];
  const example = `${field}:${given ?? '2026-01-31'}`;
  if (given !== undefined && time !== undefined)
    return expected(
      'noSuchTime',
      `a time that exists, like ${example}T${time} or ${example}T${time}+08:00, found "${text}" (in a web address + is written %2B)`,
      { found: text },
    );
  return expected(
    'moment',
    `a date or a time, like ${example}, ${example}T08:00 or ${example}T08:00+08:00, found "${text}"`,
    { found: text, example },
  );
}

const dayOf = (text: string): number => {
  const lower = text.toLowerCase();
  return (
    dayWords.findIndex(
      (word, i) => word === lower || weekdayWords[i] === lower || chineseDays[i]?.includes(text),
    ) + 1
  );
};

/** fri or mon-fri → ISO weekdays. */
export function readDays(text: string): Read<readonly number[]> {
  const [first = '', last = first, ...more] = text.split(/[-–—~到至]/);
  const [from, to] = [dayOf(first), dayOf(last)];
  if (from === 0 || to === 0 || more.length > 0)
    return expected(
      'weekday',
      `a weekday of mon tue wed thu fri sat sun, like on:fri,sat or on:mon-fri, found "${text}"`,
      { found: text },
    );
  return read(Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => ((from - 1 + i) % 7) + 1));
}
