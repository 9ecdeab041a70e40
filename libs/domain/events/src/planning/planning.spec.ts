import { describe, expect, it } from '@jest/globals';
import {
  dayMs,
  hourMs,
  isoOf,
  trendAnomaliesQuery,
  trendComparisonQuery,
  trendProfileQuery,
  type Site,
  type Zone,
} from '@vialog/contracts';
import { linePlace, measuredLine } from '../conformance/event-builders.ts';
import {
  cameraOf,
  cars,
  lotCamera,
  northLot,
  roadZone,
  southGate,
  ten,
  worldOf,
  written,
  type World,
} from '../use-cases/world.fixture.ts';
import { readAnomalies } from './read-anomalies.ts';
import { readComparison } from './read-comparison.ts';
import { readProfile } from './read-profile.ts';

const quarter = 900_000;
/** A road with slots of 15 minutes, summed into a site. */
const road = { ...roadZone, slotMs: quarter, siteId: northLot.siteId };
const gate = cameraOf({ zones: [road] });
const profileQuery = (query: Record<string, unknown> = {}) => trendProfileQuery.parse(query);
const comparisonQuery = (query: Record<string, unknown>) => trendComparisonQuery.parse(query);
const weeks = { beforeStartAt: isoOf(ten - 28 * dayMs), beforeEndAt: isoOf(ten - 14 * dayMs) };
const twoPeriods = { ...weeks, afterStartAt: weeks.beforeEndAt, afterEndAt: isoOf(ten) };

/** Full hours of a road, `cars` in each quarter hour. */
const hourOfCars = (camera: ReturnType<typeof cameraOf>, start: number, counts: readonly number[]) =>
  counts.map((count, i) => cars(camera, start + i * quarter, count));

async function worldWith(site: Partial<Site>, start: number, hours: number): Promise<World> {
  const camera = cameraOf({ zones: [road], validFromAt: isoOf(start - dayMs), timeZone: 'UTC' });
  const world = worldOf([camera], start + hours * hourMs, [{ ...northLot, ...site }]);
  for (let i = 0; i < hours; i += 1)
    await written(world, hourOfCars(camera, start + i * hourMs, [i, i, i, i]));
  return world;
}

