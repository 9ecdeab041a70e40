import { describe, expect, test } from '@jest/globals';
import { matchObjects, type DetectedObject, type TrueObject } from './match-objects.ts';
import { averagePrecision, objectFigures } from './object-figures.ts';

const car = (x: number, fields: Partial<TrueObject> = {}): TrueObject => ({
  name: 'car',
  x1: x,
  y1: 0,
  x2: x + 10,
  y2: 10,
  ...fields,
});
const found = (x: number, score: number, name: DetectedObject['name'] = 'car'): DetectedObject => ({
  ...car(x),
  name,
  score,
});
const match = (detected: readonly DetectedObject[], truth: readonly TrueObject[], threshold = 0.5) =>
  matchObjects({ detected, counted: detected.filter(({ score }) => score >= threshold) }, truth, [
    'car',
    'vehicle',
  ]);

describe('matching detections with objects', () => {
  test('each object has one detection, the best one, and a second detection of it is wrong', () => {
    const [cars] = match([found(1, 0.6), found(0, 0.9)], [car(0)]);
    expect(cars).toMatchObject({
      truth: 1,
      counted: 2,
      matched: 1,
      scored: [
        { score: 0.9, isTrue: true },
        { score: 0.6, isTrue: false },
      ],
    });
  });

  test('a detection that overlaps an object by less than half is wrong', () => {
    expect(match([found(5, 0.9)], [car(0)])[0]).toMatchObject({ counted: 1, matched: 0 });
  });

  test('a car that is detected as a truck is missing as a car and right as a vehicle', () => {
    expect(match([found(0, 0.9, 'truck')], [car(0)])).toMatchObject([
      { group: 'car', truth: 1, counted: 0 },
      { group: 'vehicle', truth: 1, counted: 1, matched: 1 },
    ]);
  });

  test('detections in a crowd are neither right nor wrong', () => {
    const crowd = { ...car(20, { isCrowd: true }), x2: 60 };
    expect(match([found(30, 0.9)], [car(0), crowd])[0]).toMatchObject({ truth: 1, counted: 0, scored: [] });
  });
});

describe('average precision', () => {
  test('average precision is 1 if every object is found before the first wrong detection', () => {
    const scored = [0.9, 0.8, 0.3].map((score, i) => ({ score, isTrue: i < 2 }));
    expect(averagePrecision(scored, 2)).toBe(1);
  });

  test('average precision agrees with a curve that was computed by hand: right, wrong, right of four objects', () => {
    // Precision 1 up to a recall of 0.25 (26 points: 0 … 0.25), 2/3 up to 0.5 (25 points), then 0.
    const scored = [0.9, 0.8, 0.7].map((score, i) => ({ score, isTrue: i !== 1 }));
    expect(averagePrecision(scored, 4)).toBeCloseTo((26 + 25 * (2 / 3)) / 101, 10);
  });
});

test('figures of a set are sums over its pictures, and errors of counts do not cancel out between pictures', () => {
  const pictures = [match([found(0, 0.9)], []), match([found(0, 0.2)], [car(0)])];
  expect(
    objectFigures(
      'car',
      pictures.flatMap(([cars]) => (cars ? [cars] : [])),
    ),
  ).toEqual({
    group: 'car',
    truth: 1,
    counted: 1,
    precision: 0,
    recall: 0,
    ap50: 50,
    countError: 1,
    bias: 0,
  });
});

test('a group without objects has neither recall nor average precision', () => {
  const [cars] = match([], []);
  expect(objectFigures('car', cars ? [cars] : [])).toMatchObject({
    precision: null,
    recall: null,
    ap50: null,
  });
});
