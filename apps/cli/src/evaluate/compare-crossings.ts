import type { CountAccuracy } from '@vialog/contracts';
import { countAccuracyOf } from '@vialog/measuring';
import { directions, type Crossing, type Direction } from './crossing.ts';

export interface Evaluation {
  readonly total: CountAccuracy;
  readonly byDirection: Readonly<Record<Direction, CountAccuracy>>;
  /** Classes that occur in the truth or among the counted crossings. */
  readonly byClass: Readonly<Record<string, CountAccuracy>>;
  /** True crossings without a counted one within the tolerance. */
  readonly missed: number;
  /** Counted crossings that repeat a true one within the tolerance. */
  readonly doubled: number;
  /** Counted crossings near no true one. */
  readonly false: number;
}

interface Period {
  readonly durationMs: number;
  /** Largest time between a true crossing and the counted one, ms. */
  readonly toleranceMs: number;
}

/** Compares counted crossings with known ones. Times are compared within a direction, regardless of the class. */
export function compareCrossings(
  counted: readonly Crossing[],
  truth: readonly Crossing[],
  { durationMs, toleranceMs }: Period,
): Evaluation {
  const compare = (isIn: (crossing: Crossing) => boolean) =>
    countAccuracyOf(counted.filter(isIn).length, truth.filter(isIn).length, durationMs);
  const classes = [...new Set([...truth, ...counted].map((each) => each.vehicleClass))].toSorted();
  const matches = directions.map((direction) =>
    matchTimes(timesOf(counted, direction), timesOf(truth, direction), toleranceMs),
  );
  const sum = (pick: (match: Match) => number) => matches.reduce((total, match) => total + pick(match), 0);
  return {
    total: compare(() => true),
    byDirection: {
      inbound: compare(({ direction }) => direction === 'inbound'),
      outbound: compare(({ direction }) => direction === 'outbound'),
    },
    byClass: Object.fromEntries(classes.map((name) => [name, compare((each) => each.vehicleClass === name)])),
    missed: sum((match) => match.missed),
    doubled: sum((match) => match.doubled),
    false: sum((match) => match.false),
  };
}

const timesOf = (crossings: readonly Crossing[], direction: Direction): number[] =>
  crossings.filter((each) => each.direction === direction).map((each) => each.at);

interface Match {
  readonly missed: number;
  readonly doubled: number;
  readonly false: number;
}

/**
 * Matches each true time with the first unused counted time within the tolerance, both in the order of time. This gives the
 * largest possible number of pairs, because all windows have the same length.
 */
function matchTimes(counted: readonly number[], truth: readonly number[], toleranceMs: number): Match {
  const sorted = counted.toSorted((a, b) => a - b);
  const used = new Set<number>();
  let missed = 0;
  for (const at of truth.toSorted((a, b) => a - b)) {
    const found = sorted.findIndex((time, index) => !used.has(index) && Math.abs(time - at) <= toleranceMs);
    if (found < 0) missed += 1;
    else used.add(found);
  }
  const left = sorted.filter((_, index) => !used.has(index));
  const doubled = left.filter((time) => truth.some((at) => Math.abs(time - at) <= toleranceMs)).length;
  return { missed, doubled, false: left.length - doubled };
}
