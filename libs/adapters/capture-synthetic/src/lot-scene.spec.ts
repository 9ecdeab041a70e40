import { describe, expect, test } from '@jest/globals';
import { picturePolygon } from '@vialog/contracts';
import fc from 'fast-check';
import { hashNumber } from './hash-number.ts';
import { largestLot, lotBays, parseLotUrl } from './lot-scene.ts';
import { lotTruth, peakHour, stayOf } from './lot-truth.ts';

const noon = Date.UTC(2026, 5, 1, 12);

describe('the URL of a lot', () => {
  test('says everything about it, with defaults', () => {
    expect(parseLotUrl('synthetic:lot')).toEqual({ seed: 1, capacity: 40, light: 'day' });
    expect(parseLotUrl('synthetic:lot?seed=7&capacity=12&light=dusk&fault=dark')).toEqual({
      seed: 7,
      capacity: 12,
      light: 'dusk',
      fault: 'dark',
    });
  });

  test.each([
    ['synthetic:road', /expected synthetic:lot/],
    ['synthetic:lot?capacity=41', /capacity is a whole number from 1 to 40/],
    ['synthetic:lot?capacity=many', /capacity is a whole number/],
    ['synthetic:lot?light=noon', /light is day or dusk/],
    ['synthetic:lot?fault=fire', /fault is frozen, dark or cut/],
    ['synthetic:lot?colour=red', /"colour" is not one of/],
  ])('%s is refused with what was expected', (url, message) => {
    expect(() => parseLotUrl(url)).toThrow(message);
  });
});

test('every space is a sound polygon inside the picture', () => {
  const bays = lotBays(largestLot);
  expect(bays).toHaveLength(40);
  for (const bay of bays) expect(picturePolygon.safeParse(bay.polygon).success).toBe(true);
  expect(new Set(bays.map((bay) => bay.bayId)).size).toBe(40);
});

describe('the truth of a lot', () => {
  test('is the same for the same seed and moment, whatever was asked before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 4e12 }), (seed, at) => {
        const scene = parseLotUrl(`synthetic:lot?seed=${seed}`);
        expect(lotTruth(scene, at)).toBe(lotTruth({ ...scene }, at));
      }),
    );
  });

  test('differs from seed to seed', () => {
    const seen = new Set(
      Array.from({ length: 50 }, (_, seed) => lotTruth(parseLotUrl(`synthetic:lot?seed=${seed + 1}`), noon)),
    );
    expect(seen.size).toBeGreaterThan(45);
  });

  test('is fuller at its peak than twelve hours later, and vehicles come and go within the hour', () => {
    const scene = parseLotUrl('synthetic:lot?seed=3');
    const taken = (at: number) => [...lotTruth(scene, at)].filter((state) => state === '1').length;
    const mean = (from: number) =>
      Array.from({ length: 20 }, (_, day) => taken(from + day * 86_400_000)).reduce((a, b) => a + b) / 20;
    const peak = Date.UTC(2026, 5, 1) + Math.round(peakHour(scene.seed) * 3_600_000);
    expect(mean(peak)).toBeGreaterThan(mean(peak + 12 * 3_600_000) + 10);
    expect(lotTruth(scene, noon)).not.toBe(lotTruth(scene, noon + 3_600_000));
  });

  test('holds during a stay', () => {
    const scene = parseLotUrl('synthetic:lot?seed=3');
    fc.assert(
      fc.property(
        fc.integer({ min: noon, max: noon + 86_400_000 }),
        fc.integer({ min: 0, max: 39 }),
        (at, bay) => {
          fc.pre(stayOf(scene, bay, at) === stayOf(scene, bay, at + 1000));
          expect(lotTruth(scene, at)[bay]).toBe(lotTruth(scene, at + 1000)[bay]);
        },
      ),
    );
  });
});

test('hashed numbers are spread evenly over 0..1', () => {
  const numbers = Array.from({ length: 20_000 }, (_, i) => hashNumber(42, i));
  const tenths = Array.from(
    { length: 10 },
    (_, tenth) => numbers.filter((n) => Math.floor(n * 10) === tenth).length,
  );
  for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
});
