import type { CountEvent } from '@vialog/contracts';

/** fresh: shown plainly; stale: grey, at least 2 slots behind; old: hatched, at least 5. */
export type Freshness = 'fresh' | 'stale' | 'old';

const staleSlots = 2;
const oldSlots = 5;
/** Closing a slot and delivering it takes this long even when all is well, ms. */
const deliveryMs = 4_000;

type Slot = Pick<CountEvent, 'slotStartAt' | 'slotMs' | 'slots'>;

/** End of the time a record covers, epoch ms. */
export const slotEnd = (slot: Slot): number => Date.parse(slot.slotStartAt) + slot.slotMs * slot.slots;

/** Time since the slot ended, ms, never negative. */
export const ageMs = (slot: Slot, now: number): number => Math.max(0, now - slotEnd(slot));

export function freshnessOf(slot: Slot, now: number): Freshness {
  const slotsBehind = (ageMs(slot, now) - deliveryMs) / slot.slotMs;
  if (slotsBehind >= oldSlots) return 'old';
  return slotsBehind >= staleSlots ? 'stale' : 'fresh';
}

const ranks: readonly Freshness[] = ['fresh', 'stale', 'old'];
/** The worse of two: a sum is as stale as its stalest part. */
export const worse = (a: Freshness, b: Freshness): Freshness => (ranks.indexOf(a) > ranks.indexOf(b) ? a : b);
