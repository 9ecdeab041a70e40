import { round } from './object-figures.ts';

/** Percent. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Quantile of the normal distribution for 95 %. */
const z95 = 1.959964;

/**
 * 95 % confidence interval of a share by E. B. Wilson (1927), percent. Unlike the normal approximation it is useful for 0 of n
 * and for few cases. null without a case.
 */
export function wilsonInterval(hits: number, cases: number): Interval | null {
  if (cases === 0) return null;
  const share = hits / cases;
  const scale = 1 + z95 ** 2 / cases;
  const centre = (share + z95 ** 2 / (2 * cases)) / scale;
  const half = (z95 / scale) * Math.sqrt((share * (1 - share)) / cases + z95 ** 2 / (4 * cases ** 2));
  return {
    low: round(100 * Math.max(0, centre - half), 1),
    high: round(100 * Math.min(1, centre + half), 1),
  };
}
