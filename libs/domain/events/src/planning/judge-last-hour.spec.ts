import { describe, expect, it } from '@jest/globals';
import { dayMs, hourMs, isoOf, type SpecialDay } from '@vialog/contracts';
import { cameraOf, cars, northLot, roadZone, ten, worldOf, written } from '../use-cases/world.fixture.ts';
import { judgeLastHour } from './judge-last-hour.ts';

const quarter = 900_000;
const weekMs = 7 * dayMs;
const road = { ...roadZone, slotMs: quarter, siteId: northLot.siteId };

const holiday = (startAt: number): SpecialDay => ({
  date: isoOf(startAt).slice(0, 10),
  kind: 'holiday',
  name: { text: 'Holiday', en: null, zh: null },
  calendarId: '00000000000a',
});

/**
 * A site with 20 to 24 cars in the same hour of the weeks before, or from `usual` on, and these cars in the last hour.
 * `holidays`: number of the weeks before, newest first, in which the day is a holiday.
 */
async function siteWith(
  lastHour: number | undefined,
  { weeks = 13, timeZone = 'Asia/Shanghai', now = ten, usual = 20, holidays = 0 } = {},
) {
  const camera = cameraOf({ zones: [road], validFromAt: isoOf(ten - 100 * dayMs) });
  const world = worldOf([camera], now, [{ ...northLot, timeZone }]);
  const hourFrom = (start: number, count: number) =>
    Array.from({ length: 4 }, (_, i) => cars(camera, start + i * quarter, count));
  for (let week = weeks; week >= 1; week -= 1) {
    world.clock.set(isoOf(now - week * weekMs));
    await written(world, hourFrom(now - hourMs - week * weekMs, usual + (week % 5)));
  }
  world.clock.set(isoOf(now));
  if (lastHour !== undefined) await written(world, hourFrom(now - hourMs, lastHour));
  // Slots count once they are later than the limit.
  const days = Array.from({ length: holidays }, (_, i) => holiday(now - hourMs - (i + 1) * weekMs));
  const specialDays = { between: () => Promise.resolve(() => days) };
  return judgeLastHour({ ...world.ports, specialDays, latenessMs: 0 });
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
    // 12 times the usual deviation, and 12 % of the median.
    expect(await siteWith(114, { usual: 100 })).toMatchObject({ judged: 1, unusual: [] });
  });

  it('holidays of the weeks before are not part of what is usual', async () => {
    expect(await siteWith(60, { holidays: 8 })).toMatchObject({ judged: 1 });
    expect(await siteWith(60, { holidays: 9 })).toMatchObject({ judged: 0, unusual: [] });
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
