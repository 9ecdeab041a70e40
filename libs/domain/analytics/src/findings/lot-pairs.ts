import { distanceM } from '@vialog/geometry';
import { boundedShare, type BoundedShare } from './bounded-share.ts';
import type { AnalysedSeries } from './finding.ts';

/** Two lots: the vehicles of both, on the spaces of the larger one. */
export interface LotPair {
  /** The one with more spaces. */
  readonly keep: AnalysedSeries;
  readonly close: AnalysedSeries;
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
export function lotPairs(lots: readonly AnalysedSeries[], rules: PairRules): LotPair[] {
  const pairs: LotPair[] = [];
  lots.forEach((lot, i) => {
    for (const other of lots.slice(i + 1)) {
      const distance = distanceBetween(lot, other);
      if (distance > rules.distance) continue;
      const [keep, close] = other.spaces > lot.spaces ? [other, lot] : [lot, other];
      const filled = fillOf(keep, close, rules.target);
      if (filled) pairs.push({ keep, close, distance, ...filled });
    }
  });
  return pairs.sort((a, b) => b.bounds.share - a.bounds.share || a.highestFill - b.highestFill);
}

function distanceBetween({ site }: AnalysedSeries, { site: other }: AnalysedSeries): number {
  if (!site || !other) return Infinity;
  const [[lon, lat], [otherLon, otherLat]] = [site.position, other.position];
  return distanceM({ lon, lat }, { lon: otherLon, lat: otherLat });
}

function fillOf(
  keep: AnalysedSeries,
  close: AnalysedSeries,
  target: number,
): Pick<LotPair, 'hours' | 'bounds' | 'highestFill'> | undefined {
  const ofClose = new Map(close.profile.used.map(({ start, value }) => [start, value]));
  const fills = keep.profile.used.flatMap(({ start, value }) => {
    const other = ofClose.get(start);
    return other === undefined ? [] : [(value * keep.spaces + other * close.spaces) / keep.spaces];
  });
  const expectedAtClose = new Set(startsOf(close));
  const expected = startsOf(keep).filter((start) => expectedAtClose.has(start)).length;
  const fitting = fills.filter((fill) => fill <= target + rounding).length;
  const bounds = boundedShare(fitting, fills.length, expected - fills.length);
  return bounds && { hours: fills.length, bounds, highestFill: Math.max(...fills) };
}

/** Values are rounded to six decimals: a sum of two may exceed an equal target by less. */
const rounding = 1e-5;

const startsOf = ({ hours }: AnalysedSeries): number[] =>
  hours.filter(({ expected }) => expected > 0).map(({ start }) => start);
