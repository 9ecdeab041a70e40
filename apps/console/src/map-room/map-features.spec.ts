import { describe, expect, it } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import type { Figure } from '../state/camera-figure.ts';
import { boundsOf, localGrid, placeFeatures, viewFeatures } from './map-features.ts';
import { filterPlaces, type Place } from './place.ts';

const figure: Figure = {
  unit: 'objects',
  value: 4,
  capacity: undefined,
  unknown: 0,
  freshness: 'fresh',
  ageMs: 1,
  gap: undefined,
};
const place = (cameraId: string, fields: Partial<Place> = {}, camera: Partial<Camera> = {}): Place => ({
  camera: {
    cameraId,
    name: cameraId,
    position: [10, 50],
    tags: [],
    groups: [],
    zones: [],
    ...camera,
  } as unknown as Camera,
  sites: [],
  state: 'online',
  figure,
  ...fields,
});

describe('marks on the map', () => {
  it.each([
    [{}, '4'],
    [{ capacity: 40, value: 31 }, '31/40'],
    [{ value: undefined, capacity: 40 }, '–'],
    [{ value: 0 }, '0'],
  ])('number %j is written %s', (change, label) => {
    const features = placeFeatures([place('a', { figure: { ...figure, ...change } })], {
      selected: undefined,
      found: undefined,
    });
    expect(features.features[0]?.properties.label).toBe(label);
  });

  it('lets cameras step back that a search did not find, and none without a search', () => {
    const places = [place('a'), place('b')];
    const found = (names?: string[]) =>
      placeFeatures(places, { selected: 'a', found: names && new Set(names) }).features.map(
        (each) => each.properties.found,
      );
    expect(found()).toEqual([true, true]);
    expect(found(['b'])).toEqual([false, true]);
  });

  it('draws a direction only where the camera has one, and about 60 m far', () => {
    const [wedge, ...others] = viewFeatures([
      place('a'),
      place('b', {}, { heading: 90, fieldOfView: 40 }),
    ]).features;
    const [, , , , , middle] = wedge?.geometry.coordinates[0] ?? [];
    expect(others).toHaveLength(0);
    expect(((middle?.[0] ?? 0) - 10) * 111_320 * Math.cos((50 * Math.PI) / 180)).toBeCloseTo(60, 0);
    expect(middle?.[1]).toBeCloseTo(50, 5);
  });
});

describe('localGrid', () => {
  it('does not shift while the map moves within one step', () => {
    expect(localGrid([10.001, 50.001], 0.01, 2)).toEqual(localGrid([10.002, 50.002], 0.01, 2));
  });
});

describe('boundsOf', () => {
  it('spans all places, and nothing for none', () => {
    expect(boundsOf([place('a'), place('b', {}, { position: [11, 49] })])).toEqual([10, 49, 11, 50]);
    expect(boundsOf([])).toBeUndefined();
  });
});

describe('filterPlaces', () => {
  const places = [place('a'), place('b', { state: 'offline' }), place('c', { state: 'retired' })];
  const names = (search: Parameters<typeof filterPlaces>[1]) =>
    filterPlaces(places, search).map((each) => each.camera.cameraId);

  it('leaves retired cameras out unless they are asked for', () => {
    expect(names({})).toEqual(['a', 'b']);
    expect(names({ state: 'retired' })).toEqual(['c']);
  });

  it('takes state and text together', () => {
    expect(names({ state: 'online,offline', text: 'B' })).toEqual(['b']);
    expect(names({ text: 'nowhere' })).toEqual([]);
  });
});
