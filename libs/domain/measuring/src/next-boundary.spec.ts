import { describe, expect, it } from '@jest/globals';
import { epochOf, isoOf } from '@vialog/contracts';
import fc from 'fast-check';
import { areaZone, base, baysZone, cameraOf } from './camera.fixture.ts';
import { nextBoundary } from './next-boundary.ts';
import { commonSlotMs, slotOf } from './slots.ts';

const lengths = [10_000, 12_000, 15_000, 20_000, 45_000, 60_000, 90_000, 900_000, 3_600_000];

describe('nextBoundary', () => {
  it('returns the next slot boundary that all zones share', () => {
    const camera = cameraOf({ zones: [areaZone(), baysZone(8)] });
    expect(isoOf(nextBoundary(camera, base + 11_000))).toBe(isoOf(base + 60_000));
  });

  it('returns a later moment than now, also when now is a boundary', () => {
    expect(nextBoundary(cameraOf(), base + 20_000)).toBe(base + 30_000);
  });

  it('returns the same boundary for all changes before it', () => {
    const pending = cameraOf({ version: 2, validFrom: base + 60_000 });
    expect(nextBoundary(pending, base + 59_999)).toBe(base + 60_000);
    expect(nextBoundary(pending, base + 60_000)).toBe(base + 70_000);
  });

  it('returns a boundary of the slots of every zone, at most an hour from now', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...lengths), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: base, max: base + 90_000_000 }),
        (slotLengths, now) => {
          const zones = slotLengths.map((slotMs, i) => ({ ...areaZone({ zoneId: `z${i}` }), slotMs }));
          const at = nextBoundary({ validFromAt: isoOf(base), zones }, now);
          expect(at).toBeGreaterThan(now);
          expect(at - now).toBeLessThanOrEqual(3_600_000);
          for (const { slotMs } of zones) expect(slotOf(at, slotMs)).toBe(at);
        },
      ),
    );
  });

  it('commonSlotMs returns the least common multiple of slot lengths', () => {
    expect(commonSlotMs([45_000, 60_000])).toBe(180_000);
    expect(epochOf(isoOf(base)) % commonSlotMs(lengths)).toBe(0);
  });
});
