import { fsum, quantileSorted } from 'd3-array';

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** Mean with full precision of the sum, so that the order of the values does not matter; NaN without values. */
export const meanOf = (values: readonly number[]): number => fsum(values) / values.length;

/**
 * Quantile by linear interpolation (type 7 of Hyndman & Fan 1996): the default of R and NumPy, PERCENTILE.INC of
 * spreadsheets, percentile_cont of PostgreSQL. NaN without values.
 */
export const quantileOf = (values: readonly number[], p: number): number =>
  quantileSorted(ascending(values), p) ?? NaN;

export const medianOf = (values: readonly number[]): number => quantileOf(values, 0.5);

export interface Summary {
  readonly median: number;
  /** 15th and 85th percentile. */
  readonly p15: number;
  readonly p85: number;
  readonly mean: number;
}

/** Summary of at least one value. */
export function summaryOf(values: readonly number[]): Summary {
  const sorted = ascending(values);
  const at = (p: number): number => quantileSorted(sorted, p) ?? NaN;
  return { median: at(0.5), p15: at(0.15), p85: at(0.85), mean: meanOf(values) };
}
