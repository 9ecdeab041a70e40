import {
  cellOf,
  meanOf,
  medianOf,
  minBaselineHours,
  quantileOf,
  splitByCoverage,
  type HourValue,
  type UsableHour,
} from '@vialog/statistics';

/** Earlier periods that a usual range needs, number. */
export const minPeriods = 5;

/** A period beside the usual ones. */
export interface BesideUsual {
  readonly value: number;
  /** Mean of the medians of the same hours of the week before. */
  readonly usual: number;
  /** 15th and 85th percentile of the earlier periods. */
  readonly low: number;
  readonly high: number;
  /** Earlier periods, number; and those with a lower or higher value. */
  readonly periods: number;
  readonly higherThan: number;
  readonly lowerThan: number;
  readonly verdict: 'higher' | 'lower' | 'usual';
}

interface Rules {
  readonly minCoverage: number;
  /** Start and length of the period, ms. */
  readonly from: number;
  readonly lengthMs: number;
}

/**
 * Compares a period with the earlier ones of the same length. All are compared hour by hour with the medians of the hours
 * of the week before, so that gaps do not look like a change. Undefined if fewer than five earlier periods have at least
 * half of the hours of the week.
 */
export function besideUsual(
  hours: readonly HourValue[],
  before: readonly HourValue[],
  { minCoverage, from, lengthMs }: Rules,
): BesideUsual | undefined {
  const earlier = splitByCoverage(before, minCoverage).used;
  const medians = mediansOf(earlier);
  const used = splitByCoverage(hours, minCoverage).used.filter((hour) => medians.has(cellOf(hour)));
  const cells = new Set(used.map(cellOf));
  const blocks = Map.groupBy(
    earlier.filter((hour) => cells.has(cellOf(hour))),
    ({ start }) => Math.floor((from - 1 - start) / lengthMs),
  );
  const deviations = [...blocks.values()]
    .filter((block) => new Set(block.map(cellOf)).size * 2 >= cells.size)
    .map((block) => deviationOf(block, medians));
  if (used.length === 0 || deviations.length < minPeriods) return undefined;
  const usual = meanOf([...cells].map((cell) => medians.get(cell) ?? 0));
  const deviation = deviationOf(used, medians);
  const [low, high] = [quantileOf(deviations, 0.15), quantileOf(deviations, 0.85)];
  return {
    value: usual + deviation,
    usual,
    low: usual + low,
    high: usual + high,
    periods: deviations.length,
    higherThan: deviations.filter((other) => deviation > other).length,
    lowerThan: deviations.filter((other) => deviation < other).length,
    verdict: deviation > high ? 'higher' : deviation < low ? 'lower' : 'usual',
  };
}

const mediansOf = (used: readonly UsableHour[]): ReadonlyMap<number, number> =>
  new Map(
    [...Map.groupBy(used, cellOf)]
      .filter(([, hours]) => hours.length >= minBaselineHours)
      .map(([cell, hours]) => [cell, medianOf(hours.map(({ value }) => value))]),
  );

/** Mean over the hours of the week of their mean distance from the median. */
const deviationOf = (hours: readonly UsableHour[], medians: ReadonlyMap<number, number>): number =>
  meanOf(
    [...Map.groupBy(hours, cellOf)].map(
      ([cell, ofCell]) => meanOf(ofCell.map(({ value }) => value)) - (medians.get(cell) ?? 0),
    ),
  );
