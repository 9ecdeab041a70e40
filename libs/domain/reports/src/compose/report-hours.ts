import { dayMs, epochOf, hourMs, minuteMs } from '@vialog/contracts';
import type { SourceSeries, TrendRow } from '@vialog/events';
import { coverageOf, dateOfLocalDay, rounded, weekdayOfLocalDay } from '@vialog/measuring';
import { meanOf, splitByCoverage, type HourValue } from '@vialog/statistics';

/** An hour of a report. */
export interface ReportHour extends HourValue {
  /** What a mean stay is computed from; undefined for other measures. */
  readonly stay?: { readonly occupiedHours: number; readonly departures: number } | undefined;
}

/** Hours of a series whose day is used in figures: neither a holiday that is left out, nor a day of `excludeDays`. */
export function usedHours(source: SourceSeries, excludeDays: readonly string[]): ReportHour[] {
  const isLeftOut = leftOutOf(source, excludeDays);
  return allHours(source).filter(({ day }) => !isLeftOut(day));
}

/** Whether a local day of a series is left out of figures. */
export function leftOutOf(
  { days }: Pick<SourceSeries, 'days'>,
  excludeDays: readonly string[],
): (day: number) => boolean {
  const excluded = new Set(excludeDays.map(dayOf));
  return (day) => excluded.has(day) || days.isLeftOut(day);
}

/** The hours of exported rows. Everything is read from the columns of a row, so that a reader can repeat it. */
export function allHours({ rows }: Pick<SourceSeries, 'rows'>): ReportHour[] {
  return rows.map(({ startAt, localStartAt, value, expected, measured, ...row }) => {
    const day = dayOf(localStartAt.slice(0, 10));
    return {
      start: epochOf(startAt),
      day,
      weekday: weekdayOfLocalDay(day),
      hour: Number(localStartAt.slice(11, 13)),
      value,
      expected,
      measured,
      stay: row.measure === 'stay' ? stayOf(row) : undefined,
    };
  });
}

const stayOf = ({ occupiedHours, departures }: Pick<TrendRow, 'occupiedHours' | 'departures'>) => ({
  occupiedHours: occupiedHours ?? 0,
  departures: departures ?? 0,
});

/**
 * Mean of the hours with enough coverage; null without one. A mean stay is occupied time / departures of these hours
 * together, because hours without a departure have no stay of their own and still contain time of vehicles.
 */
export function meanOfHours(hours: readonly ReportHour[], minCoverage: number): number | null {
  const values = splitByCoverage(hours, minCoverage).used.map(({ value }) => value);
  if (values.length === 0) return null;
  const stays = hours.flatMap((hour) =>
    hour.stay && hour.expected > 0 && hour.measured / hour.expected >= minCoverage ? [hour.stay] : [],
  );
  if (stays.length === 0) return rounded(meanOf(values));
  const sum = (name: 'occupiedHours' | 'departures'): number =>
    stays.reduce((total, stay) => total + stay[name], 0);
  return rounded((sum('occupiedHours') * (hourMs / minuteMs)) / sum('departures'));
}

const dayOf = (date: string): number => epochOf(`${date}T00:00:00Z`) / dayMs;

export interface DayFigure {
  readonly date: string;
  readonly value: number | null;
  readonly coverage: number | null;
}

/** Mean of the used hours and coverage of all hours, per local day; a day that is left out has no mean. */
export function dayFigures(
  hours: readonly ReportHour[],
  minCoverage: number,
  isLeftOut: (day: number) => boolean = () => false,
): DayFigure[] {
  return [...Map.groupBy(hours, ({ day }) => day)].map(([day, ofDay]) => {
    const split = splitByCoverage(ofDay, minCoverage);
    return {
      date: dateOfLocalDay(day),
      value: isLeftOut(day) ? null : meanOfHours(ofDay, minCoverage),
      coverage: coverageOf(split),
    };
  });
}
