import { describe, expect, it } from '@jest/globals';
import { localGrid } from './map-grid.ts';

describe('localGrid', () => {
  it('does not shift while the map moves within one step of the grid', () => {
    expect(localGrid([10.001, 50.001], 0.01, 2)).toEqual(localGrid([10.002, 50.002], 0.01, 2));
  });
});
