import { dayMs, epochOf } from '@vialog/contracts';
import type { TrendRow } from '@vialog/events';
import { coverageOf, rounded } from '@vialog/measuring';
import { meanOf, splitByCoverage, type HourValue } from '@vialog/statistics';

/** The hours of exported rows. Everything is read from the columns of a row, so that a reader can repeat it. */
export function hoursFromRows(rows: readonly TrendRow[], excludeDays: readonly string[]): HourValue[] {
  const excluded = new Set(excludeDays);
  return rows
    .filter(({ localStartAt }) => !excluded.has(localStartAt.slice(0, 10)))
    .map(({ startAt, localStartAt, value, expected, measured }) => {
      const day = dayOf(localStartAt.slice(0, 10));
      return {
        start: epochOf(startAt),
        day,
        // 1970-01-01 was a Thursday, ISO weekday 4.
        weekday: ((((day + 3) % 7) + 7) % 7) + 1,
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

/** Mean of the used hours and coverage of all hours, per local day. */
export function dayFigures(hours: readonly HourValue[], minCoverage: number): DayFigure[] {
  return [...Map.groupBy(hours, ({ day }) => day)].map(([day, ofDay]) => {
    const split = splitByCoverage(ofDay, minCoverage);
    const values = split.used.map(({ value }) => value);
    return {
      date: dateOfDay(day),
      value: values.length === 0 ? null : rounded(meanOf(values)),
      coverage: coverageOf(split),
    };
  });
}
