import { describe, expect, it } from '@jest/globals';
import { ageMs, freshnessOf, slotEnd } from './freshness.ts';

const slot = { slotStartAt: '2026-03-01T08:00:00.000Z', slotMs: 10_000, slots: 1 };
const end = slotEnd(slot);

describe('freshnessOf', () => {
  it.each([
    [0, 'fresh'],
    [23_000, 'fresh'],
    [24_000, 'stale'],
    [53_000, 'stale'],
    [54_000, 'old'],
    [86_400_000, 'old'],
  ])('classifies a count %i ms after the end of its 10 s interval as %s', (after, expected) => {
    expect(freshnessOf(slot, end + after)).toBe(expected);
  });

  it('allows a longer delay for longer intervals', () => {
    expect(freshnessOf({ ...slot, slotMs: 900_000 }, slotEnd({ ...slot, slotMs: 900_000 }) + 1_700_000)).toBe(
      'fresh',
    );
  });

  it('never returns a negative age when the clocks differ', () => {
    expect(ageMs(slot, end - 5_000)).toBe(0);
  });
});
