import { describe, expect, it } from '@jest/globals';
import { dayMs, isoOf, trendExportQuery } from '@vialog/contracts';
import { cameraOf, cars, northLot, roadZone, ten, worldOf, written } from '../use-cases/world.fixture.ts';
import { exportTrends, type TrendRow } from './export-trends.ts';

const gate = cameraOf();
const queryOf = (query: Record<string, unknown>) => trendExportQuery.parse(query);
const rowsOf = async (
  world: ReturnType<typeof worldOf>,
  query: Record<string, unknown>,
): Promise<TrendRow[]> => (await Array.fromAsync(await exportTrends(world.ports, queryOf(query)))).flat();

describe('exportTrends', () => {
  it('an export has one row per point with its figures and their coverage', async () => {
    const world = worldOf([gate]);
    await written(world, [cars(gate, ten - 3_600_000, 2), cars(gate, ten - 3_590_000, 5)]);
    const rows = await rowsOf(world, { cameras: 'cam000000001', from: '2026-03-31T08:00:00Z' });
    expect(rows).toEqual([
      expect.objectContaining({
        startAt: '2026-03-31T08:00:00.000Z',
        value: null,
        expected: 0,
        coverage: null,
      }),
      {
        series: 'cam000000001/view',
        name: 'Gate 3 · view',
        measure: 'presence',
        unit: 'objects',
        startAt: '2026-03-31T09:00:00.000Z',
        localStartAt: '2026-03-31T17:00:00+08:00',
        timeZone: 'Asia/Shanghai',
        value: 3.5,
        peak: 5,
        expected: 360,
        measured: 2,
        coverage: 2 / 360,
        arrivals: null,
        departures: null,
        comparedHours: null,
        occupiedHours: null,
        origin: 'simulated',
      },
    ]);
  });

  it('hours and days of an export are those of the local time, also when clocks change', async () => {
    const world = worldOf([], Date.parse('2026-04-06T00:00:00Z'), [
      { ...northLot, timeZone: 'Australia/Sydney' },
    ]);
    const period = { from: '2026-04-05T00:00:00+11:00', to: '2026-04-06T00:00:00+10:00' };
    const hours = await rowsOf(world, period);
    expect(hours.map(({ localStartAt }) => localStartAt.slice(11)).slice(0, 5)).toEqual([
      '00:00:00+11:00',
      '01:00:00+11:00',
      '02:00:00+11:00',
      '02:00:00+10:00',
      '03:00:00+10:00',
    ]);
    expect(hours).toHaveLength(25);
    const days = await rowsOf(world, { ...period, interval: '1d' });
    expect(days.map(({ localStartAt }) => localStartAt)).toEqual(['2026-04-05T00:00:00+11:00']);
    const { ports } = worldOf([], ten, [{ ...northLot, timeZone: 'America/St_Johns' }]);
    const [first] = (await Array.fromAsync(await exportTrends(ports, queryOf({ interval: '1d' })))).flat();
    expect(first?.localStartAt).toBe('2026-03-30T00:00:00-02:30');
  });

  it('a year of an export is read in parts, only while it is consumed, without a row twice or missing', async () => {
    const camera = cameraOf({ zones: [roadZone], validFromAt: isoOf(ten - 400 * dayMs) });
    const { ports } = worldOf([camera]);
    const requested: number[] = [];
    const trends = {
      ...ports.trends,
      zoneRows: ({ edges }: { edges: readonly number[] }) => {
        requested.push(edges.length);
        return Promise.resolve([]);
      },
    };
    const query = queryOf({ cameras: 'cam000000001', from: isoOf(ten - 365 * dayMs), interval: '15m' });
    const parts = (await exportTrends({ ...ports, trends }, query))[Symbol.asyncIterator]();
    expect(requested).toHaveLength(0);
    const { value: first } = (await parts.next()) as { value: readonly TrendRow[] };
    expect(requested).toEqual([first.length + 1]);
    const starts = first.map(({ startAt }) => startAt);
    for (let part = await parts.next(); part.done !== true; part = await parts.next())
      starts.push(...part.value.map(({ startAt }) => startAt));
    expect(starts).toHaveLength(365 * 96);
    expect(new Set(starts).size).toBe(365 * 96);
    expect(Math.max(...requested)).toBeLessThan(3_000);
  });

  it.each([
    ['an unknown site', { sites: 'site00000009' }, 'SITE_NOT_FOUND'],
    ['a period of more than three years', { from: '2020-01-01T00:00:00Z' }, 'VALIDATION_FAILED'],
  ])('an export rejects %s before its first row', async (_, query, code) => {
    await expect(exportTrends(worldOf([gate]).ports, queryOf(query))).rejects.toMatchObject({ code });
  });
});
