import { hourMs, type ClassCounts, type CountClass, type CountEvent } from '@vialog/contracts';
import type { TurnoverSums } from '@vialog/measuring';
import type { NumberField } from './event-query.ts';

/** Numbers that only line zones have, and `stopped`, which only area zones have. */
export type TrackedField = 'in' | 'out' | 'flow' | 'stopped';
const trackedFields: ReadonlySet<NumberField> = new Set<TrackedField>(['in', 'out', 'flow', 'stopped']);
export const isTracked = (field: NumberField): field is TrackedField => trackedFields.has(field);

type Slot = Pick<CountEvent, 'inbound' | 'outbound' | 'stopped' | 'slotMs'>;

/** Sum over the classes; undefined for a record without crossings. */
export const sumOfClasses = (counts: ClassCounts | undefined): number | undefined =>
  counts && Object.values(counts).reduce<number>((sum, value) => sum + (value ?? 0), 0);

/**
 * in, out: crossings of the slot, all counted classes. flow: crossings of both directions per hour. stopped: median number
 * of stopped vehicles. Undefined where the slot does not have the number.
 */
export function trackedNumber(slot: Slot, field: TrackedField): number | undefined {
  if (field === 'stopped') return slot.stopped;
  if (field !== 'flow') return sumOfClasses(field === 'in' ? slot.inbound : slot.outbound);
  const crossings = crossingsOf(slot);
  return crossings === undefined ? undefined : crossings * (hourMs / slot.slotMs);
}

/** Crossings of both directions; undefined for a record without crossings. */
export function crossingsOf(slot: Pick<Slot, 'inbound' | 'outbound'>): number | undefined {
  const [inbound, outbound] = [sumOfClasses(slot.inbound), sumOfClasses(slot.outbound)];
  return inbound === undefined || outbound === undefined ? undefined : inbound + outbound;
}

/** The number whose peak and mean an episode shows: objects present, or the crossings of a line. */
export const amountOf = (
  event: Pick<CountEvent, 'kind' | 'total' | 'inbound' | 'outbound'>,
): number | undefined => (event.kind === 'measured' ? (event.total ?? crossingsOf(event) ?? 0) : undefined);

type ClassSums = Readonly<ClassCounts>;

/** Crossings by class and direction, summed over slots. */
export interface CrossingSums {
  readonly inbound: ClassSums;
  readonly outbound: ClassSums;
}

/** Stopped vehicles over the slots that know them: their number, the sum of their medians and the highest peak. */
export interface StoppedSums {
  readonly slots: number;
  readonly sum: number;
  readonly max: number;
}

/** Adds two sums; undefined: nothing was counted. Never changes the added objects. */
export function addCrossings(
  a: CrossingSums | undefined,
  b: CrossingSums | undefined,
): CrossingSums | undefined {
  if (!a || !b) return a ?? b;
  return { inbound: addClasses(a.inbound, b.inbound), outbound: addClasses(a.outbound, b.outbound) };
}

export function addStopped(a: StoppedSums | undefined, b: StoppedSums | undefined): StoppedSums | undefined {
  if (!a || !b) return a ?? b;
  return { slots: a.slots + b.slots, sum: a.sum + b.sum, max: Math.max(a.max, b.max) };
}

function addClasses(a: ClassSums, b: ClassSums): ClassSums {
  const sums: ClassCounts = { ...a };
  for (const [name, value] of Object.entries(b) as [CountClass, number][])
    sums[name] = (sums[name] ?? 0) + value;
  return sums;
}

/** Sums of one record, as they are stored in bins; a record without them has none. */
export function trackedSumsOf(
  event: Pick<CountEvent, 'inbound' | 'outbound' | 'stopped' | 'stoppedPeak' | 'turnover'>,
): {
  readonly crossings?: CrossingSums;
  readonly stopped?: StoppedSums;
  readonly turnover?: TurnoverSums;
} {
  const { inbound = {}, outbound = {}, stopped, stoppedPeak, turnover } = event;
  const hasCrossings = Object.keys(inbound).length + Object.keys(outbound).length > 0;
  return {
    ...(hasCrossings && { crossings: { inbound, outbound } }),
    ...(stopped !== undefined && { stopped: { slots: 1, sum: stopped, max: stoppedPeak ?? stopped } }),
    ...(turnover && { turnover: { slots: 1, ...turnover } }),
  };
}
