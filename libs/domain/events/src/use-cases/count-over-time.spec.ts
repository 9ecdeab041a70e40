import { describe, expect, it } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import { countOverTime } from './count-over-time.ts';
import { cameraOf, cars, lost, ten, worldOf, written } from './world.fixture.ts';

const gate = cameraOf();

describe('countOverTime', () => {
  it('countOverTime counts matches and unmeasured slots per bucket', async () => {
    const world = worldOf([gate], ten + 60_000);
    await written(world, [
      ...[0, 10_000, 20_000].map((offset) => cars(gate, ten - 1_800_000 + offset, 5)),
      cars(gate, ten - 900_000, 1),
      lost(gate, ten - 890_000, 3),
    ]);
    const response = await countOverTime(world.ports, {
      q: 'from:2026-03-31T09:30Z to:2026-03-31T10:00Z car>=5',
      interval: '15m',
    });
    expect(response.items).toEqual([
      { startAt: '2026-03-31T09:30:00.000Z', count: 3, gaps: 87, expected: 90 },
      { startAt: '2026-03-31T09:45:00.000Z', count: 0, gaps: 87 + 2, expected: 90 },
    ]);
    expect(response.completeness).toMatchObject({ expected: 180, measured: 4, pending: 0 });
    expect(response.completeness.reasons).toEqual({ offline: 3, unreported: 173 });
  });

  it('countOverTime counts only slots in the window, although the first and last bucket are larger', async () => {
    const world = worldOf([gate], ten + 60_000);
    await written(world, [cars(gate, ten - 1_800_000, 1), cars(gate, ten - 600_000, 1)]);
    const response = await countOverTime(world.ports, {
      q: 'from:2026-03-31T09:31Z to:2026-03-31T10:00Z',
      interval: '1h',
    });
    expect(response.items).toEqual([
      { startAt: '2026-03-31T09:00:00.000Z', count: 1, gaps: 173, expected: 174 },
    ]);
  });

  const dayStarts = async (cameras: readonly Camera[], query: { q: string; timeZone?: string }) => {
    const histogram = await countOverTime(worldOf(cameras).ports, { interval: '1d', ...query });
    return histogram.items.map((item) => item.startAt);
  };
  const suva = cameraOf({ cameraId: 'cam00000000s', name: 'Suva harbour', timeZone: 'Pacific/Fiji' });
  const fijiDays = ['2026-03-30T12:00:00.000Z'];
  const utcDays = ['2026-03-31T00:00:00.000Z'];
  const inUtc = (n: number, fields: Partial<Camera> = {}): Camera =>
    cameraOf({ cameraId: `cam00000000${n}`, name: `Gate ${n}`, timeZone: 'UTC', ...fields });

  it('countOverTime uses the days of the selected cameras, not those of the whole registry', async () => {
    const cameras = [suva, inUtc(1), inUtc(2)];
    expect(await dayStarts(cameras, { q: 'last:1h camera:Suva' })).toEqual(fijiDays);
    expect(await dayStarts(cameras, { q: 'last:1h' })).toEqual(utcDays);
  });

  it('countOverTime does not use the days of draft cameras, which measure nothing', async () => {
    const drafts = [inUtc(1, { lifecycle: 'draft' }), inUtc(2, { lifecycle: 'draft' })];
    expect(await dayStarts([suva, ...drafts], { q: 'last:1h' })).toEqual(fijiDays);
  });

  it('countOverTime counts a camera with several versions once', async () => {
    const versions = [1, 2, 3].map((version) => inUtc(1, { version }));
    const nadi = { ...suva, cameraId: 'cam00000000n', name: 'Nadi' };
    expect(await dayStarts([...versions, suva, nadi], { q: 'last:1h' })).toEqual(fijiDays);
  });

  it('countOverTime uses the time zone of the query where it names one', async () => {
    expect(await dayStarts([suva], { q: 'last:1h', timeZone: 'UTC' })).toEqual(utcDays);
  });

  it('countOverTime cuts days at local midnight of the cameras', async () => {
    const response = await countOverTime(worldOf([gate]).ports, { q: 'last:2d', interval: '1d' });
    expect(response.items.map((item) => item.startAt)).toEqual([
      '2026-03-28T16:00:00.000Z',
      '2026-03-29T16:00:00.000Z',
      '2026-03-30T16:00:00.000Z',
    ]);
  });

  it('countOverTime returns no bucket for an empty window', async () => {
    const response = await countOverTime(worldOf([gate]).ports, {
      q: 'from:2026-04-30T09:31Z',
      interval: '1h',
    });
    expect(response).toMatchObject({ items: [], completeness: { expected: 0 } });
  });

  it('countOverTime rejects more than 2000 buckets', async () => {
    const query = { q: 'last:30d', interval: '1m' } as const;
    await expect(countOverTime(worldOf([gate]).ports, query)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });
});
