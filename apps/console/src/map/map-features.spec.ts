import { describe, expect, it } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import type { Figure } from '../cameras/camera-figure.ts';
import type { CameraOverview } from '../cameras/camera-overview.ts';
import { boundsOf, cameraFeatures, fieldOfViewFeatures } from './map-features.ts';

const figure: Figure = {
  unit: 'objects',
  value: 4,
  capacity: undefined,
  unknown: 0,
  freshness: 'fresh',
  ageMs: 1,
  gap: undefined,
};
const camera = (cameraId: string, fields: Partial<Camera> = {}): Camera =>
  ({
    cameraId,
    name: cameraId,
    position: [10, 50],
    tags: [],
    groups: [],
    zones: [],
    ...fields,
  }) as unknown as Camera;
const overview = (fields: Partial<CameraOverview> & Pick<CameraOverview, 'camera'>): CameraOverview => ({
  sites: [],
  state: 'online',
  figure,
  ...fields,
});
const [a, b] = [overview({ camera: camera('a') }), overview({ camera: camera('b') })];

describe('cameraFeatures', () => {
  it.each([
    [{}, '4'],
    [{ capacity: 40, value: 31 }, '31/40'],
    [{ value: undefined, capacity: 40 }, '–'],
    [{ value: 0 }, '0'],
  ])('labels the marker of a camera with the figure %j as %s', (change, label) => {
    const changed = { ...a, figure: { ...figure, ...change } };
    const { features } = cameraFeatures([changed], { selected: undefined, found: undefined });
    expect(features[0]?.properties.label).toBe(label);
  });

  it('fades the cameras that a search did not find, and none without a search', () => {
    const found = (cameraIds?: string[]) =>
      cameraFeatures([a, b], { selected: 'a', found: cameraIds && new Set(cameraIds) }).features.map(
        (each) => each.properties.found,
      );
    expect(found()).toEqual([true, true]);
    expect(found(['b'])).toEqual([false, true]);
  });
});

describe('fieldOfViewFeatures', () => {
  it('draws a sector with a radius of 60 m only for cameras with a heading', () => {
    const east = overview({ camera: camera('b', { heading: 90, fieldOfView: 40 }) });
    const [sector, ...others] = fieldOfViewFeatures([a, east]).features;
    const middle = sector?.geometry.coordinates[0]?.[5];
    expect(others).toHaveLength(0);
    expect(((middle?.[0] ?? 0) - 10) * 111_320 * Math.cos((50 * Math.PI) / 180)).toBeCloseTo(60, 0);
    expect(middle?.[1]).toBeCloseTo(50, 5);
  });
});

describe('boundsOf', () => {
  it('returns the bounds of all cameras, and undefined for none', () => {
    const southEast = overview({ camera: camera('b', { position: [11, 49] }) });
    expect(boundsOf([a, southEast])).toEqual([10, 49, 11, 50]);
    expect(boundsOf([])).toBeUndefined();
  });
});
