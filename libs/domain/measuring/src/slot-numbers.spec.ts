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

describe('a median', () => {
  it.each([
    [[3], 3],
    [[1, 2], 2],
    [[2, 2, 4, 9], 3],
    [[9, 1, 5], 5],
    [[0, 1], 1],
    [[10, 2, 9], 9],
  ])('of %j is %i', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('has no more than half of the values on either side, up to the rounding', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 30 }), (values) => {
        const middle = median(values);
        expect(values.filter((v) => v < middle - 0.5).length).toBeLessThanOrEqual(values.length / 2);
        expect(values.filter((v) => v > middle).length).toBeLessThanOrEqual(values.length / 2);
        expect(median([...values].reverse())).toBe(middle);
      }),
    );
  });

  it('of nothing is a defect', () => {
    expect(() => median([])).toThrow(/at least one/);
  });
});

describe('numbers of a slot', () => {
  it('are medians of their own: class, total, merged classes', () => {
    const frames = [frame({ car: 2, bus: 0 }), frame({ car: 0, bus: 2 }), frame({ car: 1, bus: 4 })];
    expect(slotNumbers(areaZone(), frames)).toEqual({
      counts: { car: 1, bus: 2 },
      peak: { car: 2, bus: 4 },
      total: 2,
      vehicle: 2,
    });
  });

  it('hold a true zero, and nothing of classes that were not looked for', () => {
    expect(slotNumbers(areaZone(), [frame({ car: 0, bicycle: 0 })])).toEqual({
      counts: { bicycle: 0, car: 0 },
      peak: { bicycle: 0, car: 0 },
      total: 0,
      vehicle: 0,
      twoWheeler: 0,
    });
  });

  it('let no class out that the zone does not ask for, whatever a detector answers', () => {
    const all = fc.dictionary(fc.constantFrom(...countClasses), fc.nat(9));
    const asked = fc.uniqueArray(fc.constantFrom(...countClasses), { minLength: 1 });
    fc.assert(
      fc.property(asked, fc.array(all, { minLength: 1, maxLength: 5 }), (classes, frames) => {
        const numbers = slotNumbers(
          areaZone({ classes }),
          frames.map((counts) => frame(counts)),
        );
        expect(classes).toEqual(expect.arrayContaining(Object.keys(numbers.counts)));
        expect(Object.keys(numbers.peak)).toEqual(Object.keys(numbers.counts));
      }),
    );
  });

  it('of an area with capacity give its occupancy, over 1 where more stand than it holds', () => {
    expect(slotNumbers(areaZone({ capacity: 3 }), [frame({ car: 4, bicycle: 9 })])).toMatchObject({
      occupied: 4,
      unknown: 0,
      capacity: 3,
      occupancy: 1.3333,
    });
  });

  it('of a lot count taken among judged spaces, four decimals', () => {
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

  it('of a lot no frame could judge have no occupancy at all', () => {
    const numbers = slotNumbers(baysZone(2), [frame({ car: 0 }, '--')]);
    expect(numbers).toMatchObject({ occupied: 0, unknown: 2 });
    expect(numbers).not.toHaveProperty('occupancy');
    expect(slotNumbers(baysZone(2), [frame({ car: 0 })])).toMatchObject({ unknown: 2, capacity: 2 });
  });
});

describe('the majority per space', () => {
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
  ])('of %j is %s', (frames, expected) => {
    expect(majorityBays(frames, 1)).toBe(expected);
  });

  it('passes over frames of another lay-out', () => {
    expect(majorityBays(['11', '000', '11'], 2)).toBe('11');
    expect(majorityBays(['000'], 2)).toBeUndefined();
  });
});

describe('frames expected of a slot', () => {
  const stream = { url: 'synthetic:lot', transport: 'tcp' as const };
  it.each([
    [{ mode: 'interval', intervalMs: 5_000 } as const, stream, undefined, 2],
    [{ mode: 'fps', fps: 3 } as const, stream, undefined, 30],
    [{ mode: 'interval', intervalMs: 60_000 } as const, stream, undefined, 1],
    [{ mode: 'keyframes' } as const, stream, undefined, 1],
    [{ mode: 'keyframes' } as const, stream, 2_000, 5],
    [{ mode: 'fps', fps: 5 } as const, { ...stream, refreshMs: 5_000 }, undefined, 2],
  ])('by plan %j', (plan, from, pace, expected) => {
    expect(framesExpected({ plan, stream: from }, 10_000, pace)).toBe(expected);
  });
});
