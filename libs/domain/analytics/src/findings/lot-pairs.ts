import { distanceM } from '@vialog/geometry';
import { boundedShare, type BoundedShare } from './bounded-share.ts';
import type { AnalysedSeries, Judged, KeptSeries } from './finding.ts';

/** The expected hours of a lot, in 16 bytes each: lots are compared with each other, when all of them are read. */
export interface LotHours {
  /** Epoch ms, ascending. */
  readonly starts: Float64Array;
  /** Occupancy, ratio; NaN for an hour that was left out. */
  readonly values: Float64Array;
}

type Lot = Judged<{ readonly hours: LotHours }>;

export function lotHours({ hours, profile }: Pick<AnalysedSeries, 'hours' | 'profile'>): LotHours {
  const expected = hours.filter((hour) => hour.expected > 0);
  const used = new Map(profile.used.map(({ start, value }) => [start, value]));
  return {
    starts: Float64Array.from(expected, ({ start }) => start),
    values: Float64Array.from(expected, ({ start }) => used.get(start) ?? NaN),
  };
}

/** Two lots: the vehicles of both, on the spaces of the larger one. */
export interface LotPair {
  /** The one with more spaces. */
  readonly keep: KeptSeries;
  readonly close: KeptSeries;
  readonly distance: number;
  /** Hours that were measured at both, number. */
  readonly hours: number;
  /** Share of the hours in which both together are at most at the target. */
  readonly bounds: BoundedShare;
  /** Highest vehicles of both / spaces of the kept lot, ratio. */
  readonly highestFill: number;
}

interface PairRules {
  readonly target: number;
  /** Maximum distance of two lots, m. */
  readonly distance: number;
}

/** Pairs of lots within the distance that have common measured hours, the most suitable first. */
export function lotPairs(lots: readonly Lot[], rules: PairRules): LotPair[] {
  const pairs: LotPair[] = [];
  lots.forEach((lot, i) => {
    for (const other of lots.slice(i + 1)) {
      const distance = distanceBetween(lot.series, other.series);
      if (distance > rules.distance) continue;
      const [keep, close] = other.series.spaces > lot.series.spaces ? [other, lot] : [lot, other];
      const filled = fillOf(keep, close, rules.target);
      if (filled) pairs.push({ keep: keep.series, close: close.series, distance, ...filled });
    }
  });
  return pairs.sort((a, b) => b.bounds.share - a.bounds.share || a.highestFill - b.highestFill);
}

function distanceBetween({ site }: KeptSeries, { site: other }: KeptSeries): number {
  if (!site || !other) return Infinity;
  const [[lon, lat], [otherLon, otherLat]] = [site.position, other.position];
  return distanceM({ lon, lat }, { lon: otherLon, lat: otherLat });
}

function fillOf(
  keep: Lot,
  close: Lot,
  target: number,
): Pick<LotPair, 'hours' | 'bounds' | 'highestFill'> | undefined {
  const { spaces } = keep.series;
  let [common, hours, fitting, highestFill] = [0, 0, 0, -Infinity];
  for (const [value, other] of commonHours(keep.hours, close.hours)) {
    common += 1;
    if (Number.isNaN(value) || Number.isNaN(other)) continue;
    const fill = (value * spaces + other * close.series.spaces) / spaces;
    hours += 1;
    if (fill <= target + rounding) fitting += 1;
    highestFill = Math.max(highestFill, fill);
  }
  const bounds = boundedShare(fitting, hours, common - hours);
  return bounds && { hours, bounds, highestFill };
}

/** Values are rounded to six decimals: a sum of two may exceed an equal target by less. */
const rounding = 1e-5;

/** The values of both lots in each hour that was expected at both. */
function* commonHours(a: LotHours, b: LotHours): Generator<readonly [number, number]> {
  let [i, j] = [0, 0];
  while (i < a.starts.length && j < b.starts.length) {
    const [start, other] = [a.starts[i] ?? 0, b.starts[j] ?? 0];
    if (start === other) yield [a.values[i] ?? NaN, b.values[j] ?? NaN];
    if (start <= other) i += 1;
    if (other <= start) j += 1;
  }
}
