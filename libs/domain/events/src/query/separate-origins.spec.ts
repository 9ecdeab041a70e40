import { describe, expect, it } from '@jest/globals';
import { reportQuery, trendsQuery, type Camera } from '@vialog/contracts';
import { openReportSource } from '../planning/report-source.ts';
import { countOverTime } from '../use-cases/count-over-time.ts';
import { readTrends } from '../use-cases/read-trends.ts';
import { resolveQuery } from '../use-cases/resolve-query.ts';
import { searchEvents } from '../use-cases/search-events.ts';
import {
  cameraOf,
  cars,
  northLot,
  roadZone,
  southGate,
  ten,
  worldOf,
  written,
} from '../use-cases/world.fixture.ts';

const at = ten - 600_000;
const zones = [{ ...roadZone, siteId: northLot.siteId }];
const scene = cameraOf({ cameraId: 'cam000000001', name: 'Scene', zones });
const street = cameraOf({
  cameraId: 'cam000000002',
  name: 'Street',
  stream: { url: 'rtsp://camera.example/1', transport: 'tcp' },
  streamKind: 'rtsp',
  zones,
});
/** A counter of a simulation at another site. */
const simulation = cameraOf({
  cameraId: 'cam000000003',
  name: 'Simulation',
  stream: { url: 'counter:simulation', transport: 'tcp' },
  streamKind: 'counter',
  zones: [{ ...roadZone, siteId: southGate.siteId }],
});

async function worldWith(...cameras: readonly Camera[]) {
  const world = worldOf(cameras);
  const numbers = new Map([
    [scene, 3],
    [street, 5],
    [simulation, 7],
  ]);
  const origin = (camera: Camera) => (camera === street ? 'camera' : 'simulated');
  await written(
    world,
    cameras.map((camera) => ({ ...cars(camera, at, numbers.get(camera) ?? 0), origin: origin(camera) })),
  );
  return world;
}
const search = async (cameras: readonly Camera[], q: string) => {
  const { ports } = await worldWith(...cameras);
  const page = await searchEvents(ports, { q: `${q} last:1h`, limit: 50 });
  return {
    cameras: page.items.map(({ cameraId }) => cameraId).sort(),
    expected: page.completeness.expected,
    notes: (page.notes ?? []).map(({ code }) => code),
  };
};

describe('a search line without an origin', () => {
  it('a search leaves simulated records out when others are selected, also of the expected slots, and says so', async () => {
    const alone = await search([street], 'car>=1');
    const beside = await search([street, scene, simulation], 'car>=1');
    expect(beside).toEqual({ ...alone, notes: ['simulatedLeftOut'] });
    expect(beside.cameras).toEqual([street.cameraId]);
  });

  it('a search finds simulated records when all selected cameras are simulated, and says so', async () => {
    expect(await search([street, scene, simulation], 'camera:Scene')).toMatchObject({
      cameras: [scene.cameraId],
      notes: ['onlySimulated'],
    });
    expect(await search([scene, simulation], 'car>=1')).toMatchObject({
      cameras: [scene.cameraId, simulation.cameraId],
      notes: ['onlySimulated'],
    });
  });

  it('a search line that names an origin is not changed, nor one without simulated cameras', async () => {
    const named = await search([street, scene], 'origin:camera,simulated');
    expect(named).toMatchObject({ cameras: [scene.cameraId, street.cameraId], notes: [] });
    expect(await search([street], 'car>=1')).toMatchObject({ notes: [] });
  });

  it('a histogram counts no simulated records beside others, and a rule does not watch their cameras', async () => {
    const { ports } = await worldWith(street, scene);
    const counted = await countOverTime(ports, { q: 'car>=1 last:1h', interval: '1h' });
    expect(counted.items.reduce((sum, { count }) => sum + count, 0)).toBe(1);
    const { where } = await resolveQuery(ports, 'car>=1', 'episodes');
    expect(JSON.stringify(where)).toContain(scene.cameraId);
  });

  it('a search keeps the records of a camera whose stream was a scene before it was a real one', async () => {
    const earlier = cameraOf({ cameraId: street.cameraId, zones });
    const later = { ...street, version: 2, validFromAt: new Date(at - 60_000).toISOString() };
    const world = worldOf([earlier, later]);
    await written(world, [
      { ...cars(earlier, at - 600_000, 3), origin: 'simulated' },
      { ...cars(later, at, 5), origin: 'camera' },
    ]);
    const { items } = await searchEvents(world.ports, { q: 'car>=1 last:1h', limit: 10 });
    expect(items.map(({ origin }) => origin)).toEqual(['camera']);
  });
});

describe('series of trends', () => {
  const window = { from: '2026-03-31T09:00:00Z', to: '2026-03-31T10:00:00Z' };

  it('series never combine simulated numbers with others unless the request names the origins', async () => {
    const { ports } = await worldWith(street, scene, simulation);
    const read = async (origin?: string) => {
      const query = trendsQuery.parse({ ...window, ...(origin ? { origin } : {}) });
      return (await readTrends(ports, query)).series.map(({ points, origins }) => [
        points[0]?.value,
        origins,
      ]);
    };
    expect(await read()).toEqual([
      [5, ['camera']],
      [7, ['simulated']],
    ]);
    expect(await read('camera,simulated')).toEqual([
      [8, ['camera', 'simulated']],
      [7, ['simulated']],
    ]);
  });

  it('a report on all sites contains simulated sites only if there are no others', async () => {
    const keysOf = async (...cameras: readonly Camera[]) => {
      const { ports } = await worldWith(...cameras);
      const query = reportQuery.parse({ ...window, language: 'en' });
      const { series } = await openReportSource(ports, query);
      return (await Array.fromAsync(series)).map(({ key }) => key);
    };
    expect(await keysOf(street, simulation)).toEqual([northLot.siteId]);
    expect(await keysOf(scene, simulation)).toEqual([northLot.siteId, southGate.siteId]);
  });
});
