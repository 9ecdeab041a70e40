import { describe, expect, test } from '@jest/globals';
import { zonesInput, type Camera, type ZonesInput } from '@vialog/contracts';
import { fakeRegistry, givenCamera, type FakeRegistry } from './fixed-registry.fake.ts';
import { setZones } from './set-zones.ts';

const square = (x: number, y: number, size: number): [number, number][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
];
const area = (zoneId: string, x = 0.1, role?: 'main' | 'detail') => ({
  zoneId,
  name: zoneId,
  kind: 'area' as const,
  polygon: square(x, 0.1, 0.2),
  ...(role && { role }),
});
const zones = (...all: object[]): ZonesInput => zonesInput.parse({ zones: all });

async function given(): Promise<{ registry: FakeRegistry; camera: Camera }> {
  const registry = fakeRegistry();
  return { registry, camera: await givenCamera(registry) };
}

describe('setting zones', () => {
  test('zones that are not sent are removed, and the zone view keeps its settings', async () => {
    const { registry, camera } = await given();
    const view = { zoneId: 'view', name: 'all', kind: 'area', slotMs: 20_000, classes: ['bus'] };
    await setZones(registry, camera.cameraId, zones(view, area('p1'), area('p2', 0.5)));
    const { camera: after } = await setZones(registry, camera.cameraId, zones(area('p2', 0.5)));
    expect(after.zones.map((zone) => [zone.zoneId, zone.role, zone.slotMs])).toEqual([
      ['view', 'detail', 20_000],
      ['p2', 'main', 10_000],
    ]);
    expect(after.version).toBe(3);
  });

  test('the zone view becomes main when the last main zone is removed', async () => {
    const { registry, camera } = await given();
    await setZones(registry, camera.cameraId, zones(area('p1')));
    const { camera: after } = await setZones(registry, camera.cameraId, zones());
    expect(after.zones.map((zone) => zone.role)).toEqual(['main']);
  });

  test('the id of a removed zone cannot be used again', async () => {
    const { registry, camera } = await given();
    await setZones(registry, camera.cameraId, zones(area('p1')));
    await setZones(registry, camera.cameraId, zones());
    await expect(setZones(registry, camera.cameraId, zones(area('p1')))).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: [{ path: 'zones.0.zoneId', message: expect.stringContaining('choose another id') }],
    });
  });

  test('the kind of a zone cannot be changed', async () => {
    const { registry, camera } = await given();
    await setZones(registry, camera.cameraId, zones(area('p1')));
    const bays = {
      zoneId: 'p1',
      name: 'p1',
      kind: 'bays',
      bays: [{ bayId: 'a', polygon: square(0.1, 0.1, 0.1) }],
    };
    await expect(setZones(registry, camera.cameraId, zones(bays))).rejects.toMatchObject({
      details: [{ path: 'zones.0.zoneId', message: expect.stringContaining('needs a new zoneId') }],
    });
  });

  test('detail zones may overlap, main zones may not', async () => {
    const { registry, camera } = await given();
    const both = setZones(registry, camera.cameraId, zones(area('a'), area('b', 0.15)));
    await expect(both).rejects.toMatchObject({ code: 'VALIDATION_FAILED', details: [{ path: 'zones.1' }] });
    const one = await setZones(registry, camera.cameraId, zones(area('a'), area('b', 0.15, 'detail')));
    expect(one.camera.zones).toHaveLength(3);
  });

  test('setting zones warns about overlapping spaces, key frames and a view that cannot be main', async () => {
    const registry = fakeRegistry();
    const camera = await givenCamera(registry, { plan: { mode: 'keyframes' } });
    const lot = {
      zoneId: 'lot',
      name: 'lot',
      kind: 'bays',
      bays: [0, 1, 2, 3].map((i) => ({
        bayId: `b${i}`,
        polygon: square(0.1 + (i === 1 ? 0 : i * 0.2), 0.1, 0.1),
      })),
    };
    const view = { zoneId: 'view', name: 'view', kind: 'area', role: 'main' };
    const { warnings } = await setZones(registry, camera.cameraId, zones(lot, view));
    expect(warnings.join('\n')).toMatch(/"view" has the role detail[^]*b0 and b1[^]*key frames/);
  });

  test('all issues of a request are reported together with their paths', async () => {
    const { registry, camera } = await given();
    const bad = {
      zoneId: 'q',
      name: 'q',
      kind: 'area',
      polygon: square(0.6, 0.6, 0.1),
      slotMs: 10_000,
      classes: ['person'],
    };
    const rejected = setZones(
      registry,
      camera.cameraId,
      zones(bad, { zoneId: 'r', name: 'r', kind: 'area' }),
    );
    await expect(rejected).rejects.toMatchObject({
      message: expect.stringContaining('2 fields'),
      details: [{ path: 'zones.0.slotMs' }, { path: 'zones.1.polygon' }],
    });
  });

  test('a line on a camera that is sampled too slowly and an unknown zone with parked vehicles are rejected', async () => {
    const { registry, camera } = await given();
    const line = {
      zoneId: 'l',
      name: 'l',
      kind: 'line' as const,
      line: [[0, 0.5] as [number, number], [1, 0.5] as [number, number]],
    };
    const jam = { ...area('a'), stopped: { afterMs: 30_000, exceptIn: ['l'] } };
    await expect(setZones(registry, camera.cameraId, { zones: [line, jam] })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: [
        { path: 'zones.0', message: expect.stringContaining('at least 3 frames per second') },
        { path: 'zones.1', message: expect.stringContaining('at least 1 frame per second') },
        { path: 'zones.1.stopped.exceptIn', message: expect.stringContaining('found "l"') },
      ],
    });
  });

  test('setting the same zones creates no version', async () => {
    const { registry, camera } = await given();
    const { camera: after } = await setZones(registry, camera.cameraId, zones());
    expect(after.version).toBe(1);
  });
});
