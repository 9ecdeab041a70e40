import type { CountEvent } from '@vialog/contracts';

/** fresh: normal; stale: grey, at least 2 intervals late; old: hatched, at least 5 intervals late. */
export type Freshness = 'fresh' | 'stale' | 'old';

const staleSlots = 2;
const oldSlots = 5;
/** Normal delay between the end of an interval and the arrival of its count, ms. */
const deliveryMs = 4_000;

type Slot = Pick<CountEvent, 'slotStartAt' | 'slotMs' | 'slots'>;

/** End of the interval of a record, epoch ms. */
export const slotEnd = (slot: Slot): number => Date.parse(slot.slotStartAt) + slot.slotMs * slot.slots;

/** Time since the end of the interval, ms, never negative. */
export const ageMs = (slot: Slot, now: number): number => Math.max(0, now - slotEnd(slot));

export function freshnessOf(slot: Slot, now: number): Freshness {
  const slotsLate = (ageMs(slot, now) - deliveryMs) / slot.slotMs;
  if (slotsLate >= oldSlots) return 'old';
  return slotsLate >= staleSlots ? 'stale' : 'fresh';
}

const ranks: readonly Freshness[] = ['fresh', 'stale', 'old'];
/** The worse of two: a sum is as stale as its stalest part. */
export const worse = (a: Freshness, b: Freshness): Freshness => (ranks.indexOf(a) > ranks.indexOf(b) ? a : b);
