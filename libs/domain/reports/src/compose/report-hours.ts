import { dayMs, epochOf } from '@vialog/contracts';
import type { SourceSeries } from '@vialog/events';
import { coverageOf, rounded, weekdayOfLocalDay } from '@vialog/measuring';
import { meanOf, splitByCoverage, type HourValue } from '@vialog/statistics';

/** Hours of a series whose day is used in figures: neither a holiday that is left out, nor a day of `excludeDays`. */
export function usedHours(source: SourceSeries, excludeDays: readonly string[]): HourValue[] {
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
export function allHours({ rows }: Pick<SourceSeries, 'rows'>): HourValue[] {
  return rows.map(({ startAt, localStartAt, value, expected, measured }) => {
    const day = dayOf(localStartAt.slice(0, 10));
    return {
      start: epochOf(startAt),
      day,
      weekday: weekdayOfLocalDay(day),
      hour: Number(localStartAt.slice(11, 13)),
      value,
      expected,
      measured,
    };
  });
}

const dayOf = (date: string): number => epochOf(`${date}T00:00:00Z`) / dayMs;
export const dateOfDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

export interface DayFigure {
  readonly date: string;
  readonly value: number | null;
  readonly coverage: number | null;
}

/** Mean of the used hours and coverage of all hours, per local day; a day that is left out has no mean. */
export function dayFigures(
  hours: readonly HourValue[],
  minCoverage: number,
  isLeftOut: (day: number) => boolean = () => false,
): DayFigure[] {
  return [...Map.groupBy(hours, ({ day }) => day)].map(([day, ofDay]) => {
    const split = splitByCoverage(ofDay, minCoverage);
    const values = split.used.map(({ value }) => value);
    return {
      date: dateOfDay(day),
      value: values.length === 0 || isLeftOut(day) ? null : rounded(meanOf(values)),
      coverage: coverageOf(split),
    };
  });
}
