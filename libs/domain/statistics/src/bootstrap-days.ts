import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { quantileOf } from './summaries.ts';

/** A local day as the block of the bootstrap: all its hours are drawn together. */
export interface BootstrapDay {
  readonly weekday: number;
  /** Share of the weekday in the figure of the period: its compared hours of the week / all compared. */
  readonly weight: number;
  /** Compared hours of the day, number, and the sum of their deviations from the means of their cells. */
  readonly hours: number;
  readonly deviation: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export const confidenceLevel = 0.95;
export const replicates = 2_000;
/** The same periods always have the same interval. */
export const bootstrapSeed = 1;

/**
 * Percentile interval of a difference of two periods by a bootstrap of whole days. Hours of a day depend on each other, so
 * a day is drawn as a block. Of n days of a weekday, n − 1 are drawn with replacement (McCarthy & Snowden 1985, Rao & Wu
 * 1988): drawing n would make the interval of a few days too narrow. Every weekday needs at least two days.
 */
export function bootstrapInterval(
  difference: number,
  before: readonly BootstrapDay[],
  after: readonly BootstrapDay[],
): Interval {
  const sides = [before, after].map(strataOf) as [Strata, Strata];
  return percentileInterval((draw) => difference - deviationOf(sides[0], draw) + deviationOf(sides[1], draw));
}

/** A random number from 0 to `count` − 1. */
export type Draw = (count: number) => number;

/** Interval between the percentiles of a figure of randomly drawn days. The same figure always has the same interval. */
export function percentileInterval(figureOf: (draw: Draw) => number): Interval {
  const random = xoroshiro128plus(bootstrapSeed);
  const draw: Draw = (count) => uniformInt(random, 0, count - 1);
  const figures = Array.from({ length: replicates }, () => figureOf(draw));
  const tail = (1 - confidenceLevel) / 2;
  return { low: quantileOf(figures, tail), high: quantileOf(figures, 1 - tail) };
}

type Strata = readonly (readonly BootstrapDay[])[];

const strataOf = (days: readonly BootstrapDay[]): Strata => [
  ...Map.groupBy(days, ({ weekday }) => weekday).values(),
];

/** Deviation of one drawn period from the figure of the period. */
function deviationOf(strata: Strata, draw: Draw): number {
  let sum = 0;
  for (const days of strata) {
    let [deviation, hours] = [0, 0];
    for (let i = 1; i < days.length; i += 1) {
      const day = days[draw(days.length)] as BootstrapDay;
      deviation += day.deviation;
      hours += day.hours;
    }
    sum += ((days[0]?.weight ?? 0) * deviation) / hours;
  }
  return sum;
}
