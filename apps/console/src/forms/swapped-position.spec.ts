import { describe, expect, it } from '@jest/globals';
import type { Position } from '@vialog/contracts';
import { isSwappedPosition } from './swapped-position.ts';

const munich: Position[] = [
  [11.5, 48.1],
  [11.6, 48.2],
  [11.55, 48.15],
];

describe('isSwappedPosition', () => {
  it.each([
    [112.2, 31.03, true],
    [-122.4, 37.8, true],
    [31.03, 112.2, false],
    [200, 31, false],
    [112.2, 95, false],
    [112.2, undefined, false],
  ])('recognises latitude %p and longitude %p as swapped: %p', (lat, lon, swapped) => {
    expect(isSwappedPosition(lat, lon)).toBe(swapped);
  });

  it('recognises a swapped position that is valid by the place of the other cameras', () => {
    expect(isSwappedPosition(11.52, 48.12, munich)).toBe(true);
    expect(isSwappedPosition(48.12, 11.52, munich)).toBe(false);
    expect(isSwappedPosition(-33.9, 18.4, munich)).toBe(false);
    expect(isSwappedPosition(11.52, 48.12, munich.slice(1))).toBe(false);
  });
});
