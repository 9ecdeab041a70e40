import { describe, expect, it } from '@jest/globals';
import { ageMs, freshnessOf, slotEnd } from './freshness.ts';

const slot = { slotStartAt: '2026-03-01T08:00:00.000Z', slotMs: 10_000, slots: 1 };
const end = slotEnd(slot);

describe('freshness of a number', () => {
  it.each([
    [0, 'fresh'],
    [23_000, 'fresh'],
    [24_000, 'stale'],
    [53_000, 'stale'],
    [54_000, 'old'],
    [86_400_000, 'old'],
  ])('%i ms after a 10 s slot it is %s', (after, expected) => {
    expect(freshnessOf(slot, end + after)).toBe(expected);
  });

  it('waits longer for longer slots', () => {
    expect(freshnessOf({ ...slot, slotMs: 900_000 }, slotEnd({ ...slot, slotMs: 900_000 }) + 1_700_000)).toBe(
      'fresh',
    );
  });

  it('is never younger than nothing, whatever the clocks say', () => {
    expect(ageMs(slot, end - 5_000)).toBe(0);
  });
});
