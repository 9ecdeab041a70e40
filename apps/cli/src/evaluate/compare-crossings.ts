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
  /** Time in which crossings are compared, ms. Pairs of crossings with a later true one are left out. */
  readonly durationMs: number;
  /** Largest time between a true crossing and the counted one, ms. */
  readonly toleranceMs: number;
}

/** Compares counted crossings with known ones. Times are compared within a direction, regardless of the class. */
export function compareCrossings(
  allCounted: readonly Crossing[],
  allTrue: readonly Crossing[],
  { durationMs, toleranceMs }: Period,
): Evaluation {
  const truth = allTrue.filter(({ at }) => at < durationMs);
  const counted = withoutLater(allCounted, allTrue, { durationMs, toleranceMs });
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
  sortedOf(crossings, direction).map(({ at }) => at);

interface Match {
  readonly missed: number;
  readonly doubled: number;
  readonly false: number;
}

/** The counted crossings without those of vehicles that cross after the duration: at its end vehicles are on the line. */
function withoutLater(
  counted: readonly Crossing[],
  truth: readonly Crossing[],
  { durationMs, toleranceMs }: Period,
): readonly Crossing[] {
  const later = directions.flatMap((direction) => {
    const [seen, known] = [sortedOf(counted, direction), sortedOf(truth, direction)];
    const pairs = pairTimes(
      seen.map(({ at }) => at),
      known.map(({ at }) => at),
      toleranceMs,
    );
    return pairs.flatMap((found, index) => {
      const isLater = (known[index]?.at ?? 0) >= durationMs;
      const pair = found === undefined ? undefined : seen[found];
      return isLater && pair ? [pair] : [];
    });
  });
  return counted.filter((crossing) => !later.includes(crossing));
}

const sortedOf = (crossings: readonly Crossing[], direction: Direction): Crossing[] =>
  crossings.filter((each) => each.direction === direction).toSorted((a, b) => a.at - b.at);

/**
 * Pairs each true time with the first unused counted time within the tolerance, both in the order of time. This gives the
 * largest possible number of pairs, because all windows have the same length.
 *
 * @returns for each true time the index of its counted time, or undefined
 */
function pairTimes(
  counted: readonly number[],
  truth: readonly number[],
  toleranceMs: number,
): (number | undefined)[] {
  const used = new Set<number>();
  return truth.map((at) => {
    const found = counted.findIndex((time, index) => !used.has(index) && Math.abs(time - at) <= toleranceMs);
    if (found < 0) return undefined;
    used.add(found);
    return found;
  });
}

function matchTimes(counted: readonly number[], truth: readonly number[], toleranceMs: number): Match {
  const pairs = pairTimes(counted, truth, toleranceMs);
  const used = new Set(pairs);
  const left = counted.filter((_, index) => !used.has(index));
  const doubled = left.filter((time) => truth.some((at) => Math.abs(time - at) <= toleranceMs)).length;
  const missed = pairs.filter((pair) => pair === undefined).length;
  return { missed, doubled, false: left.length - doubled };
}
