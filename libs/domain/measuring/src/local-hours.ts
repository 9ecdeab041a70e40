import { dayMs, hourMs, quarterMs } from '@vialog/contracts';
import { offsetAt, weekdayOfLocalDay } from './local-time.ts';

/** One hour of local time, [from, to) in epoch ms. */
export interface LocalHour {
  readonly from: number;
  readonly to: number;
  /** Local day: days since 1970-01-01. */
  readonly day: number;
  /** ISO weekday of the local day, 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** Hour of the local day, 0..23. */
  readonly hour: number;
}

/**
 * The local hours that overlap [from, to), ascending and without a gap between them. When clocks are set forward, an hour of
 * the day does not exist; when they are set back, it exists twice, as two hours of the same day. In time zones that
 * change by half an hour, one hour of that day is half as long. All ends are multiples of 15 minutes.
 */
export function localHours(from: number, to: number, timeZone: string): readonly LocalHour[] {
  const hours: LocalHour[] = [];
  if (!(to > from)) return hours;
  // One day more on each side, so that the first and the last hour are complete.
  for (const { from: start, to: end, offset } of offsetSpans(from - dayMs, to + dayMs, timeZone)) {
    let at = start;
    while (at < Math.min(end, to)) {
      const next = Math.min(end, (Math.floor((at + offset) / hourMs) + 1) * hourMs - offset);
      if (next > from) hours.push(localHour(at, next, offset));
      at = next;
    }
  }
  return hours;
}

function localHour(from: number, to: number, offset: number): LocalHour {
  const local = from + offset;
  const day = Math.floor(local / dayMs);
  return { from, to, day, weekday: weekdayOfLocalDay(day), hour: Math.floor((local - day * dayMs) / hourMs) };
}

interface OffsetSpan {
  readonly from: number;
  readonly to: number;
  /** Offset of local time from UTC, ms. */
  readonly offset: number;
}

/** The parts of a window with one offset from UTC. Reads the offset once a day: no time zone changes it twice in a day. */
function offsetSpans(from: number, to: number, timeZone: string): OffsetSpan[] {
  const first = Math.floor(from / quarterMs) * quarterMs;
  const spans: OffsetSpan[] = [];
  let [start, offset] = [first, offsetAt(first, timeZone)];
  for (let at = first; at < to; at += dayMs) {
    const next = Math.min(at + dayMs, to);
    const later = offsetAt(next, timeZone);
    if (later === offset) continue;
    const change = changeBetween(at, next, timeZone);
    spans.push({ from: start, to: change, offset });
    [start, offset] = [change, later];
  }
  spans.push({ from: start, to, offset });
  return spans;
}

/** First quarter hour in (from, to] with another offset than at `from`. */
function changeBetween(from: number, to: number, timeZone: string): number {
  const offset = offsetAt(from, timeZone);
  let [before, after] = [from / quarterMs, Math.ceil(to / quarterMs)];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle * quarterMs, timeZone) === offset) before = middle;
    else after = middle;
  }
  return after * quarterMs;
}

/** Local date of a local day, like 2026-05-01. */
export const dateOfLocalDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);
