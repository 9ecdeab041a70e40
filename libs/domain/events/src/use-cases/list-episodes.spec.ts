import { describe, expect, it } from '@jest/globals';
import { isoOf } from '@vialog/contracts';
import { listEpisodes } from './list-episodes.ts';
import { bays, cameraOf, cars, lost, lotCamera, ten, worldOf, written } from './world.fixture.ts';

const lot = lotCamera();
const minute = 60_000;

/** One minute per character from 09:00: g is a gap, a digit the number of occupied spaces. */
const lotLine = (line: string) =>
  [...line].map((mark, i) => {
    const at = ten - 60 * minute + i * minute;
    return mark === 'g' ? lost(lot, at) : bays(lot, at, '1'.repeat(Number(mark)).padEnd(4, '0'));
  });

describe('listEpisodes', () => {
  it('listEpisodes finds how long a lot was full, bridges short gaps and returns coverage', async () => {
    const world = worldOf([lot]);
    await written(world, lotLine('0014444gg44410'));
    const { items, nextCursor, completeness } = await listEpisodes(world.ports, {
      q: 'occupancy>90% for:5m',
      limit: 10,
    });
    expect(items).toEqual([
      {
        cameraId: lot.cameraId,
        zoneId: 'lot',
        siteId: 'site00000001',
        fromAt: isoOf(ten - 57 * minute),
        toAt: isoOf(ten - 48 * minute),
        ongoing: false,
        peak: 4,
        mean: 4,
        peakAt: isoOf(ten - 57 * minute),
        peakOccupancy: 1,
        meanOccupancy: 1,
        coverage: 7 / 9,
      },
    ]);
    expect(nextCursor).toBeNull();
    expect(completeness).toMatchObject({
      expected: 60,
      measured: 12,
      reasons: { offline: 2, unreported: 45 },
    });
  });

  it('listEpisodes leaves out episodes shorter than for:', async () => {
    const world = worldOf([lot]);
    await written(world, lotLine('0440004440'));
    const lengths = async (q: string) => (await listEpisodes(world.ports, { q, limit: 10 })).items.length;
    expect(await lengths('free=0')).toBe(2);
    expect(await lengths('free=0 for:3m')).toBe(1);
    expect(await lengths('free=0 for:4m')).toBe(0);
  });

  it('listEpisodes pages newest first and rejects the cursor of a search', async () => {
    const world = worldOf([lot]);
    await written(world, lotLine('4040404'));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listEpisodes(world.ports, { q: 'free=0', limit: 1, cursor });
      seen.push(...page.items.map((item) => item.fromAt));
      world.clock.set(isoOf(world.clock.now() + minute));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined && seen.length < 20);
    expect(seen).toEqual([6, 4, 2, 0].map((m) => isoOf(ten + (m - 60) * minute)));
    await expect(listEpisodes(world.ports, { q: '', limit: 1, cursor: 'x' })).rejects.toMatchObject({
      code: 'CURSOR_INVALID',
    });
  });

  it('the fullest lot near a place yesterday between five and seven is the first of few episodes', async () => {
    const other = lotCamera({
      cameraId: 'cam000000003',
      name: 'South lot camera',
      position: [112.22, 31.03],
    });
    const start = { validFromAt: isoOf(ten - 3 * 86_400_000) };
    const [near, far] = [lotCamera(start), { ...other, ...start }];
    const world = worldOf([near, far]);
    const five = Date.parse('2026-03-30T09:00:00.000Z');
    const evening = Array.from({ length: 120 }, (_, i) => five + i * minute);
    await written(world, [
      ...evening.map((at) => bays(near, at, '1100')),
      ...evening.map((at) => bays(far, at, at === five + 60 * minute ? '1111' : '1110')),
      ...[-1, 120].map((i) => bays(near, five + i * minute, '1111')),
    ]);
    const page = await listEpisodes(world.ports, {
      q: '最满 附近:"North Lot",5km 昨天 下午5点到7点',
      limit: 10,
    });
    expect(page).toMatchObject({
      from: '2026-03-29T16:00:00.000Z',
      to: '2026-03-30T16:00:00.000Z',
      timeZone: 'Asia/Shanghai',
      items: [
        {
          cameraId: 'cam000000003',
          peakOccupancy: 1,
          peakAt: isoOf(five + 60 * minute),
          distanceM: 1906,
          ongoing: false,
        },
        { cameraId: 'cam000000002', peakOccupancy: 0.5, fromAt: isoOf(five), coverage: 1 },
      ],
    });
  });

  it('a local day is a day in the time zone that the places had then, which the page names', async () => {
    const start = isoOf(ten - 60 * 86_400_000);
    const [before, after] = [
      lotCamera({ validFromAt: start, timeZone: 'Europe/Berlin' }),
      lotCamera({ validFromAt: isoOf(ten - 86_400_000), version: 2 }),
    ];
    const page = await listEpisodes(worldOf([before, after]).ports, { q: '2026-02-10', limit: 10 });
    expect(page).toMatchObject({
      from: '2026-02-09T23:00:00.000Z',
      to: '2026-02-10T23:00:00.000Z',
      timeZone: 'Europe/Berlin',
    });
  });

  it('listEpisodes says which episodes are still going on', async () => {
    const world = worldOf([lot]);
    await written(world, lotLine('4'.repeat(20) + '0'.repeat(20) + '4'.repeat(20)));
    const ongoing = async (q: string) =>
      (await listEpisodes(world.ports, { q, limit: 10 })).items.map((item) => item.ongoing);
    expect(await ongoing('free=0')).toEqual([true, false]);
    expect(await ongoing('free>0')).toEqual([false]);
    expect(await ongoing('free=0 to:2026-03-31T09:20Z')).toEqual([false]);
    world.clock.set(isoOf(world.clock.now() + 20 * minute));
    expect(await ongoing('free=0')).toEqual([false, false]);
  });

  it('listEpisodes returns no peak and mean for an episode without measurements', async () => {
    const world = worldOf([lot]);
    await written(world, lotLine('4ggg4'));
    const [episode] = (await listEpisodes(world.ports, { q: 'kind:gap', limit: 10 })).items;
    expect(episode).toMatchObject({ coverage: 0 });
    expect(episode).not.toHaveProperty('mean');
    expect(episode).not.toHaveProperty('peak');
  });

  it('listEpisodes finds since when a camera is offline', async () => {
    const gate = cameraOf();
    const world = worldOf([gate]);
    await written(world, [cars(gate, ten - 70_000, 1), lost(gate, ten - 60_000, 6)]);
    const { items } = await listEpisodes(world.ports, { q: 'reason:offline', limit: 10 });
    expect(items).toEqual([
      expect.objectContaining({ fromAt: isoOf(ten - 60_000), toAt: isoOf(ten), coverage: 0 }),
    ]);
  });
});
