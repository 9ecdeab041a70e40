import { expect, test } from '@jest/globals';
import { cellsOf } from './cells-of.ts';

test('returns one H3 cell per resolution of a position [longitude, latitude]', () => {
  expect(cellsOf([-122.0553238, 37.3615593])).toEqual([
    '85283473fffffff',
    '87283472bffffff',
    expect.stringMatching(/^8928347/),
  ]);
});
