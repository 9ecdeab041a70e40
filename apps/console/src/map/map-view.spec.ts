import { describe, expect, it } from '@jest/globals';
import { viewOf } from './map-view.ts';

describe('viewOf', () => {
  it('viewOf moves the edges outwards to a grid, so that a small movement gives the same view', () => {
    const view = viewOf({ west: 11.1, south: 47.1, east: 13.2, north: 48.4 }, 7.6);
    expect(view).toEqual({ bbox: '9.84375,46.40625,14.0625,49.21875', zoom: 7 });
    expect(viewOf({ west: 11.2, south: 47.2, east: 13.3, north: 48.5 }, 7.9)).toEqual(view);
  });

  it.each([
    [{ west: 170, south: -10, east: 200, north: 10 }, 4, '168.75,-11.25,-157.5,11.25'],
    [{ west: -200, south: -10, east: -170, north: 10 }, 4, '157.5,-11.25,-168.75,11.25'],
    [{ west: -400, south: -120, east: 400, north: 95 }, 0, '-180,-90,180,90'],
    [{ west: 100, south: 0, east: 179, north: 10 }, 3, '90,0,180,22.5'],
  ])('viewOf wraps the bounds %j at zoom %i', (bounds, zoom, bbox) => {
    expect(viewOf(bounds, zoom).bbox).toBe(bbox);
  });
});
