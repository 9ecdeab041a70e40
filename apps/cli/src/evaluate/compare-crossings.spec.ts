import { describe, expect, test } from '@jest/globals';
import { compareCrossings } from './compare-crossings.ts';
import type { Crossing } from './crossing.ts';

const at = (
  seconds: number,
  vehicleClass = 'car',
  direction: Crossing['direction'] = 'inbound',
): Crossing => ({ at: seconds * 1000, vehicleClass, direction });
const hour = { durationMs: 3_600_000, toleranceMs: 2000 };

describe('the comparison of counted and true crossings', () => {
  test('finds nothing wrong with equal crossings', () => {
    const crossings = [at(1), at(2, 'truck', 'outbound'), at(3)];
    expect(compareCrossings(crossings, crossings, hour)).toMatchObject({
      total: { truth: 3, counted: 3, difference: 0, errorPercent: 0, geh: 0 },
      missed: 0,
      doubled: 0,
      false: 0,
    });
  });

  test('counts a missed, a doubled and a false crossing separately although the sums are equal', () => {
    const truth = [at(10), at(20), at(30)];
    const counted = [at(10.5), at(11), at(50)];
    expect(compareCrossings(counted, truth, hour)).toMatchObject({
      total: { difference: 0, errorPercent: 0 },
      missed: 2,
      doubled: 1,
      false: 1,
    });
  });

  test('matches the most pairs where the windows of two vehicles overlap', () => {
    const truth = [at(10), at(11)];
    expect(compareCrossings([at(11.5), at(12.9)], truth, hour)).toMatchObject({ missed: 0, doubled: 0 });
  });

  test('a crossing in the wrong direction is missed and false', () => {
    const result = compareCrossings([at(10, 'car', 'outbound')], [at(10)], hour);
    expect(result).toMatchObject({ missed: 1, false: 1, doubled: 0 });
    expect(result.byDirection.inbound).toMatchObject({ truth: 1, counted: 0, errorPercent: -100 });
    expect(result.byDirection.outbound).toMatchObject({ truth: 0, counted: 1, errorPercent: null });
  });

  test('a wrong class changes the classes and nothing else', () => {
    const result = compareCrossings([at(10, 'truck')], [at(10, 'car')], hour);
    expect(result).toMatchObject({ missed: 0, total: { difference: 0 } });
    expect(result.byClass).toMatchObject({ car: { difference: -1 }, truck: { difference: 1 } });
  });

  test('leaves out vehicles that cross after the duration, also when they are counted before or after its end', () => {
    const truth = [at(10), at(59), at(60.5), at(62)];
    const counted = [at(10.2), at(60.1), at(60.9)];
    expect(compareCrossings(counted, truth, { durationMs: 60_000, toleranceMs: 2000 })).toMatchObject({
      total: { truth: 2, counted: 2 },
      missed: 0,
      doubled: 0,
      false: 0,
    });
  });

  test('computes GEH from the flows per hour', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => at(index));
    // 120 and 100 vehicles per hour: √(2 · 20² / 220) = 1.91
    expect(compareCrossings(many(60), many(50), { ...hour, durationMs: 1_800_000 }).total.geh).toBe(1.91);
  });
});
