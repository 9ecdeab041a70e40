import { describe, expect, it } from '@jest/globals';
import {
  dayMs,
  hourMs,
  isoOf,
  minuteMs,
  trendsQuery,
  type Camera,
  type CountEvent,
  type HandCount,
  type SetCountInput,
  type Zone,
} from '@vialog/contracts';
import { countingBytes } from '@vialog/registry/conformance';
import { gap, linePlace, measuredLine } from '../conformance/event-builders.ts';
import { readSiteBalance } from './read-site-balance.ts';
import { readTrends } from './read-trends.ts';
import { setSiteCount } from './set-site-count.ts';
import {
  bays,
  cameraOf,
  lotCamera,
  northLot,
  southGate,
  ten,
  worldOf,
  written,
  type World,
} from './world.fixture.ts';

const gateZone: Zone = {
  zoneId: 'gate',
  name: 'Barrier',
  kind: 'line',
  role: 'main',
  siteId: northLot.siteId,
  classes: ['car', 'truck'],
  slotMs: minuteMs,
  line: [
    [0, 0.5],
    [1, 0.5],
  ],
};
/** A camera with a gate line that counted for two days before 10:00. */
const gateCamera = (fields: Partial<Camera> = {}): Camera =>
  cameraOf({
    cameraId: linePlace.cameraId,
    zones: [gateZone],
    plan: { mode: 'fps', fps: 5 },
    validFromAt: isoOf(ten - 2 * dayMs),
    ...fields,
  });
const gatePlace = { ...linePlace, siteId: northLot.siteId };
const passed = (at: number, inbound: number, outbound: number): CountEvent =>
  measuredLine(at, { car: inbound }, { car: outbound }, gatePlace);

/** Every minute of [from, to): one car enters in each minute, none leaves. */
const oneInEachMinute = (from: number, to: number): CountEvent[] =>
  Array.from({ length: (to - from) / minuteMs }, (_, i) => passed(from + i * minuteMs, 1, 0));

interface Given {
  readonly cameras?: readonly Camera[];
  readonly capacity?: number;
  /** Whether two days of the gate line are stored. */
  readonly history?: boolean;
}

/** It is 10:00. The gate line was measured until 09:00. */
async function given({ cameras = [gateCamera()], capacity, history = true }: Given = {}): Promise<World> {
  const site = capacity === undefined ? northLot : { ...northLot, capacity };
  const world = worldOf(cameras, ten, [site, southGate]);
  if (history) await written(world, oneInEachMinute(ten - 2 * dayMs, ten - hourMs));
  return world;
}

const nine = isoOf(ten - hourMs);
const setAt = (world: World, input: Partial<SetCountInput> = {}) =>
  setSiteCount(
    { ...world.ports, setCounts: world.setCounts, random: countingBytes() },
    { siteId: northLot.siteId, input: { count: 50, countedAt: nine, note: '', ...input }, setBy: 'Ms Li' },
  );
const balance = (world: World, siteId = northLot.siteId) => readSiteBalance(world.ports, siteId);

