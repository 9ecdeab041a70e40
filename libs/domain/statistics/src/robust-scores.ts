import { meanOf, medianOf } from './summaries.ts';

/** Robust centre and spread of values. */
export interface Baseline {
  readonly median: number;
  /** Median absolute deviation from the median, not scaled. */
  readonly mad: number;
  /** Estimate of the standard deviation from the deviations; 0 if the values do not vary. */
  readonly scale: number;
  /** Values, number. */
  readonly count: number;
}

/** Standard deviation of normal values / their MAD: 1 / Φ⁻¹(3/4). */
export const deviationPerMad = 1.482602218505602;
/** Standard deviation of normal values / the mean of their absolute deviations: √(π/2). */
const deviationPerMeanDeviation = 1.2533141373155001;

/**
 * Median and spread of at least one value. The spread comes from the MAD; where more than half of the values are equal,
 * so that the MAD is 0, from the mean absolute deviation (as in Iglewicz & Hoaglin 1993).
 */
export function baselineOf(values: readonly number[]): Baseline {
  const median = medianOf(values);
  const deviations = values.map((value) => Math.abs(value - median));
  const mad = medianOf(deviations);
  const scale = mad > 0 ? mad * deviationPerMad : meanOf(deviations) * deviationPerMeanDeviation;
  return { median, mad, scale, count: values.length };
}

/**
 * Modified z-score of Iglewicz & Hoaglin (NIST/SEMATECH e-Handbook 1.3.5.17): deviation from the median in estimated
 * standard deviations. Undefined if the baseline does not vary.
 */
export function modifiedScore(value: number, { median, scale }: Baseline): number | undefined {
  return scale > 0 ? (value - median) / scale : undefined;
}
