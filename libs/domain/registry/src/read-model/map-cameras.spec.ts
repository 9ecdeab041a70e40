import { describe, expect, test } from '@jest/globals';
import { mapQuery, type MapResponse } from '@vialog/contracts';
import type { z } from 'zod';
import { fakeRegistry, givenCamera, type FakeRegistry } from '../fixed-registry.fake.ts';
import { listPorts } from './listed-cameras.fixture.ts';
import { mapCameras } from './map-cameras.ts';
import { retireCamera } from '../retire-camera.ts';

/** 600 cameras in a square of 0.25° and one camera in Fiji. */
async function givenTown(): Promise<FakeRegistry> {
  const registry = fakeRegistry();
  for (let i = 0; i < 600; i += 1) {
    const position: [number, number] = [112.2 + (i % 25) / 100, 31 + Math.floor(i / 25) / 100];
    await givenCamera(registry, { name: `c${i}`, position });
  }
  await givenCamera(registry, { name: 'fiji', position: [179.9, -17] });
  return registry;
}

const map = (
  registry: FakeRegistry,
  query: z.input<typeof mapQuery>,
  states: Parameters<typeof listPorts>[1] = {},
) => mapCameras(listPorts(registry, states), mapQuery.parse(query));
const camerasIn = ({ items, clusters }: MapResponse): number =>
  items.length + clusters.reduce((sum, cluster) => sum + cluster.cameras, 0);

describe('the map of many cameras', () => {
  test('many cameras in view become clusters with their health states and extent', async () => {
    const response = map(await givenTown(), { zoom: 2 }, { c0: 'offline', c599: 'degraded' });
    expect(response.total).toBe(601);
    expect(response.items).toMatchObject([{ name: 'fiji' }]);
    expect(response.clusters).toEqual([
      {
        position: [expect.closeTo(112.32, 5), expect.closeTo(31.115, 5)],
        extent: { west: 112.2, south: 31, east: 112.44, north: 31.23 },
        cameras: 600,
        states: { online: 598, offline: 1, degraded: 1 },
      },
    ]);
  });

  test('every camera in view is in exactly one cluster or single at every zoom', async () => {
    const registry = await givenTown();
    for (let zoom = 0; zoom <= 24; zoom += 0.5) {
      const response = map(registry, { zoom, bbox: '112,30,113,32' });
      expect([zoom, camerasIn(response)]).toEqual([zoom, 600]);
    }
  });

  test('few cameras in view are returned as single cameras at every zoom, also across the antimeridian', async () => {
    const registry = await givenTown();
    expect(map(registry, { zoom: 3, bbox: '179,-20,-179,-10' })).toMatchObject({
      items: [{ name: 'fiji', state: 'online' }],
      clusters: [],
      total: 1,
    });
    expect(map(registry, { zoom: 12, bbox: '112.195,30.995,112.245,31.045' })).toMatchObject({
      clusters: [],
      total: 25,
    });
  });

  test('without a zoom all cameras are returned as single cameras', async () => {
    expect(map(await givenTown(), {}).items).toHaveLength(601);
  });

  test('cameras at the same place stay one cluster, whose extent is a point', async () => {
    const registry = fakeRegistry();
    for (let i = 0; i < 501; i += 1) await givenCamera(registry, { name: `c${i}`, position: [112.2, 31.03] });
    const { clusters } = map(registry, { zoom: 24, bbox: '112,31,113,32' });
    expect(clusters).toMatchObject([
      {
        cameras: 501,
        position: [112.2, 31.03],
        extent: { west: 112.2, south: 31.03, east: 112.2, north: 31.03 },
      },
    ]);
  });

  test('the map applies the filters of lists and shows retired cameras on request only', async () => {
    const registry = fakeRegistry();
    await givenCamera(registry, { name: 'a', tags: ['night'] });
    const { cameraId } = await givenCamera(registry, { name: 'b' });
    await retireCamera(registry, cameraId);
    expect(map(registry, {}).items).toMatchObject([{ name: 'a' }]);
    expect(map(registry, { tag: 'bus' }).items).toEqual([]);
    expect(map(registry, { lifecycle: 'retired' }).items).toMatchObject([{ name: 'b' }]);
  });

  test('cameras at the poles and at the antimeridian are on the map', async () => {
    const registry = fakeRegistry();
    for (const position of [
      [-180, -90],
      [180, 90],
    ] as [number, number][])
      for (let i = 0; i < 300; i += 1) await givenCamera(registry, { name: `c${i}`, position });
    for (const zoom of [0, 5, 24]) expect(camerasIn(map(registry, { zoom }))).toBe(600);
  });
});
