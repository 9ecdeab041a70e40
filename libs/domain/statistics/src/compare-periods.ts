import { bootstrapInterval, type BootstrapDay, type Interval } from './bootstrap-days.ts';
import { cellOf, splitByCoverage, type HourValue, type UsableHour } from './hour-values.ts';
import { meanOf } from './summaries.ts';

/** Days with a used hour that each period needs, number. */
export const minDays = 7;
/** Days of one weekday that each period needs, or the weekday is not compared. */
const minDaysOfWeekday = 2;
/** Smaller differences are rounding of the arithmetic. */
const rounding = 1e-9;

export interface PeriodFigures {
  /** Mean over the compared hours of the week; undefined if no hour of the week is in both periods. */
  readonly value: number | undefined;
  /** Days and hours that were compared, number. */
  readonly days: number;
  readonly hours: number;
  /** Hours measured too little, number. */
  readonly leftOut: number;
  /** Slots of all hours of the period, number. */
  readonly expected: number;
  readonly measured: number;
}

export type Verdict = 'higher' | 'lower' | 'no_clear_change' | 'too_little';

export interface PeriodComparison {
  readonly before: PeriodFigures;
  readonly after: PeriodFigures;
  /** Compared hours of the week, 0..168. */
  readonly cells: number;
  /** after − before. */
  readonly difference: number | undefined;
  /** 95 % confidence interval of the difference; undefined if there is too little. */
  readonly interval: Interval | undefined;
  /** Hedges' g of the days; undefined if there is too little or the days do not vary. */
  readonly effectSize: number | undefined;
  readonly verdict: Verdict;
}

/**
 * Compares two periods hour by hour of the week: the figure of a period is the mean of its means per hour × weekday, over
 * the hours of the week that both periods have. So a different mix of weekdays or of gaps does not look like a change. A
 * weekday with fewer than two days in a period is not compared.
 */
export function comparePeriods(
  before: readonly HourValue[],
  after: readonly HourValue[],
  minCoverage: number,
): PeriodComparison {
  const sides = [before, after].map((hours) => splitByCoverage(hours, minCoverage));
  const [a, b] = sides.map(({ used }) => used) as [readonly UsableHour[], readonly UsableHour[]];
  const cells = commonCells(a, b);
  const [first, second] = [periodOf(a, cells), periodOf(b, cells)];
  const [figuresBefore, figuresAfter] = [first, second].map((period, i) => ({
    value: period.value,
    days: period.days.length,
    hours: period.hours,
    leftOut: sides[i]?.leftOut ?? 0,
    expected: sides[i]?.expected ?? 0,
    measured: sides[i]?.measured ?? 0,
  })) as [PeriodFigures, PeriodFigures];
  const difference =
    first.value === undefined || second.value === undefined ? undefined : second.value - first.value;
  const isEnough = difference !== undefined && Math.min(first.days.length, second.days.length) >= minDays;
  const interval = isEnough ? bootstrapInterval(difference, first.days, second.days) : undefined;
  return {
    before: figuresBefore,
    after: figuresAfter,
    cells: cells.size,
    difference,
    interval,
    effectSize: isEnough ? hedgesG(difference, [...first.days, ...second.days]) : undefined,
    verdict: verdictOf(interval),
  };
}

function verdictOf(interval: Interval | undefined): Verdict {
  if (!interval) return 'too_little';
  if (interval.low > rounding) return 'higher';
  return interval.high < -rounding ? 'lower' : 'no_clear_change';
}

/** Hours of the week with a used hour in both periods, of the weekdays with enough such days in both. */
function commonCells(a: readonly UsableHour[], b: readonly UsableHour[]): ReadonlySet<number> {
  const cellsOfB = new Set(b.map(cellOf));
  const cells = new Set(a.map(cellOf).filter((cell) => cellsOfB.has(cell)));
  const enough = [a, b].map((hours) =>
    weekdaysWithEnoughDays(hours.filter((hour) => cells.has(cellOf(hour)))),
  );
  return new Set([...cells].filter((cell) => enough.every((weekdays) => weekdays.has(weekdayOf(cell)))));
}

const weekdayOf = (cell: number): number => Math.floor(cell / 24) + 1;

function weekdaysWithEnoughDays(hours: readonly UsableHour[]): ReadonlySet<number> {
  const weekdays = [...Map.groupBy(hours, ({ weekday }) => weekday)];
  const enough = weekdays.filter(([, some]) => new Set(some.map(({ day }) => day)).size >= minDaysOfWeekday);
  return new Set(enough.map(([weekday]) => weekday));
}

interface Period {
  readonly value: number | undefined;
  readonly days: readonly BootstrapDay[];
  readonly hours: number;
}

function periodOf(used: readonly UsableHour[], cells: ReadonlySet<number>): Period {
  const compared = used.filter((hour) => cells.has(cellOf(hour)));
  const means = new Map(
    [...Map.groupBy(compared, cellOf)].map(([cell, hours]) => [
      cell,
      meanOf(hours.map(({ value }) => value)),
    ]),
  );
  const cellsOfWeekday = Map.groupBy(cells, weekdayOf);
  const days = [...Map.groupBy(compared, ({ day }) => day).values()].map((hours): BootstrapDay => {
    const weekday = hours[0]?.weekday ?? 0;
    return {
      weekday,
      weight: (cellsOfWeekday.get(weekday)?.length ?? 0) / cells.size,
      hours: hours.length,
      deviation: hours.reduce((sum, hour) => sum + hour.value - (means.get(cellOf(hour)) ?? 0), 0),
    };
  });
  const value = means.size === 0 ? undefined : meanOf([...means.values()]);
  return { value, days, hours: compared.length };
}

/**
 * Hedges' g: the difference in standard deviations of a day's mean from the usual mean of its weekday and period, with
 * the correction for small samples. Undefined if the days do not vary.
 */
function hedgesG(difference: number, days: readonly BootstrapDay[]): number | undefined {
  const groups = Map.groupBy(days, ({ weekday }) => weekday).size * 2;
  const freedom = days.length - groups;
  if (freedom < 1) return undefined;
  const squares = days.reduce((sum, { deviation, hours }) => sum + (deviation / hours) ** 2, 0);
  const deviation = Math.sqrt(squares / freedom);
  return deviation > rounding ? smallSampleFactor(freedom) * (difference / deviation) : undefined;
}

/** Hedges' correction of the bias of Cohen's d (Hedges & Olkin 1985), approximated. */
export const smallSampleFactor = (freedom: number): number => 1 - 3 / (4 * freedom - 1);
