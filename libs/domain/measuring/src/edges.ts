import { dayMs, minuteMs, quarterMs } from '@vialog/contracts';
import { offsetAt } from './local-time.ts';
import { boundaryAtOrAfter, slotOf } from './slots.ts';

export type EdgeInterval = '1m' | '15m' | '1h' | '1d' | '1w' | '1mo' | '1q' | '1y';

const fixedLengths = { '1m': minuteMs, '15m': quarterMs, '1h': 4 * quarterMs } as const;

/** Start of a span of local days and start of the next one. Days are numbered from 1970-01-01. */
interface Calendar {
  readonly first: (day: number) => number;
  readonly next: (first: number) => number;
}

const calendars = {
  '1d': { first: (day) => day, next: (day) => day + 1 },
  // 1970-01-01 was a Thursday: day 4 was a Monday.
  '1w': { first: (day) => Math.floor((day - 4) / 7) * 7 + 4, next: (day) => day + 7 },
  '1mo': months(1),
  '1q': months(3),
  '1y': months(12),
} as const satisfies Record<string, Calendar>;

/**
 * Edges of the intervals that cover [from, to): ascending epoch ms, interval i is [edges[i], edges[i+1]). The first
 * starts at or before `from`, the last ends at or after `to`. Minutes, quarters and hours are in UTC. `1d` are local days
 * of the time zone, 23 to 25 hours long when daylight saving time starts or ends; `1w` are local weeks from Monday, `1mo`,
 * `1q` and `1y` local months, quarters and years of the calendar. All edges but those of `1m` are multiples of 15
 * minutes. Empty for an empty window.
 */
export function edgesOf(from: number, to: number, interval: EdgeInterval, timeZone: string): number[] {
  if (!(to > from)) return [];
  return interval in calendars
    ? localEdges({ from, to, timeZone }, calendars[interval as keyof typeof calendars])
    : fixedEdges(from, to, fixedLengths[interval as keyof typeof fixedLengths]);
}

function fixedEdges(from: number, to: number, length: number): number[] {
  const first = slotOf(from, length);
  const count = (boundaryAtOrAfter(to, length) - first) / length;
  return Array.from({ length: count + 1 }, (_, i) => first + i * length);
}

/** Spans of `length` months that start with January. */
function months(length: number): Calendar {
  const startOf = (day: number, later: number): number => {
    const date = new Date(day * dayMs);
    const month = Math.floor(date.getUTCMonth() / length) * length + later;
    return Date.UTC(date.getUTCFullYear(), month, 1) / dayMs;
  };
  return { first: (day) => startOf(day, 0), next: (day) => startOf(day, length) };
}

function localEdges(
  { from, to, timeZone }: { readonly from: number; readonly to: number; readonly timeZone: string },
  { first, next }: Calendar,
): number[] {
  let day = first(localDayNumber(from, timeZone));
  const edges = [startOfLocalDay(day, timeZone)];
  while ((edges.at(-1) as number) < to) {
    day = next(day);
    const start = startOfLocalDay(day, timeZone);
    // A time zone that crosses the date line skips a day, which has no length.
    if (start > (edges.at(-1) as number)) edges.push(start);
  }
  return edges;
}

function localDayNumber(ms: number, timeZone: string): number {
  return Math.floor((ms + offsetAt(ms, timeZone)) / dayMs);
}

/**
 * Start of a local day (days since 1970), epoch ms, as a quarter hour. Some time zones change clocks at 00:00, so it is
 * not always midnight.
 */
function startOfLocalDay(day: number, timeZone: string): number {
  let before = (day * dayMs) / quarterMs - 60;
  let inside = before + 120;
  while (inside - before > 1) {
    const middle = Math.floor((before + inside) / 2);
    if (localDayNumber(middle * quarterMs, timeZone) >= day) inside = middle;
    else before = middle;
  }
  return inside * quarterMs;
}
