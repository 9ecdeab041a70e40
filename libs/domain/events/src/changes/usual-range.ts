import { baselineOf, deviationPerMad } from '@vialog/statistics';

/** Fewest days from which a range is computed. */
export const minUsualDays = 5;
/** With this many days the lowest and the highest are left out, so that one day with a fault does not widen the range. */
const trimmedDays = 10;

/** Between which values the figure of a zone usually is at these hours. */
export interface UsualRange {
  readonly low: number;
  readonly high: number;
}

/**
 * The usual range of a figure: lowest to highest value of comparable days, widened by the largest of 1 object, 15 % of the median
 * and 3 robust standard deviations (median absolute deviation). Undefined with fewer than 5 days.
 * @param days mean of the figure on each day, at the same hours
 */
export function usualRange(days: readonly number[]): UsualRange | undefined {
  if (days.length < minUsualDays) return undefined;
  const { median, mad } = baselineOf(days);
  const margin = Math.max(1, 0.15 * median, 3 * deviationPerMad * mad);
  const ascending = days.toSorted((a, b) => a - b);
  const kept = ascending.length >= trimmedDays ? ascending.slice(1, -1) : ascending;
  return { low: Math.max(0, (kept[0] as number) - margin), high: (kept.at(-1) as number) + margin };
}
