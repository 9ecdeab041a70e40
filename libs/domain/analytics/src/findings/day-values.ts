import { findAnomalies, meanOf, splitByCoverage, type Anomalies, type HourValue } from '@vialog/statistics';

/** A day is unusual from this score, above or below. */
export const threshold = 3.5;

/** Unusual days of the period from `from` on, beside the days before. */
export function unusualDaysOf(
  hours: readonly HourValue[],
  { minCoverage, from }: { readonly minCoverage: number; readonly from: number },
): Anomalies {
  const days = dayValues(hours, minCoverage);
  const judged = days.filter(({ end }) => end >= from);
  const before = days.filter(({ end }) => end < from);
  return findAnomalies(judged.map(valueOf), before.map(valueOf), { minCoverage, threshold });
}

const valueOf = ({ value }: DayValue): HourValue => value;

interface DayValue {
  readonly value: HourValue;
  /** Start of its last hour, epoch ms. */
  readonly end: number;
}

/** Each whole local day as one value: the mean of its used hours, with the slots of all hours. */
function dayValues(hours: readonly HourValue[], minCoverage: number): DayValue[] {
  return [...Map.groupBy(hours, ({ day }) => day).values()].flatMap((ofDay): DayValue[] => {
    const [first, last] = [ofDay[0], ofDay.at(-1)];
    if (!first || !last || !isWhole(first, last)) return [];
    const { used, expected, measured } = splitByCoverage(ofDay, minCoverage);
    const value = used.length === 0 ? null : meanOf(used.map((hour) => hour.value));
    const { start, day, weekday } = first;
    return [{ value: { start, day, weekday, hour: 0, value, expected, measured }, end: last.start }];
  });
}

/** Where clocks change at midnight, a day begins at 01:00. */
const isWhole = (first: HourValue, last: HourValue): boolean => first.hour <= 1 && last.hour === 23;
