import { splitByCoverage, type HourValue } from '@vialog/statistics';

/** Whether and when one local day reached a target. */
export interface TargetDay {
  readonly weekday: number;
  /** undecided: an hour was left out, and no measured one reached it. */
  readonly result: 'reached' | 'not_reached' | 'undecided';
  /** First hour that reached it; undefined if an earlier hour of the day was left out. */
  readonly firstHour: number | undefined;
}

export interface TargetDays {
  readonly days: number;
  readonly reached: number;
  readonly undecided: number;
  /** First hour at which half of the days, whose first hour is known, had reached it. */
  readonly halfBy: number | undefined;
}

/** The local days with an expected hour. */
export function targetDays(hours: readonly HourValue[], target: number, minCoverage: number): TargetDay[] {
  const expected = hours.filter((hour) => hour.expected > 0);
  return [...Map.groupBy(expected, ({ day }) => day).values()].map((ofDay) =>
    dayOf(ofDay, target, minCoverage),
  );
}

function dayOf(hours: readonly HourValue[], target: number, minCoverage: number): TargetDay {
  const { used, leftOut } = splitByCoverage(hours, minCoverage);
  const weekday = hours[0]?.weekday ?? 1;
  const first = used.find(({ value }) => value >= target);
  if (!first) return { weekday, result: leftOut === 0 ? 'not_reached' : 'undecided', firstHour: undefined };
  const earlier = hours.filter(({ start }) => start < first.start);
  const isFirst = splitByCoverage(earlier, minCoverage).leftOut === 0;
  return { weekday, result: 'reached', firstHour: isFirst ? first.hour : undefined };
}

export function summaryOfDays(days: readonly TargetDay[]): TargetDays {
  const count = (result: TargetDay['result']): number => days.filter((day) => day.result === result).length;
  const first = days.flatMap(({ firstHour }) => firstHour ?? []).sort((a, b) => a - b);
  return {
    days: days.length,
    reached: count('reached'),
    undecided: count('undecided'),
    halfBy: first[Math.ceil(first.length / 2) - 1],
  };
}