describe('readProfile', () => {
  it.each([
    ['Europe/Berlin', '2026-03-29T00:00:00+01:00', 23, [0, 1, 3, 4]],
    ['Europe/Berlin', '2025-10-26T00:00:00+02:00', 25, [0, 1, 2, 2]],
    ['Australia/Sydney', '2026-04-05T00:00:00+11:00', 25, [0, 1, 2, 2]],
    ['Australia/Sydney', '2025-10-05T00:00:00+10:00', 23, [0, 1, 3, 4]],
  ])(
    'a profile of a day with a change of clocks in %s has the hours of its site',
    async (timeZone, from, length, first) => {
      const start = Date.parse(from);
      const world = await worldWith({ timeZone }, start, length);
      const [series] = (await readProfile(world.ports, profileQuery({ from }))).series;
      expect(series).toMatchObject({ timeZone, hours: length, leftOut: 0, coverage: 1 });
      expect(series?.cells.every(({ weekday }) => weekday === 7)).toBe(true);
      const counted = series?.cells.map(({ hour, hours, mean }) => [hour, hours, mean]) ?? [];
      // Values are the numbers of hours since local midnight; an hour that occurs twice has their mean.
      const expected = [...new Set(first)].map((hour) => {
        const at = first.flatMap((each, i) => (each === hour ? [i] : []));
        return [hour, at.length, at.reduce((sum, i) => sum + i, 0) / at.length];
      });
      expect(counted.slice(0, expected.length)).toEqual(expected);
      expect(counted).toHaveLength(Math.min(24, length));
    },
  );

  it('the peak hour has the factor of its quarter hours', async () => {
    const world = worldOf([gate], ten);
    await written(world, [...hourOfCars(gate, ten - hourMs, [40, 48, 44, 40])]);
    const [series] = (await readProfile(world.ports, profileQuery())).series;
    // 10:00 UTC is 18:00 in Shanghai; the camera is expected since 17:00.
    expect(series?.peakHour).toEqual({ weekday: 2, hour: 17, median: 43, factor: 0.895833, factorHours: 1 });
    expect(series?.aboveTarget).toBeNull();
  });

  it('a profile of the flow over a line has a peak-hour factor, and a balance has none', async () => {
    const { cameraId } = gate;
    const place = { ...linePlace, cameraId, slotMs: quarter, zoneId: 'gate' };
    const line: Zone = {
      zoneId: 'gate',
      name: 'gate',
      kind: 'line',
      role: 'detail',
      slotMs: quarter,
      classes: ['car'],
      line: [
        [0, 0.5],
        [1, 0.5],
      ],
    };
    const world = worldOf([cameraOf({ zones: [line], plan: { mode: 'fps', fps: 5 } })]);
    const crossed = [10, 12, 11, 10].map((car, i) =>
      measuredLine(ten - hourMs + i * quarter, { car }, { car: 1 }, place),
    );
    await written(world, crossed);
    const peakOf = async (query: Record<string, unknown>) =>
      (await readProfile(world.ports, profileQuery({ cameras: cameraId, ...query }))).series[0]?.peakHour;
    expect(await peakOf({ measure: 'flow', direction: 'inbound' })).toMatchObject({
      median: 43,
      factor: 0.895833,
    });
    expect(await peakOf({ measure: 'flow' })).toMatchObject({ median: 47, factorHours: 1 });
    expect(await peakOf({ measure: 'balance' })).toMatchObject({ median: 39, factor: null, factorHours: 0 });
  });

  it('an estimate has no profile, because it is never measured', () => {
    expect(() => profileQuery({ measure: 'estimate' })).toThrow();
  });

  it('a target applies to any measure, and occupancy has one of 85 % by default', async () => {
    const world = worldOf([gate], ten);
    await written(world, hourOfCars(gate, ten - hourMs, [40, 48, 44, 40]));
    const above = async (query: Record<string, unknown>) =>
      (await readProfile(world.ports, profileQuery(query))).series[0]?.aboveTarget;
    expect(await above({ target: '43' })).toEqual({ target: 43, hours: 1, share: 1, days: 1 });
    expect(await above({ measure: 'occupancy' })).toEqual({ target: 0.85, hours: 0, share: null, days: 0 });
    await expect(above({ measure: 'occupancy', target: '85' })).rejects.toThrow(
      /^Expected a share from 0 to 1/,
    );
  });

  it('an hour in progress and excluded days are not used', async () => {
    const world = worldOf([gate], ten + 45 * 60_000);
    await written(world, [
      ...hourOfCars(gate, ten - hourMs, [1, 1, 1, 1]),
      ...hourOfCars(gate, ten, [9, 9, 9]),
    ]);
    const hours = async (query: Record<string, unknown>) =>
      (await readProfile(world.ports, profileQuery(query))).series[0]?.hours;
    expect(await hours({})).toBe(1);
    expect(await hours({ excludeDays: '2026-03-31' })).toBe(0);
  });

  it('there is one series per site, per zone of a camera and per group of cameras', async () => {
    const world = worldOf([gate, lotCamera({ groups: ['east'] })], ten);
    await written(world, hourOfCars(gate, ten - hourMs, [4, 4, 4, 4]));
    const keys = async (query: Record<string, unknown>) =>
      (await readProfile(world.ports, profileQuery(query))).series.map(({ key, hours }) => [key, hours]);
    expect(await keys({})).toEqual([
      [northLot.siteId, 0],
      [southGate.siteId, 0],
    ]);
    expect(await keys({ minCoverage: '0.05' })).toEqual([
      [northLot.siteId, 1],
      [southGate.siteId, 0],
    ]);
    expect(await keys({ cameras: 'cam000000001' })).toEqual([['cam000000001/view', 1]]);
    expect(await keys({ groups: 'west,east' })).toEqual([
      ['group:west', 1],
      ['group:east', 0],
    ]);
    await expect(readProfile(world.ports, profileQuery({ groups: 'nowhere' }))).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      message: 'No camera has the group "nowhere".',
    });
  });

  it('pages continue after the last series with the window of the first page', async () => {
    const world = worldOf([gate], ten);
    const first = await readProfile(world.ports, profileQuery({ limit: '1' }));
    world.clock.set(isoOf(ten + dayMs));
    const second = await readProfile(world.ports, profileQuery({ limit: '1', cursor: first.nextCursor }));
    expect([first, second].map(({ series, to }) => [series.map(({ key }) => key), to])).toEqual([
      [[northLot.siteId], isoOf(ten)],
      [[southGate.siteId], isoOf(ten)],
    ]);
    expect(second.nextCursor).toBeNull();
    await expect(
      readProfile(world.ports, profileQuery({ limit: '1', zone: 'view', cursor: first.nextCursor })),
    ).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('a page has fewer series than its limit when they have many hours', async () => {
    const sites = Array.from({ length: 60 }, (_, i) => ({
      ...northLot,
      siteId: `site${String(i).padStart(8, '0')}`,
      name: `Lot ${String(i).padStart(2, '0')}`,
    }));
    const { ports } = worldOf([], ten, sites);
    const limit = '1000';
    const from = isoOf(ten - 400 * dayMs);
    const profile = await readProfile(ports, profileQuery({ limit, from }));
    expect([profile.series.length, profile.nextCursor]).toEqual([52, expect.any(String)]);
    const periods = {
      beforeStartAt: from,
      beforeEndAt: isoOf(ten - 200 * dayMs),
      afterStartAt: isoOf(ten - 200 * dayMs),
      afterEndAt: isoOf(ten),
    };
    const comparison = await readComparison(ports, comparisonQuery({ limit, ...periods }));
    expect([comparison.series.length, comparison.nextCursor]).toEqual([52, expect.any(String)]);
    const week = { from: isoOf(ten - 7 * dayMs), baselineStartAt: from };
    const anomalies = await readAnomalies(ports, trendAnomaliesQuery.parse({ limit, ...week }));
    expect([anomalies.series.length, anomalies.nextCursor]).toEqual([52, expect.any(String)]);
  });

  it('a period that is too long is rejected with the limit', async () => {
    await expect(
      readProfile(worldOf([gate]).ports, profileQuery({ from: '2020-01-01T00:00:00Z' })),
    ).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      message: 'Expected a period of at most 10000 hours (416 days); choose a shorter one.',
    });
  });
});

