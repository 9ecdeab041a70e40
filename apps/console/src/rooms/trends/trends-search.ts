import { countClassNames } from '../../trends/count-class-names.ts';

/** Measures that the room shows. `peak` is the highest interval of the measure presence. */
export const trendMeasures = [
  'presence',
  'peak',
  'occupancy',
  'free',
  'flow',
  'stopped',
  'balance',
  'turnover',
  'stay',
] as const;
export type TrendMeasure = (typeof trendMeasures)[number];

export const trendViews = ['line', 'bars', 'week', 'heat', 'table'] as const;
export type TrendView = (typeof trendViews)[number];

export const trendIntervals = ['15m', '1h', '1d', '1w', '1mo', '1q', '1y'] as const;
export type ShownInterval = (typeof trendIntervals)[number];

/** Days up to now that can be chosen without dates. */
export const lastDays = [1, 7, 28, 91, 365] as const;

/** Maximum number of series in one chart. */
export const maxSeries = 8;

/** The search parameters of the trends room; absent: the default. */
export interface TrendsSearch {
  /** Keys of series, comma-separated: site id, `cameraId/zoneId` or `group:name`. */
  readonly of?: string | undefined;
  readonly measure?: TrendMeasure | undefined;
  readonly direction?: 'inbound' | 'outbound' | undefined;
  /** Classes, comma-separated; absent: all. */
  readonly classes?: string | undefined;
  /** Period up to now, days. Ignored with `from` and `to`. */
  readonly last?: string | undefined;
  /** Local start and end, `2026-11-01` (a whole day) or `2026-11-01T06:00`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly interval?: ShownInterval | undefined;
  readonly compare?: 'before' | 'year' | undefined;
  /** What happens to holidays; absent: they are left out. */
  readonly holidays?: 'with' | 'only' | undefined;
  readonly view?: TrendView | undefined;
  /** Minimum coverage of the parts that count, percent. */
  readonly min?: string | undefined;
  /** Target, percent for occupancy, else in the unit of the measure. */
  readonly target?: string | undefined;
}

/** Merges parameters into the address; undefined removes one. */
export type ChangeTrends = (change: TrendsSearch) => void;

const localTimePattern = /^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/;
const seriesKey = /^(?:[0-9a-z]{12}(?:\/[0-9a-z]{1,12})?|group:[^,]{1,40})$/;

/** Reads the search parameters of an address. Invalid values are ignored. */
export function readTrendsSearch(raw: Record<string, unknown>): TrendsSearch {
  const search: Record<keyof TrendsSearch, string | undefined> = {
    of: keysIn(raw.of).join(',') || undefined,
    measure: oneOf(raw.measure, trendMeasures),
    direction: oneOf(raw.direction, ['inbound', 'outbound']),
    classes: parts(raw.classes)
      .filter((name) => countClassNames.some((each) => each === name))
      .join(','),
    last: numberIn(raw.last, 1, 400),
    ...datesOf(raw),
    interval: oneOf(raw.interval, trendIntervals),
    compare: oneOf(raw.compare, ['before', 'year']),
    holidays: oneOf(raw.holidays, ['with', 'only']),
    view: oneOf(raw.view, trendViews),
    min: numberIn(raw.min, 0, 100),
    target: numberIn(raw.target, 0, 1_000_000),
  };
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ''),
  );
}

/** The keys of series in a parameter, at most as many as a chart shows. */
export const keysIn = (of: unknown): string[] =>
  [...new Set(parts(of).filter((key) => seriesKey.test(key)))].slice(0, maxSeries);

function datesOf({ from, to }: Record<string, unknown>): Record<'from' | 'to', string | undefined> {
  // A whole last day ends at its end, so that both may be the same day.
  const isPeriod = isLocalTime(from) && isLocalTime(to) && from <= `${to}~`;
  return isPeriod ? { from, to } : { from: undefined, to: undefined };
}

/** True for a date of the calendar, with or without a time: not for 2026-02-31. */
function isLocalTime(text: unknown): text is string {
  if (typeof text !== 'string' || !localTimePattern.test(text)) return false;
  const at = Date.parse(text.includes('T') ? `${text}Z` : text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

const parts = (value: unknown): string[] =>
  typeof value === 'string' ? value.split(',').filter((part) => part !== '') : [];

const oneOf = (value: unknown, values: readonly string[]): string | undefined =>
  values.find((each) => each === value);

function numberIn(value: unknown, min: number, max: number): string | undefined {
  if (typeof value !== 'string' || !/^\d{1,7}(\.\d{1,2})?$/.test(value)) return undefined;
  return Number(value) >= min && Number(value) <= max ? value : undefined;
}
