import { describe, expect, it } from '@jest/globals';
import { trendsQuery, type Zone } from '@vialog/contracts';
import { readTrends } from './read-trends.ts';
import {
  bays,
  cameraOf,
  cars,
  lost,
  lotCamera,
  northLot,
  roadZone,
  southGate,
  ten,
  worldOf,
  written,
} from './world.fixture.ts';

const gate = cameraOf();
const lot = lotCamera();
const queryOf = (query: Record<string, unknown>) => trendsQuery.parse(query);
const hour = { from: '2026-03-31T09:00:00Z', to: '2026-03-31T10:00:00Z' };

describe('readTrends', () => {
  it('readTrends returns the occupancy of a site over measured time, and null where nothing was measured', async () => {
    const world = worldOf([gate, lot]);
    await written(world, [bays(lot, ten - 3_600_000, '1100'), bays(lot, ten - 3_540_000, '11-1')]);
    const trend = await readTrends(
      world.ports,
      queryOf({ ...hour, measure: 'occupancy', interval: '15m', sites: 'site00000001' }),
    );
    expect(trend).toMatchObject({ measure: 'occupancy', unit: 'ratio', interval: '15m' });
    expect(trend.series).toEqual([expect.objectContaining({ key: 'site00000001', name: 'North Lot' })]);
    const points = trend.series[0]?.points ?? [];
    expect(points.map(({ value, expected, measured }) => [value, expected, measured])).toEqual([
      [0.714286, 15, 2],
      [null, 15, 0],
      [null, 15, 0],
      [null, 15, 0],
    ]);
  });

  it('readTrends returns the presence per zone of a camera, and per class on request', async () => {
    const world = worldOf([gate]);
    await written(world, [cars(gate, ten - 3_600_000, 2), cars(gate, ten - 3_590_000, 5)]);
    const trend = await readTrends(
      world.ports,
      queryOf({ ...hour, cameras: 'cam000000001', classes: 'car' }),
    );
    expect(trend.series).toEqual([
      {
        key: 'cam000000001/view',
        name: 'Gate 3 · view',
        origins: ['simulated'],
        timeZone: gate.timeZone,
        changes: [],
        points: [expect.objectContaining({ value: 3.5, peak: 5, expected: 360, measured: 2 })],
      },
    ]);
  });

  it('readTrends with an origin sums only the zones of cameras or counters of this origin', async () => {
    const area: Zone = { ...roadZone, zoneId: 'area', siteId: northLot.siteId, isExternal: true };
    delete area.polygon;
    const counter = cameraOf({
      cameraId: 'cam000000003',
      stream: { url: 'counter:hand', transport: 'tcp' },
      streamKind: 'counter',
      zones: [area],
    });
    const world = worldOf([counter, cameraOf({ zones: [{ ...roadZone, siteId: northLot.siteId }] })]);
    await written(world, [cars(counter, ten - 3_600_000, 8), cars(gate, ten - 3_600_000, 3)]);
    const valueOf = async (query: Record<string, unknown>) =>
      (await readTrends(world.ports, queryOf({ ...hour, sites: northLot.siteId, ...query }))).series[0]
        ?.points[0]?.value;
    expect(await valueOf({ origin: 'counter' })).toBe(8);
    expect(await valueOf({ origin: 'simulated' })).toBe(3);
    expect(await valueOf({ origin: 'camera' })).toBeNull();
    expect(await valueOf({ origin: 'counter,simulated' })).toBe(11);
    // Simulated numbers never appear in a figure of others by default.
    expect(await valueOf({})).toBe(8);
  });

  it('readTrends returns every site without a filter, also a site without cameras', async () => {
    const { series } = await readTrends(worldOf([lot]).ports, queryOf(hour));
    expect(series.map((one) => [one.key, one.points.length])).toEqual([
      ['site00000001', 1],
      [southGate.siteId, 1],
    ]);
  });

  it('readTrends lists what changed in a series within the window, and why slots are missing', async () => {
    const redrawn = cameraOf({
      version: 2,
      validFromAt: '2026-03-31T09:30:00.000Z',
      model: { modelId: 'another-model' },
    });
    const world = worldOf([gate, redrawn]);
    await written(world, [cars(gate, ten - 3_600_000, 2), lost(gate, ten - 3_590_000)]);
    const { series } = await readTrends(world.ports, queryOf({ ...hour, cameras: 'cam000000001' }));
    expect(series[0]).toMatchObject({
      timeZone: gate.timeZone,
      changes: [{ changedAt: '2026-03-31T09:30:00.000Z', cameraId: gate.cameraId, what: ['model'] }],
      points: [{ measured: 1, reasons: { offline: 1 } }],
    });
  });

  it('readTrends returns calendar months of the requested time zone', async () => {
    const { series } = await readTrends(
      worldOf([gate]).ports,
      queryOf({
        from: '2026-02-10T00:00:00Z',
        to: '2026-03-31T10:00:00Z',
        interval: '1mo',
        timeZone: 'Europe/Berlin',
        sites: 'site00000001',
      }),
    );
    expect(series[0]?.points.map(({ startAt }) => startAt)).toEqual([
      '2026-01-31T23:00:00.000Z',
      '2026-02-28T23:00:00.000Z',
    ]);
  });

  it('readTrends pages through more series than one response has, with the window of the first page', async () => {
    const sites = Array.from({ length: 450 }, (_, i) => ({
      ...southGate,
      siteId: `site${String(i).padStart(8, '0')}`,
      name: `Lot ${String(i).padStart(3, '0')}`,
    }));
    const world = worldOf([], ten, sites);
    const keys: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await readTrends(world.ports, queryOf(cursor ? { cursor } : {}));
      expect(page.series.length).toBeLessThanOrEqual(200);
      expect(page.series[0]?.points.at(-1)?.startAt).toBe('2026-03-31T09:00:00.000Z');
      keys.push(...page.series.map(({ key }) => key));
      cursor = page.nextCursor;
      world.clock.set('2026-04-30T10:00:00.000Z');
    } while (cursor);
    expect(keys).toEqual(sites.map(({ siteId }) => siteId));
  });

  it('a page of readTrends has fewer series than its limit when they have many points', async () => {
    const sites = [
      northLot,
      southGate,
      ...Array.from({ length: 60 }, (_, i) => ({ ...southGate, siteId: `s${String(i).padStart(11, '0')}` })),
    ];
    const world = worldOf(
      [],
      ten,
      sites.map((site, i) => ({ ...site, name: `Lot ${String(i).padStart(3, '0')}` })),
    );
    const query = { from: '2025-03-01T00:00:00Z', to: '2026-03-01T00:00:00Z', limit: '1000' };
    const page = await readTrends(world.ports, queryOf(query));
    expect(page.series).toHaveLength(57);
    expect(page.nextCursor).not.toBeNull();
  });

  it('readTrends sums the main zones of the cameras of a group', async () => {
    const world = worldOf([gate, cameraOf({ cameraId: 'cam000000003', groups: ['east'] })]);
    await written(world, [cars(gate, ten - 3_600_000, 2)]);
    const { series } = await readTrends(world.ports, queryOf({ ...hour, groups: 'west' }));
    expect(series).toMatchObject([{ key: 'group:west', name: 'west', points: [{ value: 2, measured: 1 }] }]);
  });

  it('readTrends accepts IANA time zones only', () => {
    expect(() => queryOf({ timeZone: 'Mars/Olympus' })).toThrow(/IANA time zone/);
  });

  it.each([
    ['an unknown site', { sites: 'site00000009' }, 'SITE_NOT_FOUND'],
    ['an unknown camera', { cameras: 'cam000000009' }, 'CAMERA_NOT_FOUND'],
    ['a window that ends before it starts', { from: hour.to, to: hour.from }, 'VALIDATION_FAILED'],
    ['too many points', { from: '2020-01-01T00:00:00Z', interval: '15m' }, 'VALIDATION_FAILED'],
  ])('readTrends rejects %s', async (_, query, code) => {
    await expect(readTrends(worldOf([gate]).ports, queryOf(query))).rejects.toMatchObject({ code });
  });
});
