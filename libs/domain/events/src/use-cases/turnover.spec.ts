import { describe, expect, it } from '@jest/globals';
import {
  epochOf,
  hourMs,
  isoOf,
  minuteMs,
  trendsQuery,
  type Camera,
  type CountEvent,
} from '@vialog/contracts';
import { SlotKeeper } from '@vialog/measuring';
import { readTrends } from './read-trends.ts';
import { bays, lotCamera, northLot, ten, worldOf, written } from './world.fixture.ts';

const start = ten - 6 * hourMs;
const lot = lotCamera({ validFromAt: isoOf(start) });
const query = (measure: string, more: Record<string, unknown> = {}) =>
  trendsQuery.parse({ measure, interval: '1h', from: isoOf(start), to: isoOf(ten), ...more });

/** Stays of vehicles at four spaces: minute of the arrival and of the departure. */
const stays = [
  [
    [10, 70],
    [75, 100],
    [130, 290],
  ],
  [[0, 360]],
  [
    [5, 35],
    [35, 95],
    [200, 215],
  ],
  [[40, 300]],
] as const;

/** What a camera measures of the stays; from minute 120 to 150 it has no frames. */
function measuredSlots(camera: Camera): CountEvent[] {
  let now = start;
  const keeper = new SlotKeeper([camera], { clock: { now: () => now, monotonic: () => now } });
  const events: CountEvent[] = [];
  for (let minute = 0; minute < 360; minute += 1) {
    const states = stays.map((ofSpace) =>
      ofSpace.some(([from, to]) => from <= minute && minute < to) ? '1' : '0',
    );
    if (minute < 120 || minute >= 150)
      keeper.offerCount({
        v: 1,
        cameraId: camera.cameraId,
        cameraVersion: camera.version,
        capturedAt: isoOf(now + 20_000),
        model: 'nanodet-g-416',
        zones: [{ zoneId: 'lot', counts: {}, total: 0, bays: states.join('') }],
      });
    now += minuteMs;
    events.push(...keeper.tick());
  }
  now += minuteMs;
  return [...events, ...keeper.tick()].filter(({ slotStartAt }) => epochOf(slotStartAt) < ten);
}

/** The sums of an exported list of records, computed from the states in them by other code. */
function sumsByHand(events: readonly CountEvent[]) {
  const sums = { arrivals: 0, departures: 0, comparedHours: 0, occupiedHours: 0 };
  let before: CountEvent | undefined;
  for (const event of events.filter(({ kind }) => kind === 'measured')) {
    const minutes = before ? (epochOf(event.slotStartAt) - epochOf(before.slotStartAt)) / minuteMs : Infinity;
    for (const [space, state] of [...(event.bays ?? '')].entries()) {
      const last = before?.bays?.[space];
      if (minutes > 15 || last === undefined) continue;
      sums.comparedHours += minutes / 60;
      sums.occupiedHours += ((Number(last) + Number(state)) * minutes) / 120;
      sums.arrivals += Number(last < state);
      sums.departures += Number(last > state);
    }
    before = event;
  }
  return sums;
}

describe('turnover of a lot', () => {
  it('turnover and mean stay can be repeated by hand from the exported records', async () => {
    const world = worldOf([lot], ten + 2 * minuteMs);
    const events = measuredSlots(lot);
    await written(world, events);
    const sums = sumsByHand(events);
    // The arrival at minute 130 is in the outage, and the vehicles of minute 35 follow each other at once.
    expect(sums).toMatchObject({ arrivals: 5, departures: 6 });
    const day = { interval: '1d', sites: northLot.siteId };
    const [turnover] = (await readTrends(world.ports, query('turnover', day))).series[0]?.points ?? [];
    expect(turnover).toMatchObject({
      value: expect.closeTo(sums.arrivals / sums.comparedHours, 5),
      turnover: {
        ...sums,
        comparedHours: expect.closeTo(sums.comparedHours, 5),
        occupiedHours: expect.closeTo(sums.occupiedHours, 5),
      },
    });
    const [stay] = (await readTrends(world.ports, query('stay', day))).series[0]?.points ?? [];
    expect(stay?.value).toBeCloseTo((sums.occupiedHours * 60) / sums.departures, 5);
  });

  it('records of earlier versions and slots after a gap are missing with the reason', async () => {
    const world = worldOf([lot], ten + 2 * minuteMs);
    await written(
      world,
      measuredSlots(lot).filter(({ slotStartAt }) => epochOf(slotStartAt) < start + 3 * hourMs),
    );
    await written(world, [bays(lot, ten - hourMs, '1100')]);
    const { series } = await readTrends(world.ports, query('turnover', { cameras: lot.cameraId }));
    expect(series[0]?.points.map(({ measured, reasons }) => [measured, reasons])).toEqual([
      [59, { not_compared: 1 }],
      [60, undefined],
      [29, { not_running: 30, not_compared: 1 }],
      [0, undefined],
      [0, undefined],
      [0, { not_compared: 1 }],
    ]);
  });

  it('turnover of three spaces is rejected with the reason, and all sites are listed without it', async () => {
    const [zone] = lot.zones;
    if (!zone?.bays) throw new Error('the lot has no spaces');
    const small = lotCamera({
      validFromAt: isoOf(start),
      zones: [{ ...zone, slotMs: 15 * minuteMs, bays: zone.bays.slice(0, 3), capacity: 3 }],
    });
    const { ports } = worldOf([small], ten);
    await expect(readTrends(ports, query('stay', { sites: northLot.siteId }))).rejects.toMatchObject({
      code: 'TOO_FEW_SPACES',
      message: expect.stringMatching(/^Turnover and mean stay need at least 4 spaces, found 3 in the zone/),
    });
    const all = await readTrends(ports, query('stay'));
    const points = all.series.find(({ key }) => key === northLot.siteId)?.points;
    expect(points?.[0]).toMatchObject({ value: null, expected: 4, measured: 0, coverage: 0 });
  });
});
