import type { HolidayTreatment, SeriesSpecialDay } from '@vialog/contracts';
import { localTimeText } from '../../format/times.ts';
import type { ShownInterval } from './trends-search.ts';

/** What is known about the local days of a chart. */
export interface PointDays {
  readonly holidays: HolidayTreatment;
  readonly interval: ShownInterval;
  /** Time zone of the days of the chart; hours have the local time of their series. */
  readonly timeZone: string;
  /** Special days by key of series. */
  readonly byKey: ReadonlyMap<string, readonly SeriesSpecialDay[]>;
}

export interface PointDay {
  readonly specialDays: readonly SeriesSpecialDay[];
  readonly isApart: boolean;
}

const plainDay: PointDay = { specialDays: [], isApart: false };

/** The special days of points of a series. Intervals longer than a day contain holidays and have none. */
export function pointDayOf(
  key: string,
  timeZone: string,
  days: PointDays | undefined,
): (at: number) => PointDay {
  if (!days || !['15m', '1h', '1d'].includes(days.interval)) return () => plainDay;
  const byDate = Map.groupBy(days.byKey.get(key) ?? [], ({ date }) => date);
  const zone = days.interval === '1d' ? days.timeZone : timeZone;
  return (at) => {
    const specialDays = byDate.get(localTimeText(at, zone).slice(0, 10)) ?? [];
    return { specialDays, isApart: isApartDay(specialDays, days.holidays) };
  };
}

function isApartDay(days: readonly SeriesSpecialDay[], holidays: HolidayTreatment): boolean {
  if (holidays === 'only') return !days.some(({ kind }) => kind === 'holiday');
  return days.some(({ leftOut }) => leftOut);
}
