import {
  dayMs,
  epochOf,
  type HolidayTreatment,
  type SeriesSpecialDay,
  type SpecialDay,
} from '@vialog/contracts';
import { localDayOf } from '@vialog/measuring';
import type { TimeWindow } from '../query/time-window.ts';
import type { EventPorts } from '../use-cases/event-ports.ts';
import type { SeriesGroup } from '../use-cases/series-groups.ts';

/** Special days of a series in a response. */
const maxSpecialDays = 500;

/** Which local days a statistic uses. */
export interface DayRules {
  readonly holidays: HolidayTreatment;
  /** Local dates that are left out, like 2026-05-01. */
  readonly excludeDays: readonly string[];
}

export interface SeriesDays {
  readonly specialDays: readonly SeriesSpecialDay[];
  /** Whether a local day (days since 1970-01-01) is left out. */
  readonly isLeftOut: (day: number) => boolean;
}

/**
 * The special days of series within a window, and the days that are left out. A holiday is a local day of the series; the
 * holidays of a group are those of the sites of its zones.
 */
export async function readSeriesDays(
  { specialDays }: Pick<EventPorts, 'specialDays'>,
  { from, to }: TimeWindow,
  rules: DayRules,
): Promise<(series: SeriesGroup) => SeriesDays> {
  // A day more on each side: time zones differ by up to 14 hours from UTC.
  const range = { from: Math.floor(from / dayMs) - 1, to: Math.floor(to / dayMs) + 1 };
  const ofPlace = await specialDays.between(range);
  return (series) => {
    const { timeZone } = series;
    const [first, last] = [localDayOf(from, timeZone), localDayOf(Math.max(from, to - 1), timeZone)];
    const found = ofPlace({ timeZone, sites: sitesOf(series) }).filter(({ date }) => {
      const day = dayOfDate(date);
      return day >= first && day <= last;
    });
    return seriesDaysFrom(found, rules);
  };
}

function seriesDaysFrom(found: readonly SpecialDay[], { holidays, excludeDays }: DayRules): SeriesDays {
  const holiday = daysOfKinds(found, ['holiday']);
  const notUsual = daysOfKinds(found, ['holiday', 'working_day']);
  const excluded = new Set(excludeDays.map(dayOfDate));
  const byHolidays = {
    with: () => false,
    apart: (day: number) => notUsual.has(day),
    only: (day: number) => !holiday.has(day),
  }[holidays];
  return {
    specialDays: found
      .slice(0, maxSpecialDays)
      .map((day) => ({ ...day, leftOut: byHolidays(dayOfDate(day.date)) })),
    isLeftOut: (day) => excluded.has(day) || byHolidays(day),
  };
}

const daysOfKinds = (
  days: readonly SpecialDay[],
  kinds: readonly SpecialDay['kind'][],
): ReadonlySet<number> =>
  new Set(days.filter(({ kind }) => kinds.includes(kind)).map(({ date }) => dayOfDate(date)));

const dayOfDate = (date: string): number => Math.floor(epochOf(`${date}T00:00:00Z`) / dayMs);

/** Sites of a series: the site itself, or those of its zones. */
function sitesOf({ key, plans }: SeriesGroup): readonly string[] {
  const ofZones = plans.flatMap(({ zone }) => zone.siteId ?? []);
  return [...new Set([key, ...ofZones])];
}
