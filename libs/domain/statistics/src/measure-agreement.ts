import { deviation as standardDeviation, fsum } from 'd3-array';
import { percentileInterval, type Draw, type Interval } from './bootstrap-days.ts';
import { meanOf } from './summaries.ts';

/** Pairs that an agreement needs, number. */
export const minPairs = 24;
/** Limits of agreement in standard deviations: 95 % of a normal distribution. */
const limitFactor = 1.96;

/** Two figures of the same interval. */
export interface FigurePair {
  /** Local day: days since 1970-01-01. */
  readonly day: number;
  readonly value: number;
  /** The figure it is compared with. */
  readonly reference: number;
}

export interface Agreement {
  readonly pairs: number;
  readonly days: number;
  readonly mean: number;
  readonly referenceMean: number;
  /** Mean of value − reference, with its 95 % confidence interval. */
  readonly bias: number;
  readonly biasInterval: Interval;
  /** Sum of the values / sum of the references; undefined if all references are 0. */
  readonly ratio: number | undefined;
  /** 95 % confidence interval of the ratio; undefined if only single days have references above 0. */
  readonly ratioInterval: Interval | undefined;
  /** 95 % limits of agreement: bias ± 1.96 standard deviations of value − reference. */
  readonly limits: Interval;
}

/**
 * How far values are from their references: bias, ratio and the limits of agreement of Bland & Altman (1986). The intervals are
 * a bootstrap of whole days, because the hours of a day depend on each other: n − 1 of n days are drawn. At least two pairs on
 * two days; references are 0 or more.
 */
export function measureAgreement(pairs: readonly FigurePair[]): Agreement {
  const days = [...Map.groupBy(pairs, ({ day }) => day).values()].map(sumsOf);
  const total = addDays(days);
  const differences = pairs.map(({ value, reference }) => value - reference);
  const bias = meanOf(differences);
  const spread = limitFactor * (standardDeviation(differences) ?? 0);
  return {
    pairs: pairs.length,
    days: days.length,
    mean: total.value / pairs.length,
    referenceMean: total.reference / pairs.length,
    bias,
    biasInterval: percentileInterval((draw) => biasOf(addDays(drawDays(days, draw)))),
    ratio: total.reference > 0 ? total.value / total.reference : undefined,
    ratioInterval: ratioIntervalOf(days),
    limits: { low: bias - spread, high: bias + spread },
  };
}

interface DaySums {
  readonly value: number;
  readonly reference: number;
  readonly pairs: number;
}

const sumsOf = (pairs: readonly FigurePair[]): DaySums => ({
  value: fsum(pairs.map(({ value }) => value)),
  reference: fsum(pairs.map(({ reference }) => reference)),
  pairs: pairs.length,
});

/** n − 1 of n days, with replacement. */
const drawDays = (days: readonly DaySums[], draw: Draw): readonly DaySums[] =>
  Array.from({ length: days.length - 1 }, () => days[draw(days.length)] as DaySums);

function addDays(days: readonly DaySums[]): DaySums {
  let [value, reference, pairs] = [0, 0, 0];
  for (const day of days) {
    value += day.value;
    reference += day.reference;
    pairs += day.pairs;
  }
  return { value, reference, pairs };
}

const biasOf = ({ value, reference, pairs }: DaySums): number => (value - reference) / pairs;

function ratioIntervalOf(days: readonly DaySums[]): Interval | undefined {
  const interval = percentileInterval((draw) => {
    const { value, reference } = addDays(drawDays(days, draw));
    return reference > 0 ? value / reference : Infinity;
  });
  return Number.isFinite(interval.high) && Number.isFinite(interval.low) ? interval : undefined;
}