describe('the balance of a site', () => {
  it('the balance of a site is estimated from the set count and the crossings since, with its name and its sources', async () => {
    const world = await given({ capacity: 200 });
    await setAt(world);
    await written(world, [...oneInEachMinute(ten - hourMs, ten - minuteMs), passed(ten - minuteMs, 0, 9)]);
    expect(await balance(world)).toEqual({
      siteId: northLot.siteId,
      readAt: isoOf(ten),
      kind: 'estimated',
      estimate: 100,
      plusMinus: 0,
      capacity: 200,
      classes: ['car', 'truck'],
      gateLines: [
        { cameraId: linePlace.cameraId, zoneId: 'gate', name: 'Gate 3 · Barrier', unmeasuredMs: 0 },
      ],
      setCount: expect.objectContaining({ count: 50, countedAt: nine, setBy: 'Ms Li' }),
      since: {
        elapsedMs: hourMs,
        inbound: 59,
        outbound: 9,
        balance: 50,
        pending: 0,
        unmeasuredMs: 0,
        errorPercent: null,
        handCounts: 0,
      },
    });
  });

  it('the balance of a site carries an uncertainty after a short gap, at the busiest measured rate of the gate line', async () => {
    const world = await given();
    await setAt(world);
    const lost = gap(ten - hourMs, { place: gatePlace, slots: 5 });
    await written(world, [lost, ...oneInEachMinute(ten - hourMs + 5 * minuteMs, ten)]);
    expect(await balance(world)).toMatchObject({
      kind: 'estimated',
      estimate: 105,
      plusMinus: 5,
      since: { unmeasuredMs: 5 * minuteMs },
    });
  });

  it('the balance of a site is unknown from the quarter hour in which a gate line was unmeasured for more than 15 minutes', async () => {
    const world = await given();
    await setAt(world);
    await written(world, oneInEachMinute(ten - 40 * minuteMs, ten));
    expect(await balance(world)).toMatchObject({
      kind: 'unknown',
      estimate: null,
      plusMinus: null,
      unknownFromAt: isoOf(ten - 45 * minuteMs),
      unknownReason: 'unmeasured',
    });
  });

  it('the balance of a site is unknown after any gap while less than a day of measurements shows how busy the gate line is', async () => {
    const world = await given({ history: false });
    await setAt(world);
    await written(world, oneInEachMinute(ten - hourMs + minuteMs, ten));
    expect(await balance(world)).toMatchObject({ kind: 'unknown', unknownReason: 'no_history' });
  });

  it('the balance of a site is unknown when the set count is older than the records of single slots', async () => {
    const world = await given();
    await setAt(world);
    world.clock.set(isoOf(ten + 30 * dayMs));
    expect(await balance(world)).toMatchObject({
      kind: 'unknown',
      unknownReason: 'set_count_old',
      unknownFromAt: isoOf(ten - hourMs + 30 * dayMs),
    });
  });

  it('the balance of a site is not limited below zero or above the capacity, and says that it cannot be true', async () => {
    const world = await given({ capacity: 60 });
    await setAt(world, { count: 1 });
    await written(world, [passed(ten - hourMs, 0, 5), ...oneInEachMinute(ten - hourMs + minuteMs, ten)]);
    expect(await balance(world)).toMatchObject({ estimate: 55 });
    world.clock.set(isoOf(ten + 1));
    await setAt(world, { count: 10 });
    expect(await balance(world)).toMatchObject({ estimate: 64, impossible: 'above_capacity' });
    const emptied = await given();
    await setAt(emptied, { count: 0 });
    await written(
      emptied,
      Array.from({ length: 60 }, (_, i) => passed(ten - hourMs + i * minuteMs, 0, 1)),
    );
    expect(await balance(emptied)).toMatchObject({ estimate: -60, impossible: 'below_zero' });
  });

  it('the balance of a site carries the counting error of the hand counts of its gate lines, and says how many there are', async () => {
    const world = await given();
    for (const [truth, difference] of [
      [20, -2],
      [20, 2],
    ] as const)
      await world.handCounts.add(byHand(truth, difference));
    await world.handCounts.add({ ...byHand(10, 10), modelId: 'another-model' });
    await setAt(world);
    await written(world, oneInEachMinute(ten - hourMs, ten));
    expect(await balance(world)).toMatchObject({
      estimate: 110,
      plusMinus: 6,
      since: { errorPercent: 10, handCounts: 2 },
    });
  });

  it('the balance of a site is corrected by zones that see vehicles and free spaces, and keeps the estimate beside it', async () => {
    const lot = lotCamera();
    const world = await given({ cameras: [gateCamera(), lot], capacity: 60 });
    await setAt(world, { count: 0 });
    await written(world, oneInEachMinute(ten - hourMs, ten));
    await written(world, [bays(lot, ten - 2 * minuteMs, '1000'), bays(lot, ten - minuteMs, '100-')]);
    expect(await balance(world)).toMatchObject({
      estimate: 60,
      correction: { low: 1, high: 57, corrected: 57, zones: 1, toAt: isoOf(ten) },
    });
  });

  it('the balance of a site says what is missing: gate lines, or a set count', async () => {
    const world = await given();
    expect(await balance(world)).toMatchObject({ kind: 'no_set_count', estimate: null });
    expect(await balance(world, southGate.siteId)).toMatchObject({ kind: 'no_gate_lines', gateLines: [] });
    await expect(balance(world, 'site00000009')).rejects.toMatchObject({ code: 'SITE_NOT_FOUND' });
  });
});

