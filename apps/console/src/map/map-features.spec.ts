import { describe, expect, it } from '@jest/globals';
import type { MapCluster, MapPoint } from '@vialog/contracts';
import type { Figure } from '../cameras/camera-figure.ts';
import {
  boundsOf,
  cameraFeatures,
  clusterFeatures,
  fieldOfViewFeatures,
  type MapCamera,
} from './map-features.ts';

const figure: Figure = {
  unit: 'objects',
  value: 4,
  capacity: undefined,
  unknown: 0,
  freshness: 'fresh',
  ageMs: 1,
  gap: undefined,
};
const point = (cameraId: string, fields: Partial<MapPoint> = {}): MapPoint => ({
  cameraId,
  name: cameraId,
  position: [10, 50],
  lifecycle: 'active',
  streamKind: 'rtsp',
  state: 'online',
  zones: [],
  ...fields,
});
const mapCamera = (cameraId: string, fields: Partial<MapPoint> = {}): MapCamera => ({
  camera: point(cameraId, fields),
  state: 'online',
  figure,
});
const [a, b] = [mapCamera('a'), mapCamera('b')];
const cluster: MapCluster = {
  position: [12, 48],
  extent: { west: 11, south: 47, east: 13, north: 49 },
  cameras: 1234,
  states: { online: 1000, starting: 4, offline: 30, stopped: 200 },
};

describe('cameraFeatures', () => {
  it.each([
    [{}, '4'],
    [{ capacity: 40, value: 31 }, '31/40'],
    [{ value: undefined, capacity: 40 }, '–'],
    [{ value: 0 }, '0'],
    [{ unit: 'crossings', value: 5, crossings: { inbound: 3, outbound: 2 } }, '↓3 ↑2'],
  ])('labels the marker of a camera with the figure %j as %s', (change, label) => {
    const changed = { ...a, figure: { ...figure, ...change } as Figure };
    const { features } = cameraFeatures([changed], { selected: undefined, found: undefined });
    expect(features[0]?.properties.label).toBe(label);
  });

  it('labels the markers with the searched figures during a search, and never with current ones', () => {
    const { features } = cameraFeatures([a, b], { selected: undefined, found: new Map([['a', '97%']]) });
    expect(features.map((each) => each.properties.label)).toEqual(['97%', '']);
  });

  it('fades the cameras that a search did not find, and none without a search', () => {
    const found = (cameraIds?: string[]) =>
      cameraFeatures([a, b], {
        selected: 'a',
        found: cameraIds && new Map(cameraIds.map((id) => [id, '97%'])),
      }).features.map((each) => each.properties.found);
    expect(found()).toEqual([true, true]);
    expect(found(['b'])).toEqual([false, true]);
  });

  it('fades a camera that a search found at another time than the shown one', () => {
    const { features } = cameraFeatures([a, b], {
      selected: undefined,
      found: new Map([
        ['a', '97%'],
        ['b', '40%'],
      ]),
      faded: new Set(['b']),
    });
    expect(features.map(({ properties }) => [properties.label, properties.found])).toEqual([
      ['97%', true],
      ['40%', false],
    ]);
  });
});

describe('fieldOfViewFeatures', () => {
  it('draws a sector with a radius of 60 m only for cameras with a heading', () => {
    const east = mapCamera('b', { heading: 90, fieldOfView: 40 });
    const [sector, ...others] = fieldOfViewFeatures([a, east]).features;
    const middle = sector?.geometry.coordinates[0]?.[5];
    expect(others).toHaveLength(0);
    expect(((middle?.[0] ?? 0) - 10) * 111_320 * Math.cos((50 * Math.PI) / 180)).toBeCloseTo(60, 0);
    expect(middle?.[1]).toBeCloseTo(50, 5);
  });
});

describe('boundsOf', () => {
  it('boundsOf returns the bounds of all cameras and clusters, and undefined for none', () => {
    expect(boundsOf({ items: [point('a')], clusters: [] })).toEqual([10, 50, 10, 50]);
    expect(boundsOf({ items: [point('a')], clusters: [cluster] })).toEqual([10, 47, 13, 50]);
    expect(boundsOf({ items: [], clusters: [] })).toBeUndefined();
  });
});

describe('clusterFeatures', () => {
  it('clusterFeatures groups the states of a cluster and shortens its number', () => {
    expect(clusterFeatures([cluster]).features[0]?.properties).toEqual({
      ok: 1000,
      warn: 4,
      bad: 30,
      point_count: 1234,
      point_count_abbreviated: '1.2k',
      west: 11,
      south: 47,
      east: 13,
      north: 49,
    });
  });
});
