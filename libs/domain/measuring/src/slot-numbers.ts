import {
  twoWheelerClasses,
  vehicleClasses,
  type ClassCounts,
  type CountClass,
  type CountEvent,
  type Zone,
  type ZoneCount,
} from '@vialog/contracts';
import { majorityBays } from './bay-votes.ts';
import type { SlotCrossings } from './session-counters.ts';

/** The numeric fields of a measured event, derived from the frames of its slot. */
export type SlotNumbers = Pick<
  CountEvent,
  | 'counts'
  | 'peak'
  | 'total'
  | 'vehicle'
  | 'twoWheeler'
  | 'occupied'
  | 'unknown'
  | 'capacity'
  | 'occupancy'
  | 'bays'
  | 'stopped'
  | 'stoppedPeak'
>;

/**
 * Median of whole numbers. For an even number of values: the mean of the middle two, rounded half up.
 * @throws {RangeError} when there are no values
 */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('The median has no values: expected at least one value.');
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[upper] as number;
  return Math.floor(((sorted[upper - 1] as number) + (sorted[upper] as number) + 1) / 2);
}

/**
 * Numbers of a zone over the frames of one slot, in the order they were captured (the last is the latest).
 * Each number is a separate median over the frames: the total can differ from the sum of the classes, and `vehicle` from
 * the sum of car, bus and truck. Classes that the zone does not count are omitted. Nothing is present on a line: it has none
 * of these numbers, see `trackedNumbers`.
 */
export function slotNumbers(zone: Zone, frames: readonly ZoneCount[]): SlotNumbers {
  if (zone.kind === 'line') return {};
  const counts: ClassCounts = {};
  const peak: ClassCounts = {};
  for (const name of zone.classes) {
    if (!frames.some((frame) => frame.counts[name] !== undefined)) continue;
    const values = frames.map((frame) => frame.counts[name] ?? 0);
    counts[name] = median(values);
    peak[name] = Math.max(...values);
  }
  const total = median(frames.map((frame) => frame.total));
  const vehicle = mergedMedian(zone, frames, vehicleClasses);
  const twoWheeler = mergedMedian(zone, frames, twoWheelerClasses);
  return {
    counts,
    peak,
    total,
    ...(vehicle === undefined ? {} : { vehicle }),
    ...(twoWheeler === undefined ? {} : { twoWheeler }),
    ...(zone.kind === 'bays' ? bayNumbers(zone, frames) : capacityNumbers(zone, vehicle ?? total)),
    ...stoppedNumbers(frames),
  };
}

/** Median and maximum of the frames that know how many vehicles have stopped. */
function stoppedNumbers(frames: readonly ZoneCount[]): Pick<SlotNumbers, 'stopped' | 'stoppedPeak'> {
  const values = frames.flatMap(({ stopped }) => (stopped === undefined ? [] : [stopped]));
  return values.length > 0 ? { stopped: median(values), stoppedPeak: Math.max(...values) } : {};
}

/** Crossings of a line, and restarts of tracking for every zone that needs it. */
export function trackedNumbers(
  zone: Pick<Zone, 'kind' | 'stopped' | 'classes'>,
  { inbound, outbound, restarts }: SlotCrossings,
): Pick<CountEvent, 'inbound' | 'outbound' | 'trackingRestarts'> {
  const isLine = zone.kind === 'line';
  return {
    ...(isLine && { inbound: ofClasses(inbound, zone.classes), outbound: ofClasses(outbound, zone.classes) }),
    ...((isLine || zone.stopped) && restarts > 0 && { trackingRestarts: restarts }),
  };
}

const ofClasses = (counts: ClassCounts, classes: readonly CountClass[]): ClassCounts =>
  Object.fromEntries(classes.flatMap((name) => (counts[name] === undefined ? [] : [[name, counts[name]]])));

/** Median of the sums of some classes per frame; undefined for a zone that counts none of them. */
function mergedMedian(
  zone: Zone,
  frames: readonly ZoneCount[],
  merged: readonly CountClass[],
): number | undefined {
  const requested = merged.filter((name) => zone.classes.includes(name));
  if (!requested.some((name) => frames.some((frame) => frame.counts[name] !== undefined))) return undefined;
  return median(frames.map((frame) => requested.reduce((sum, name) => sum + (frame.counts[name] ?? 0), 0)));
}

function bayNumbers(zone: Zone, frames: readonly ZoneCount[]): Partial<SlotNumbers> {
  const capacity = zone.bays?.length ?? 0;
  const states = majorityBays(
    frames.flatMap((frame) => (frame.bays === undefined ? [] : [frame.bays])),
    capacity,
  );
  if (states === undefined) return { unknown: capacity, capacity };
  const occupied = states.split('1').length - 1;
  const unknown = states.split('-').length - 1;
  return { occupied, unknown, capacity, ...occupancyOf(occupied, capacity - unknown), bays: states };
}

/** An area with a capacity: its vehicles are the occupied spaces (all objects, if it counts no vehicles); no space is unknown. */
function capacityNumbers(zone: Zone, present: number): Partial<SlotNumbers> {
  if (zone.capacity === undefined) return {};
  const { capacity } = zone;
  return { occupied: present, unknown: 0, capacity, ...occupancyOf(present, capacity) };
}

/** Occupied / judged spaces, 4 decimals; absent if no space was judged. Above 1 if more are occupied than the capacity. */
function occupancyOf(occupied: number, judged: number): { occupancy?: number } {
  return judged > 0 ? { occupancy: Math.round((occupied / judged) * 10_000) / 10_000 } : {};
}
