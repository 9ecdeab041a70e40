import { describe, expect, it } from '@jest/globals';
import { countClasses, type ClassCounts, type ZoneCount } from '@vialog/contracts';
import fc from 'fast-check';
import { majorityBays } from './bay-votes.ts';
import { areaZone, baysZone } from './camera.fixture.ts';
import { framesExpected } from './frames-expected.ts';
import { median, slotNumbers } from './slot-numbers.ts';

const frame = (counts: ClassCounts, bays?: string): ZoneCount => ({
  zoneId: 'lane',
  counts,
  total: Object.values(counts).reduce<number>((sum, n) => sum + (n ?? 0), 0),
  ...(bays === undefined ? {} : { bays }),
});

describe('median', () => {
  it.each([
    [[3], 3],
    [[1, 2], 2],
    [[2, 2, 4, 9], 3],
    [[9, 1, 5], 5],
    [[0, 1], 1],
    [[10, 2, 9], 9],
  ])('the median of %j is %i', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('returns a median with at most half of the values on either side, apart from rounding', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 30 }), (values) => {
        const middle = median(values);
        expect(values.filter((v) => v < middle - 0.5).length).toBeLessThanOrEqual(values.length / 2);
        expect(values.filter((v) => v > middle).length).toBeLessThanOrEqual(values.length / 2);
        expect(median([...values].reverse())).toBe(middle);
      }),
    );
  });

  it('throws an error for the median of no values', () => {
    expect(() => median([])).toThrow(/expected at least one value/);
  });
});

describe('slotNumbers', () => {
  it('computes separate medians of each class, the total and merged classes', () => {
    const frames = [frame({ car: 2, bus: 0 }), frame({ car: 0, bus: 2 }), frame({ car: 1, bus: 4 })];
    expect(slotNumbers(areaZone(), frames)).toEqual({
      counts: { car: 1, bus: 2 },
      peak: { car: 2, bus: 4 },
      total: 2,
      vehicle: 2,
    });
  });

  it('returns zero for counted classes without objects, and omits classes that were not counted', () => {
    expect(slotNumbers(areaZone(), [frame({ car: 0, bicycle: 0 })])).toEqual({
      counts: { bicycle: 0, car: 0 },
      peak: { bicycle: 0, car: 0 },
      total: 0,
      vehicle: 0,
      twoWheeler: 0,
    });
  });

  it('omits classes that the zone does not count, for any reply of a detector', () => {
    const all = fc.dictionary(fc.constantFrom(...countClasses), fc.nat(9));
    const requested = fc.uniqueArray(fc.constantFrom(...countClasses), { minLength: 1 });
    fc.assert(
      fc.property(requested, fc.array(all, { minLength: 1, maxLength: 5 }), (classes, frames) => {
        const numbers = slotNumbers(
          areaZone({ classes }),
          frames.map((counts) => frame(counts)),
        );
        expect(classes).toEqual(expect.arrayContaining(Object.keys(numbers.counts ?? {})));
        expect(Object.keys(numbers.peak ?? {})).toEqual(Object.keys(numbers.counts ?? {}));
      }),
    );
  });

  it('returns the occupancy of an area with a capacity, above 1 when it has more vehicles than spaces', () => {
    expect(slotNumbers(areaZone({ capacity: 3 }), [frame({ car: 4, bicycle: 9 })])).toMatchObject({
      occupied: 4,
      unknown: 0,
      capacity: 3,
      occupancy: 1.3333,
    });
  });

  it('returns the occupancy of a bays zone as occupied / judged spaces with four decimals', () => {
    const frames = [frame({ car: 1 }, '10-0'), frame({ car: 2 }, '1--0'), frame({ car: 1 }, '11-0')];
    expect(slotNumbers(baysZone(4), frames)).toMatchObject({
      bays: '11-0',
      occupied: 2,
      unknown: 1,
      capacity: 4,
      occupancy: 0.6667,
    });
    expect(slotNumbers(baysZone(4), [frame({ car: 3 }, '110-')]).occupancy).toBe(0.6667);
  });

  it('returns no occupancy for a bays zone whose spaces are all unknown', () => {
    const numbers = slotNumbers(baysZone(2), [frame({ car: 0 }, '--')]);
    expect(numbers).toMatchObject({ occupied: 0, unknown: 2 });
    expect(numbers).not.toHaveProperty('occupancy');
    expect(slotNumbers(baysZone(2), [frame({ car: 0 })])).toMatchObject({ unknown: 2, capacity: 2 });
  });
});

describe('majorityBays', () => {
  it.each([
    [['1', '0', '1'], '1'],
    [['1', '0'], '0'],
    [['0', '1'], '1'],
    [['-', '-', '0'], '-'],
    [['-', '0'], '0'],
    [['0', '-'], '-'],
    [['0', '0', '1', '1', '-'], '1'],
    [['0', '1', '-'], '-'],
    [['0', '0', '-'], '0'],
  ])('the majority of the states %j is %s', (frames, expected) => {
    expect(majorityBays(frames, 1)).toBe(expected);
  });

  it('ignores frames with another number of spaces', () => {
    expect(majorityBays(['11', '000', '11'], 2)).toBe('11');
    expect(majorityBays(['000'], 2)).toBeUndefined();
  });
});

describe('framesExpected', () => {
  const stream = { url: 'synthetic:lot', transport: 'tcp' as const };
  it.each([
    [{ mode: 'interval', intervalMs: 5_000 } as const, stream, undefined, 2],
    [{ mode: 'fps', fps: 3 } as const, stream, undefined, 30],
    [{ mode: 'interval', intervalMs: 60_000 } as const, stream, undefined, 1],
    [{ mode: 'keyframes' } as const, stream, undefined, 1],
    [{ mode: 'keyframes' } as const, stream, 2_000, 5],
    [{ mode: 'fps', fps: 5 } as const, { ...stream, refreshMs: 5_000 }, undefined, 2],
  ])('derives the expected frames of a slot from the plan %j', (plan, from, keyframeIntervalMs, expected) => {
    expect(framesExpected({ plan, stream: from }, 10_000, keyframeIntervalMs)).toBe(expected);
  });
});
