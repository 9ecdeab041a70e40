import { expect, test } from '@jest/globals';
import { baysFigures } from './bays-figures.ts';
import { isDominated } from './pareto-front.ts';
import { wilsonInterval } from './wilson-interval.ts';

test('both kinds of error of parking spaces are shares of the judged spaces', () => {
  const figures = baysFigures([
    { states: '10-1', occupied: [true, true, true, false] },
    { states: '00', occupied: [false, false] },
  ]);
  expect(figures).toMatchObject({
    pictures: 2,
    spaces: 6,
    taken: 3,
    judged: { spaces: 5, of: 6, percent: 83.3 },
    right: { spaces: 3, of: 5 },
    takenShownFree: { spaces: 1, of: 5, percent: 20 },
    freeShownTaken: { spaces: 1, of: 5, percent: 20 },
    missed: { spaces: 1, of: 2, percent: 50 },
    falseTaken: { spaces: 1, of: 3, percent: 33.3 },
  });
});

test('a lot of which nothing was judged has no error instead of none', () => {
  const { takenShownFree } = baysFigures([{ states: '--', occupied: [true, false] }]);
  expect(takenShownFree).toEqual({ spaces: 0, of: 0, percent: null, interval: null });
});

test('a picture with another number of states than spaces is an error', () => {
  expect(() => baysFigures([{ states: '1', occupied: [true, true] }])).toThrow(
    'expected 2 states and found 1',
  );
});

// Published values: R. G. Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I, method 3.
test.each([
  [81, 263, 25.5, 36.6],
  [15, 148, 6.2, 16.0],
  [0, 20, 0, 16.1],
  [1, 29, 0.6, 17.2],
])('the interval of Wilson for %i of %i is the published one', (hits, cases, low, high) => {
  expect(wilsonInterval(hits, cases)).toEqual({ low, high });
});

test('a candidate is dominated by one that is better in one respect and not worse in the other', () => {
  const [fast, exact, slow] = [
    { accuracy: 80, cost: 10 },
    { accuracy: 95, cost: 20 },
    { accuracy: 95, cost: 30 },
  ] as const;
  const all = [fast, exact, slow];
  expect(all.map((each) => isDominated(each, all))).toEqual([false, false, true]);
});

test('a candidate whose cost or accuracy is not known neither dominates nor is dominated', () => {
  const known = { accuracy: 80, cost: 10 };
  const all = [
    known,
    { accuracy: 95, cost: null },
    { accuracy: null, cost: 1 },
    { accuracy: null, cost: 20 },
    { accuracy: 50, cost: null },
  ];
  expect(all.map((each) => isDominated(each, all))).toEqual(all.map(() => false));
});
