import type { CountClass } from '@vialog/contracts';
import type { SumsRow } from './zone-sums.ts';
import type { ZonePlan } from './zone-plan.ts';

/** One plan in one interval, with its sums if a slot was measured. */
export interface Piece {
  readonly plan: ZonePlan;
  readonly row: SumsRow | undefined;
}

export interface Figures {
  /** Mean number of objects present; null if no slot was measured. */
  readonly presence: number | null;
  /** Highest value of a single slot and zone; null also for several classes together, whose maximum is not stored. */
  readonly peak: number | null;
  /** Occupied / judged spaces; null if no space was judged. */
  readonly occupancy: number | null;
}

export interface Interval {
  readonly from: number;
  readonly to: number;
}

/**
 * Figures of several zones over an interval that has passed: the sum of their means over measured time, weighted by slot
 * length. A zone that existed for a part of its camera's time (redrawn under a new id) counts for that part, so that the old
 * and the new zone of the same area do not both count in full.
 */
export function figuresOf(
  pieces: readonly Piece[],
  interval: Interval,
  classes: readonly CountClass[] | undefined,
): Figures {
  const means = { presence: 0, occupied: 0, judged: 0 };
  let measured = false;
  forEachZone(pieces, interval, (ofZone, share) => {
    if (addMeans(means, ofZone, { share, classes })) measured = true;
  });
  return {
    presence: measured ? rounded(means.presence) : null,
    peak: measured ? peakOf(pieces, classes) : null,
    occupancy: means.judged > 0 ? rounded(means.occupied / means.judged) : null,
  };
}

/**
 * Sum of one mean per zone, weighted like the figures above; null if no zone has a mean. `meanOf`: undefined for a zone
 * without a measured slot.
 */
export function sumOfMeans(
  pieces: readonly Piece[],
  interval: Interval,
  meanOf: (ofZone: readonly Piece[]) => number | undefined,
): number | null {
  const means: number[] = [];
  forEachZone(pieces, interval, (ofZone, share) => {
    const mean = meanOf(ofZone);
    if (mean !== undefined) means.push(mean * share);
  });
  return means.length === 0 ? null : rounded(means.reduce((sum, mean) => sum + mean, 0));
}

/**
 * Calls `each` with the pieces of every zone and the share of its camera's time in which the zone existed. The list of
 * pieces is valid during the call only.
 */
function forEachZone(
  pieces: readonly Piece[],
  interval: Interval,
  each: (ofZone: readonly Piece[], share: number) => void,
): void {
  // The usual case: no version changed, so that every piece is a zone of its own.
  if (pieces.every(({ plan }) => plan.since <= interval.from && plan.until >= interval.to)) {
    const one: Piece[] = [];
    for (const piece of pieces) {
      one[0] = piece;
      each(one, 1);
    }
    return;
  }
  for (const ofCamera of Map.groupBy(pieces, ({ plan }) => plan.camera.cameraId).values()) {
    const cameraTime = timeInForce(ofCamera, interval);
    for (const ofZone of Map.groupBy(ofCamera, ({ plan }) => plan.zone.zoneId).values())
      each(ofZone, timeInForce(ofZone, interval) / cameraTime);
  }
}

/** Time of the interval in which a version of these pieces was in force, ms, at least 1. */
function timeInForce(pieces: readonly Piece[], { from, to }: Interval): number {
  const versions = new Map(pieces.map(({ plan }) => [plan.camera.version, plan]));
  let time = 0;
  for (const { since, until } of versions.values())
    time += Math.max(0, Math.min(until, to) - Math.max(since, from));
  return Math.max(1, time);
}

/** Adds the means of one zone over its measured time; false if no slot was measured. Creates no objects: it is called per point. */
function addMeans(
  means: { presence: number; occupied: number; judged: number },
  pieces: readonly Piece[],
  { share, classes }: { share: number; classes: readonly CountClass[] | undefined },
): boolean {
  let [time, presence, occupied, judged] = [0, 0, 0, 0];
  for (const { plan, row } of pieces) {
    if (!row) continue;
    time += row.measured * plan.slotMs;
    presence += presenceSum(row, classes) * plan.slotMs;
    occupied += row.occupied * plan.slotMs;
    judged += (row.capacity - row.unknown) * plan.slotMs;
  }
  if (time === 0) return false;
  means.presence += (presence / time) * share;
  means.occupied += (occupied / time) * share;
  means.judged += (judged / time) * share;
  return true;
}

function presenceSum(row: SumsRow, classes: readonly CountClass[] | undefined): number {
  if (!classes) return row.total.sum;
  return classes.reduce((sum, name) => sum + (row.classes[name]?.sum ?? 0), 0);
}

function peakOf(pieces: readonly Piece[], classes: readonly CountClass[] | undefined): number | null {
  if (classes && classes.length !== 1) return null;
  const only = classes?.[0];
  let highest = 0;
  for (const { row } of pieces) if (row) highest = Math.max(highest, maxOf(row, only));
  return highest;
}

const maxOf = (row: SumsRow, only: CountClass | undefined): number =>
  only ? (row.classes[only]?.max ?? 0) : row.total.max;

/** Rounds to six decimals, so that responses contain no floating-point noise. */
export function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