describe('readComparison', () => {
  it('a comparison without measurements says that too little was measured', async () => {
    const { series, minDays } = await readComparison(worldOf([gate]).ports, comparisonQuery(twoPeriods));
    expect(minDays).toBe(7);
    expect(series[0]).toMatchObject({
      difference: null,
      relative: null,
      interval: null,
      verdict: 'too_little',
    });
    expect(series[0]?.sentence).toBe(
      'Too little was measured to compare presence of North Lot: each period needs 7 days, found 0 before and 0 after.',
    );
  });

  it('a comparison of two measured periods has a difference, an interval and a sentence', async () => {
    const camera = cameraOf({ zones: [road], validFromAt: isoOf(ten - 30 * dayMs) });
    const turned = { ...camera, version: 2, validFromAt: isoOf(ten - 14 * dayMs), heading: 90 };
    const world = worldOf([camera, turned]);
    for (let n = 28; n > 0; n -= 1) {
      const count = (n > 14 ? 10 : 15) + (n % 3);
      const counts = [count, count, count, count];
      await written(world, hourOfCars(n > 14 ? camera : turned, ten - n * dayMs, counts));
    }
    const [series] = (await readComparison(world.ports, comparisonQuery(twoPeriods))).series;
    expect(series).toMatchObject({
      before: { value: 10.928571, days: 14, hours: 14 },
      after: { value: 16.071429, days: 14, hours: 14 },
      comparedHours: 7,
      difference: 5.142857,
      relative: 0.470588,
      verdict: 'higher',
      changes: [{ changedAt: isoOf(ten - 14 * dayMs), cameraId: 'cam000000001', what: ['view'] }],
    });
    expect(series?.sentence).toMatch(
      /^Presence of North Lot rose by 5\.14 objects \(47\.1 %\): 10\.9 objects before and 16\.1 objects after \(difference 95 % confidence interval \d\.\d+ objects to \d\.\d+ objects\), from 14 and 14 days, with a change of cameras or zones in between\.$/,
    );
  });

  it.each([
    ['overlap', { afterStartAt: weeks.beforeStartAt }, 'Expected two periods that do not overlap.'],
    [
      'end before they start',
      { afterEndAt: weeks.beforeStartAt },
      /^Expected a period that starts before its end/,
    ],
  ])('periods that %s are rejected', async (_, change, message) => {
    const query = comparisonQuery({ ...twoPeriods, ...change });
    await expect(readComparison(worldOf([gate]).ports, query)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });
});

describe('readAnomalies', () => {
  it('the default is the last week against the 13 weeks before it', async () => {
    const response = await readAnomalies(worldOf([gate]).ports, trendAnomaliesQuery.parse({}));
    expect(response).toMatchObject({
      from: isoOf(ten - 7 * dayMs),
      to: isoOf(ten),
      baselineStartAt: isoOf(ten - 98 * dayMs),
      baselineEndAt: isoOf(ten - 7 * dayMs),
      threshold: 3.5,
    });
    expect(response.series[0]).toMatchObject({ hours: 0, found: 0, items: [] });
  });

  it.each([
    ['that overlaps the judged period', { baselineEndAt: isoOf(ten) }],
    ['that ends before it starts', { baselineStartAt: isoOf(ten), baselineEndAt: isoOf(ten - dayMs) }],
  ])('a baseline %s is rejected', async (_, query) => {
    await expect(
      readAnomalies(worldOf([gate]).ports, trendAnomaliesQuery.parse(query)),
    ).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });
});
