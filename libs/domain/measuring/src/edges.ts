import { dayMs, minuteMs, quarterMs } from '@vialog/contracts';
import { offsetAt } from './local-time.ts';
import { boundaryAtOrAfter, slotOf } from './slots.ts';

export type EdgeInterval = '1m' | '15m' | '1h' | '1d';

const fixedLengths = { '1m': minuteMs, '15m': quarterMs, '1h': 4 * quarterMs } as const;

/**
 * Edges of the intervals that cover [from, to): ascending epoch ms, interval i is [edges[i], edges[i+1]). The first
 * starts at or before `from`, the last ends at or after `to`. Minutes, quarters and hours are in UTC; `1d` are local days
 * of the time zone, 23 to 25 hours long when daylight saving time starts or ends. All edges but those of `1m` are
 * multiples of 15 minutes. Empty for an empty window.
 */
export function edgesOf(from: number, to: number, interval: EdgeInterval, timeZone: string): number[] {
  if (!(to > from)) return [];
  return interval === '1d' ? localDayEdges(from, to, timeZone) : fixedEdges(from, to, fixedLengths[interval]);
}

function fixedEdges(from: number, to: number, length: number): number[] {
  const first = slotOf(from, length);
  const count = (boundaryAtOrAfter(to, length) - first) / length;
  return Array.from({ length: count + 1 }, (_, i) => first + i * length);
}

function localDayEdges(from: number, to: number, timeZone: string): number[] {
  const firstDay = localDayNumber(from, timeZone);
  const edges = [startOfLocalDay(firstDay, timeZone)];
  for (let day = firstDay + 1; (edges.at(-1) as number) < to; day += 1) {
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