describe('a set count', () => {
  it('a set count stores how far the estimate had drifted, and is the newest of its history', async () => {
    const world = await given();
    await setAt(world);
    await written(world, oneInEachMinute(ten - hourMs, ten));
    const second = await setAt(world, { count: 104, countedAt: isoOf(ten), note: 'two people, on foot' });
    expect(second).toMatchObject({
      count: 104,
      note: 'two people, on foot',
      setBy: 'Ms Li',
      drift: { estimate: 110, difference: 6, crossings: 60, pending: 0, sinceAt: nine },
    });
    expect(await balance(world)).toMatchObject({ estimate: 104, since: { balance: 0 } });
    const history = await world.setCounts.ofSite(northLot.siteId, { limit: 10 });
    expect(history.map(({ count }) => count)).toEqual([104, 50]);
  });

  it('a set count has the last start of a slot of every gate line as its moment, unless another is given', async () => {
    const slow = { ...gateZone, zoneId: 'exit', slotMs: 5 * minuteMs };
    const world = await given({ cameras: [gateCamera({ zones: [gateZone, slow] })], history: false });
    world.clock.set(isoOf(ten + 9 * minuteMs));
    expect((await setAt(world, { countedAt: undefined })).countedAt).toBe(isoOf(ten + 5 * minuteMs));
  });

  it('a set count has no drift while the estimate is unknown', async () => {
    const world = await given();
    await setAt(world);
    expect(await setAt(world, { countedAt: isoOf(ten) })).not.toHaveProperty('drift');
  });

  it.each([
    ['between two slots', isoOf(ten - 30_000), /like 2026-03-31T09:59:00.000Z or 2026-03-31T10:00:00.000Z/],
    ['in the future', isoOf(ten + minuteMs), /in the past/],
    ['older than 30 days', isoOf(ten - 31 * dayMs), /last 30 days/],
  ])('a set count is rejected when its moment is %s', async (_, countedAt, message) => {
    await expect(setAt(await given({ history: false }), { countedAt })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      message: expect.stringContaining(`, found ${countedAt}`),
      details: [{ path: 'countedAt', message: expect.stringMatching(message) }],
    });
  });

  it('a set count is rejected for a site without a gate line, which a detail line is not', async () => {
    const detail = gateCamera({ zones: [{ ...gateZone, role: 'detail' }] });
    await expect(setAt(await given({ cameras: [detail], history: false }))).rejects.toMatchObject({
      details: [{ message: expect.stringMatching(/no gate line/) }],
    });
  });
});

describe('the trend estimate', () => {
  const estimates = async (world: World, query: Record<string, unknown> = {}) => {
    const hours = { from: isoOf(ten - 2 * hourMs), to: isoOf(ten + hourMs), interval: '1h' };
    const sent = trendsQuery.parse({ measure: 'estimate', sites: northLot.siteId, ...hours, ...query });
    return (await readTrends(world.ports, sent)).series[0]?.points ?? [];
  };

  it('the trend estimate is the state at the end of each point, from the set count on until now', async () => {
    const world = await given();
    await setAt(world);
    await written(world, oneInEachMinute(ten - hourMs, ten));
    world.clock.set(isoOf(ten + minuteMs));
    await written(world, [passed(ten, 3, 0)]);
    expect(await estimates(world)).toMatchObject([
      { value: 50, peak: null },
      { value: 110, plusMinus: 0, expected: 60, measured: 60, coverage: 1 },
      { value: 113 },
    ]);
    expect(await estimates(world, { to: isoOf(ten + 3 * hourMs) })).toMatchObject([
      {},
      {},
      { value: 113 },
      { value: null },
      { value: null },
    ]);
  });

  it('the trend estimate starts again at a set count within a point, and the count that was sent last holds', async () => {
    const world = await given();
    await setAt(world, { count: 10 });
    await setAt(world, { count: 70, countedAt: isoOf(ten - 30 * minuteMs) });
    world.clock.set(isoOf(ten + 1));
    await setAt(world, { count: 80, countedAt: isoOf(ten - 30 * minuteMs) });
    await written(world, oneInEachMinute(ten - hourMs, ten));
    expect((await estimates(world)).map(({ value }) => value)).toEqual([10, 110, 110]);
  });

  it('the trend estimate is null while the estimate is unknown, and known again after the next set count', async () => {
    const world = await given();
    await setAt(world, { count: 10 });
    await setAt(world, { count: 20, countedAt: isoOf(ten) });
    expect((await estimates(world)).map(({ value }) => value)).toEqual([10, 20, null]);
    const quarters = await estimates(world, { from: nine, to: isoOf(ten), interval: '15m' });
    expect(quarters.map(({ value }) => value)).toEqual([10, null, null, 20]);
  });

  it.each([
    ['cameras', linePlace.cameraId],
    ['classes', 'car'],
    ['zone', 'gate'],
  ])('the trend estimate is rejected together with %s', async (name, value) => {
    await expect(estimates(await given({ history: false }), { [name]: value })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: [{ path: name }],
    });
  });
});

function byHand(truth: number, difference: number): HandCount {
  return {
    handCountId: 'hand00000001',
    cameraId: linePlace.cameraId,
    cameraVersion: 1,
    zoneId: 'gate',
    modelId: gateCamera().model.modelId,
    startAt: isoOf(ten - 5 * hourMs),
    endAt: isoOf(ten - 5 * hourMs + 120_000),
    byHand: { inbound: { car: truth }, outbound: {} },
    byCamera: { inbound: { car: truth + difference }, outbound: {} },
    accuracy: { truth, counted: truth + difference, difference, errorPercent: null, geh: 0 },
    countedBy: 'administrator',
    createdAt: isoOf(ten - 4 * hourMs),
  };
}
