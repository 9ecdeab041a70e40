import type { Histogram } from '@vialog/contracts';
import { instantOfLocalTime, localTimeText, shortOffsetAt, startOfNextDay } from '../../format/times.ts';

/** Length of a bucket of the timeline. */
export type BucketLength = '1m' | '15m' | '1h' | '1d';

/** The bucket length that gives about 10 to 200 bars for a range of `windowMs`. */
export function bucketOf(windowMs: number): BucketLength {
  const hour = 3_600_000;
  if (windowMs <= 3 * hour) return '1m';
  if (windowMs <= 49 * hour) return '15m';
  return windowMs <= 8 * 24 * hour ? '1h' : '1d';
}

/** A bar of the timeline with its ends, epoch ms. */
export interface TimelineBucket {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Share of its slots that were not measured, 0 to 1; undefined where none was expected. */
  readonly missing: number | undefined;
}

/** The bars of a histogram. A bucket of one day is a local day of `timeZone`. */
export function timelineBuckets(
  items: Histogram['items'],
  length: BucketLength,
  timeZone: string,
): TimelineBucket[] {
  const starts = items.map(({ startAt }) => Date.parse(startAt));
  return items.map(({ count, gaps, expected }, i) => {
    const from = starts[i] ?? 0;
    return {
      from,
      to: starts[i + 1] ?? bucketEnd(from, length, timeZone),
      count,
      missing: expected === 0 ? undefined : Math.min(1, gaps / expected),
    };
  });
}

const lengthMs = { '1m': 60_000, '15m': 900_000, '1h': 3_600_000 } as const;

const bucketEnd = (from: number, length: BucketLength, timeZone: string): number =>
  length === '1d' ? startOfNextDay(from, timeZone) : from + lengthMs[length];

/** A period as moments of a search line: local times, with their offset where a change of clocks makes them ambiguous. */
export function momentsOf(
  { from, to }: { readonly from: number; readonly to: number },
  timeZone: string,
): { from: string; to: string } {
  const moment = (at: number) => {
    const local = localTimeText(at, timeZone);
    const isExact = Date.parse(instantOfLocalTime(local, timeZone)) === at;
    return isExact ? local : local + shortOffsetAt(at, timeZone);
  };
  return { from: moment(from), to: moment(to) };
}
