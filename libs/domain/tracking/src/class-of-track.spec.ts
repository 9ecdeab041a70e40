import { expect, test } from '@jest/globals';
import { classOfTrack } from './class-of-track.ts';

const vehicles = ['car', 'bus', 'truck'] as const;

test.each([
  ['the class with the highest sum of scores', { car: 2.1, truck: 1.9 }, 'car', 'car'],
  ['nothing, if the winner is not counted', { person: 3, car: 1 }, undefined, undefined],
  ['the named class, if a quarter of the votes is for it', { '': 3, truck: 1 }, 'car', 'truck'],
  ['the stand-in, if hardly a vote is for a count class', { '': 9, truck: 1 }, 'car', 'car'],
  [
    'nothing, if hardly a vote is for a count class and there is no stand-in',
    { '': 9 },
    undefined,
    undefined,
  ],
] as const)('a track counts as %s', (_, votes, standIn, expected) => {
  expect(classOfTrack({ votes }, vehicles, standIn)).toBe(expected);
});
