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
  ...(role ? { role } : {}),
});
const zones = (...all: object[]): ZonesInput => zonesInput.parse({ zones: all });

async function given(): Promise<{ registry: FakeRegistry; camera: Camera }> {
  const registry = fakeRegistry();
  return { registry, camera: await givenCamera(registry) };
}

describe('setting zones', () => {
  test('zones left out go, view stays with what it had', async () => {
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

  test('view is main again when the last main zone goes', async () => {
    const { registry, camera } = await given();
    await setZones(registry, camera.cameraId, zones(area('p1')));
    const { camera: after } = await setZones(registry, camera.cameraId, zones());
    expect(after.zones.map((zone) => zone.role)).toEqual(['main']);
  });

  test('a zone id that is gone never comes back', async () => {
    const { registry, camera } = await given();
    await setZones(registry, camera.cameraId, zones(area('p1')));
    await setZones(registry, camera.cameraId, zones());
    await expect(setZones(registry, camera.cameraId, zones(area('p1')))).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: [{ path: 'zones.0.zoneId', message: expect.stringContaining('choose another') }],
    });
  });

  test('a zone keeps its kind for life', async () => {
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

  test('warns of spaces that cover each other, of key frames, and of a view that cannot be main', async () => {
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
    expect(warnings.join('\n')).toMatch(/"view" is detail[^]*b0 and b1[^]*key frames/);
  });

  test('every issue is told at once, each at its place', async () => {
    const { registry, camera } = await given();
    const bad = {
      zoneId: 'q',
      name: 'q',
      kind: 'area',
      polygon: square(0.6, 0.6, 0.1),
      slotMs: 10_000,
      classes: ['person'],
    };
    const refused = setZones(registry, camera.cameraId, zones(bad, { zoneId: 'r', name: 'r', kind: 'area' }));
    await expect(refused).rejects.toMatchObject({
      message: expect.stringContaining('2 fields'),
      details: [{ path: 'zones.0.slotMs' }, { path: 'zones.1.polygon' }],
    });
  });

  test('zones that stay as they are make no version', async () => {
    const { registry, camera } = await given();
    const { camera: after } = await setZones(registry, camera.cameraId, zones());
    expect(after.version).toBe(1);
  });
});
