import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { munkres } from 'munkres';
import { assign } from './assign.ts';

const maxCost = 10;

/** Sum of what the pairs cost less than no pair. */
const gainOf = (costs: readonly (readonly number[])[], pairs: readonly (readonly [number, number])[]) =>
  pairs.reduce((sum, [row, column]) => sum + Math.max(0, maxCost - (costs[row]?.[column] ?? maxCost)), 0);

test('groups are assigned as well as the whole matrix at once', () => {
  const cost = fc.oneof(fc.constant(maxCost), fc.integer({ min: 0, max: 9 }));
  const matrix = fc
    .integer({ min: 1, max: 7 })
    .chain((width) =>
      fc.array(fc.array(cost, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 7 }),
    );
  fc.assert(
    fc.property(matrix, (costs) => {
      const pairs = assign(costs, maxCost);
      expect(new Set(pairs.map(([row]) => row)).size).toBe(pairs.length);
      expect(new Set(pairs.map(([, column]) => column)).size).toBe(pairs.length);
      expect(pairs.every(([row, column]) => (costs[row]?.[column] ?? maxCost) < maxCost)).toBe(true);
      expect(gainOf(costs, pairs)).toBe(gainOf(costs, munkres(costs.map((row) => [...row]))));
    }),
  );
});

test('rows and columns without a possible pair stay alone', () => {
  expect(
    assign(
      [
        [maxCost, 3],
        [maxCost, maxCost],
      ],
      maxCost,
    ),
  ).toEqual([[0, 1]]);
  expect(assign([[maxCost]], maxCost)).toEqual([]);
});
