import { describe, expect, it } from '@jest/globals';
import { bearingTo, conePath, dragCone, handlePoints } from './view-cone.ts';

describe('the cone of a camera on the map', () => {
  it.each([
    [0, -10, 0],
    [10, 0, 90],
    [0, 10, 180],
    [-10, 0, 270],
    [-0.01, -10, 0],
  ])('reads the point %p, %p on the screen as the bearing %p', (dx, dy, bearing) => {
    expect(bearingTo(dx, dy)).toBe(bearing);
  });

  it('turns with its middle handle and opens with its edge handle', () => {
    const view = { heading: 350, fieldOfView: 60 };
    expect(dragCone('heading', 20, view)).toEqual({ heading: 20, fieldOfView: 60 });
    expect(dragCone('fieldOfView', 30, view)).toEqual({ heading: 350, fieldOfView: 80 });
    expect(dragCone('fieldOfView', 350, view).fieldOfView).toBe(2);
  });

  it('the cone of a camera on the map has handles at the bearing that dragging them reads back', () => {
    const view = { heading: 200, fieldOfView: 90 };
    const { heading, fieldOfView } = handlePoints(view);
    expect(bearingTo(...heading)).toBe(200);
    expect(dragCone('fieldOfView', bearingTo(...fieldOfView), view)).toEqual(view);
  });

  it('the cone of a camera on the map is drawn as a whole circle for an angle of 360 degrees', () => {
    expect(conePath({ heading: 0, fieldOfView: 360 })).toMatch(/^M 0 0 L .* A .* A .* Z$/);
    expect(conePath({ heading: 0, fieldOfView: 360 })).not.toContain('NaN');
  });
});
