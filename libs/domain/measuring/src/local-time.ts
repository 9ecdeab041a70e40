import { dayMs, minuteMs, quarterMs } from '@vialog/contracts';

/** Minute and weekday of an instant in the time zone of a camera. */
export interface LocalTime {
  /** Minute of the local day, 0..1439. */
  readonly minute: number;
  /** ISO weekday, 1 Monday … 7 Sunday. */
  readonly weekday: number;
}

/**
 * Cache of UTC offsets per time zone and quarter hour, because Intl is too slow for every event.
 * NaN: the offset changes within this quarter (a few historic rules at 00:01) and cannot be cached.
 */
const offsetsByZone = new Map<string, Map<number, number>>();
const maxCachedQuarters = 20_000;

/** Local minute and weekday at an instant (epoch ms) in an IANA time zone. */
export function localTimeOf(ms: number, timeZone: string): LocalTime {
  const local = ms + offsetAt(ms, timeZone);
  const dayNumber = Math.floor(local / dayMs);
  return {
    minute: Math.floor((local - dayNumber * dayMs) / minuteMs),
    weekday: weekdayOfLocalDay(dayNumber),
  };
}

/**
 * Offset of local time from UTC at an instant, ms.
 * @throws {RangeError} when the time zone is unknown
 */
export function offsetAt(ms: number, timeZone: string): number {
  const quarter = Math.floor(ms / quarterMs);
  const known = offsetsOf(timeZone);
  let offset = known.get(quarter);
  if (offset === undefined) {
    offset = offsetOfQuarter(quarter, timeZone);
    if (known.size >= maxCachedQuarters) known.clear();
    known.set(quarter, offset);
  }
  return Number.isNaN(offset) ? readOffset(ms, timeZone) : offset;
}

function offsetsOf(timeZone: string): Map<number, number> {
  let known = offsetsByZone.get(timeZone);
  if (!known) offsetsByZone.set(timeZone, (known = new Map<number, number>()));
  return known;
}

function offsetOfQuarter(quarter: number, timeZone: string): number {
  const first = readOffset(quarter * quarterMs, timeZone);
  return first === readOffset((quarter + 1) * quarterMs - 1, timeZone) ? first : NaN;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      calendar: 'gregory',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}

function readOffset(ms: number, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(ms)) part[type] = Number(value);
  const wall = Date.UTC(
    part['year'] as number,
    (part['month'] as number) - 1,
    part['day'],
    part['hour'],
    part['minute'],
    part['second'],
  );
  return wall - Math.floor(ms / 1000) * 1000;
}

/**
 * The instant (epoch ms) of a local date and time, given as if it were UTC. A time that clocks skip is moved forward by the
 * skipped length; of a time that exists twice, the first.
 */
export function instantOfLocal(localMs: number, timeZone: string): number {
  const offsets = [offsetAt(localMs - dayMs, timeZone), offsetAt(localMs + dayMs, timeZone)];
  const candidates = offsets.map((offset) => localMs - offset).sort((a, b) => a - b);
  const reached = candidates.find((at) => at + offsetAt(at, timeZone) >= localMs);
  return reached ?? Math.max(...candidates);
}

/** The local date at an instant as days since 1970-01-01. */
export const localDayOf = (ms: number, timeZone: string): number =>
  Math.floor((ms + offsetAt(ms, timeZone)) / dayMs);

/** ISO weekday of a local day, 1 Monday … 7 Sunday. 1970-01-01 was a Thursday. */
export const weekdayOfLocalDay = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
