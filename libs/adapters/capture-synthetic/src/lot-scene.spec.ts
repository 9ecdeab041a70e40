import { describe, expect, test } from '@jest/globals';
import { picturePolygon } from '@vialog/contracts';
import fc from 'fast-check';
import { hashNumber } from './hash-number.ts';
import { largestLot, lotBays, parseLotUrl } from './lot-scene.ts';
import { lotTruth, peakHour, stayOf } from './lot-truth.ts';

const noon = Date.UTC(2026, 5, 1, 12);

describe('parseLotUrl', () => {
  test('parses all parameters of a scene URL and their defaults', () => {
    expect(parseLotUrl('synthetic:lot')).toEqual({ kind: 'lot', seed: 1, capacity: 40, light: 'day' });
    expect(parseLotUrl('synthetic:lot?seed=7&capacity=12&light=dusk&fault=dark')).toEqual({
      kind: 'lot',
      seed: 7,
      capacity: 12,
      light: 'dusk',
      fault: 'dark',
    });
  });

  test.each([
    ['synthetic:road', /expected synthetic:lot/],
    ['synthetic:lot?capacity=41', /invalid capacity, expected a whole number from 1 to 40/],
    ['synthetic:lot?capacity=many', /invalid capacity/],
    ['synthetic:lot?light=noon', /expected day or dusk/],
    ['synthetic:lot?fault=fire', /expected frozen, dark or cut/],
    ['synthetic:lot?colour=red', /unknown parameter "colour"/],
  ])('rejects %s and names what was expected', (url, message) => {
    expect(() => parseLotUrl(url)).toThrow(message);
  });
});

test('lotBays returns valid polygons with unique ids', () => {
  const bays = lotBays(largestLot);
  expect(bays).toHaveLength(40);
  for (const bay of bays) expect(picturePolygon.safeParse(bay.polygon).success).toBe(true);
  expect(new Set(bays.map((bay) => bay.bayId)).size).toBe(40);
});

describe('lotTruth', () => {
  test('returns the same ground truth for the same seed and moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 4e12 }), (seed, at) => {
        const scene = parseLotUrl(`synthetic:lot?seed=${seed}`);
        expect(lotTruth(scene, at)).toBe(lotTruth({ ...scene }, at));
      }),
    );
  });

  test('returns different ground truths for different seeds', () => {
    const seen = new Set(
      Array.from({ length: 50 }, (_, seed) => lotTruth(parseLotUrl(`synthetic:lot?seed=${seed + 1}`), noon)),
    );
    expect(seen.size).toBeGreaterThan(45);
  });

  test('lotTruth has more occupied spaces at the peak than twelve hours later, and changes within an hour', () => {
    const scene = parseLotUrl('synthetic:lot?seed=3');
    const taken = (at: number) => [...lotTruth(scene, at)].filter((state) => state === '1').length;
    const mean = (from: number) =>
      Array.from({ length: 20 }, (_, day) => taken(from + day * 86_400_000)).reduce((a, b) => a + b) / 20;
    const peak = Date.UTC(2026, 5, 1) + Math.round(peakHour(scene.seed) * 3_600_000);
    expect(mean(peak)).toBeGreaterThan(mean(peak + 12 * 3_600_000) + 10);
    expect(lotTruth(scene, noon)).not.toBe(lotTruth(scene, noon + 3_600_000));
  });

  test('does not change the state of a space during a stay', () => {
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

test('hashNumber returns numbers that are uniformly distributed over 0..1', () => {
  const numbers = Array.from({ length: 20_000 }, (_, i) => hashNumber(42, i));
  const tenths = Array.from(
    { length: 10 },
    (_, tenth) => numbers.filter((n) => Math.floor(n * 10) === tenth).length,
  );
  for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
});
