import { describe, expect, it } from '@jest/globals';
import { dayMs, hourMs, isoOf } from '@vialog/contracts';
import { cameraOf, cars, northLot, roadZone, ten, worldOf, written } from '../use-cases/world.fixture.ts';
import { judgeLastHour } from './judge-last-hour.ts';

const quarter = 900_000;
const weekMs = 7 * dayMs;
const road = { ...roadZone, slotMs: quarter, siteId: northLot.siteId };

/** A site with 20 to 24 cars in the same hour of the weeks before, and these cars in the last hour. */
async function siteWith(
  lastHour: number | undefined,
  { weeks = 13, timeZone = 'Asia/Shanghai', now = ten } = {},
) {
  const camera = cameraOf({ zones: [road], validFromAt: isoOf(ten - 100 * dayMs) });
  const world = worldOf([camera], now, [{ ...northLot, timeZone }]);
  const hourFrom = (start: number, count: number) =>
    Array.from({ length: 4 }, (_, i) => cars(camera, start + i * quarter, count));
  for (let week = weeks; week >= 1; week -= 1) {
    world.clock.set(isoOf(now - week * weekMs));
    await written(world, hourFrom(now - hourMs - week * weekMs, 20 + (week % 5)));
  }
  world.clock.set(isoOf(now));
  if (lastHour !== undefined) await written(world, hourFrom(now - hourMs, lastHour));
  // Slots count once they are later than the limit.
  return judgeLastHour({ ...world.ports, latenessMs: 0 });
}

describe('judgeLastHour', () => {
  it('a site that is far above or below what is usual at this hour of the week is found with its values', async () => {
    expect(await siteWith(60)).toMatchObject({
      judged: 1,
      unusual: [
        { siteId: northLot.siteId, name: 'North Lot', startAt: isoOf(ten - hourMs), value: 60, median: 22 },
      ],
    });
    const below = await siteWith(2);
    expect(below.unusual).toMatchObject([{ value: 2 }]);
    expect(below.unusual[0]?.score).toBeLessThan(-5);
  });

  it('a site that varies as usual is judged and not found', async () => {
    expect(await siteWith(23)).toMatchObject({ judged: 1, unusual: [] });
  });

  it('a difference that is rare but small is not found', async () => {
    const steady = await siteWith(29, { weeks: 13 });
    expect(steady).toMatchObject({ judged: 1 });
    expect(steady.unusual.every(({ value, median }) => value - median >= 0.25 * median)).toBe(true);
    expect((await siteWith(27)).unusual).toEqual([]);
  });

  it('without enough weeks, or without a measured hour, a site is not judged', async () => {
    expect(await siteWith(60, { weeks: 4 })).toMatchObject({ judged: 0, unusual: [] });
    expect(await siteWith(undefined)).toMatchObject({ judged: 0, unusual: [] });
  });

  it('the hour of a half-hour time zone that ended last is judged', async () => {
    const now = ten + 1_800_000;
    expect(await siteWith(60, { timeZone: 'Asia/Kolkata', now })).toMatchObject({
      unusual: [{ startAt: isoOf(now - hourMs) }],
    });
  });
});
