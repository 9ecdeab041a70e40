import { describe, expect, it } from '@jest/globals';
import {
  counterComparison,
  counterComparisonInput,
  dayMs,
  hourMs,
  isoOf,
  quarterMs,
  type Camera,
  type CountEvent,
  type Zone,
} from '@vialog/contracts';
import { InMemoryCounterComparisons } from '@vialog/registry/conformance';
import { gap, linePlace, measured, measuredLine, type PlaceFacts } from '../conformance/event-builders.ts';
import { cameraOf, roadZone, worldOf, written, type World } from '../use-cases/world.fixture.ts';
import { compareWithCounter } from './compare-with-counter.ts';

const start = Date.parse('2026-03-01T00:00:00.000Z');
const line: Zone = {
  zoneId: 'gate',
  name: 'Gate',
  kind: 'line',
  role: 'main',
  classes: ['car', 'truck'],
  slotMs: quarterMs,
  line: [
    [0, 0.5],
    [1, 0.5],
  ],
};
const since = { validFromAt: isoOf(start), createdAt: isoOf(start), timeZone: 'UTC' };
const road: Zone = { ...roadZone, slotMs: quarterMs };
const counted = cameraOf({
  ...since,
  zones: [line, road],
  streamKind: 'rtsp',
  stream: { url: 'rtsp://camera.test/1', transport: 'tcp' },
});
const lane: Zone = { ...line, zoneId: 'lane1', isExternal: true, line: undefined };
const loop = cameraOf({
  ...since,
  cameraId: 'loop00000001',
  name: 'Loop 1',
  code: 'L17',
  stream: { url: 'counter:loop', transport: 'tcp' },
  streamKind: 'counter',
  zones: [lane],
});

const slots = (days: number): number[] =>
  Array.from({ length: (days * dayMs) / quarterMs }, (_, i) => start + i * quarterMs);
/** Cars of a slot in one direction: 5 to 28. */
const carsAt = (at: number): number => 5 + ((at / quarterMs) % 24);

const placeOf = ({ cameraId, version }: Camera, zoneId: string): PlaceFacts => ({
  ...linePlace,
  cameraId,
  cameraVersion: version,
  zoneId,
  slotMs: quarterMs,
  timeZone: 'UTC',
});

type Rule = (at: number) => CountEvent | undefined;
const cameraRule: Rule = (at) =>
  measuredLine(at, { car: 2 * carsAt(at) }, { car: carsAt(at) }, placeOf(counted, 'gate'));
/** The loop has four times as many vehicles inbound, and none outbound. */
const loopRule: Rule = (at) => measuredLine(at, { car: 4 * carsAt(at) }, {}, placeOf(loop, 'lane1'));

async function worldWith(
  days: number,
  rules: readonly Rule[] = [cameraRule, loopRule],
  cameras: readonly Camera[] = [counted, loop],
): Promise<World> {
  const world = worldOf(cameras, start + days * dayMs + hourMs, []);
  await written(
    world,
    rules.flatMap((rule) => slots(days).flatMap((at) => rule(at) ?? [])),
  );
  return world;
}

const compare = async (world: World, input: Record<string, unknown> = {}) => {
  const counterComparisons = new InMemoryCounterComparisons();
  const found = await compareWithCounter(
    { ...world.ports, counterComparisons, random: (length) => new Uint8Array(length) },
    {
      cameraId: counted.cameraId,
      input: counterComparisonInput.parse({
        zoneId: 'gate',
        counter: 'L17',
        direction: 'inbound',
        startAt: isoOf(start),
        ...input,
      }),
      comparedBy: 'planner',
    },
  );
  expect(await counterComparisons.ofCamera(counted.cameraId, 10)).toEqual([found]);
  return counterComparison.parse(found);
};

describe('comparing a camera with a counter', () => {
  it('a counter made from the camera by a known rule gives exactly that bias and ratio', async () => {
    const found = await compare(await worldWith(8));
    // 4 slots of 2 · (5 … 28) per hour: 132 on average; the loop has twice as many.
    expect(found.agreement).toMatchObject({
      pairs: 192,
      days: 8,
      cameraMean: 132,
      counterMean: 264,
      bias: -132,
      ratio: 0.5,
      ratioInterval: { low: 0.5, high: 0.5 },
    });
    expect(found.leftOut).toMatchObject({ camera: 0, counter: 0, both: 0, notExpected: 0 });
    expect(found).toMatchObject({
      measure: 'flow',
      unit: 'crossings per hour',
      origin: 'camera',
      counter: { counterId: 'loop00000001', name: 'Loop 1', zoneId: 'lane1', direction: 'inbound' },
      modelId: 'nanodet-g-416',
      comparedBy: 'planner',
    });
  });

  it('a constant difference has no error band, and GEH below 5 counts as agreement', async () => {
    const near: Rule = (at) => measuredLine(at, { car: 2 * carsAt(at) + 1 }, {}, placeOf(loop, 'lane1'));
    const { agreement } = await compare(await worldWith(8, [cameraRule, near]));
    expect(agreement).toMatchObject({ bias: -4, limits: { low: -4, high: -4 }, gehBelow5: 1 });
    expect(agreement.biasInterval).toEqual({ low: -4, high: -4 });
  });

  it('hours that one of both did not measure are left out with their reasons', async () => {
    const offline: Rule = (at) =>
      at < start + 2 * hourMs ? gap(at, { place: placeOf(counted, 'gate') }) : cameraRule(at);
    const late: Rule = (at) => (at >= start + hourMs && at < start + 4 * hourMs ? undefined : loopRule(at));
    const { agreement, leftOut } = await compare(await worldWith(8, [offline, late]), {
      startAt: isoOf(start - 3 * hourMs),
    });
    expect(agreement).toMatchObject({ pairs: 188, ratio: 0.5 });
    expect(leftOut).toEqual({
      camera: 1,
      counter: 2,
      both: 1,
      notExpected: 3,
      cameraGaps: [{ reason: 'offline', slots: 8 }],
      counterGaps: [{ reason: 'unreported', slots: 12 }],
    });
  });

  it('an hour that the camera measured by less than the requested coverage is left out', async () => {
    const partly: Rule = (at) => (at === start ? undefined : cameraRule(at));
    const world = await worldWith(8, [partly, loopRule]);
    const { leftOut } = await compare(world);
    expect(leftOut).toMatchObject({ camera: 1, cameraGaps: [{ reason: 'unreported', slots: 1 }] });
    expect((await compare(world, { minCoverage: 0.75 })).agreement.pairs).toBe(192);
  });

  it('a comparison with too few pairs is rejected with what is missing', async () => {
    const rejected = compare(await worldWith(6));
    await expect(rejected).rejects.toMatchObject({ code: 'COUNTS_MISSING' });
    await expect(rejected).rejects.toThrow(/at least 24 hours on 7 days .* found 144 on 6 days/);
  });

  it('quarter hours are compared on request', async () => {
    const { agreement } = await compare(await worldWith(8), { interval: '15m' });
    expect(agreement).toMatchObject({ pairs: 768, ratio: 0.5, bias: -132 });
  });

  it('the directions and classes of both can differ', async () => {
    const found = await compare(await worldWith(8), {
      direction: 'outbound',
      counterDirection: 'inbound',
      classes: ['car'],
    });
    expect(found.agreement.ratio).toBe(0.25);
    expect(found).toMatchObject({ direction: 'outbound', classes: ['car'], counter: { classes: null } });
  });

  it('a counter of one direction is not compared with both directions of a camera', async () => {
    const rejected = compare(await worldWith(8), { direction: 'both' });
    await expect(rejected).rejects.toThrow(/has no outbound crossing in the period; compare only .* inbound/);
  });

  it('a period in which the model changed is rejected with the time of the change', async () => {
    const swapped = cameraOf({
      ...counted,
      version: 2,
      validFromAt: isoOf(start + 2 * dayMs),
      model: { modelId: 'other-model' },
    });
    const rule: Rule = (at) =>
      measuredLine(at, { car: carsAt(at) }, {}, placeOf(at < start + 2 * dayMs ? counted : swapped, 'gate'));
    const world = await worldWith(10, [rule, loopRule], [counted, swapped, loop]);
    await expect(compare(world)).rejects.toThrow(
      /changed within the period \(model\), last at 2026-03-03T00:00/,
    );
    const after = await compare(world, { startAt: isoOf(start + 2 * dayMs) });
    expect(after).toMatchObject({ modelId: 'other-model', cameraVersion: 2, agreement: { ratio: 0.25 } });
  });

  it('presence in an area is compared with the vehicles that a counter found present', async () => {
    const sign = cameraOf({
      ...loop,
      zones: [{ ...road, zoneId: 'lot', isExternal: true, polygon: undefined }],
    });
    const area = (of: Camera, zoneId: string): PlaceFacts => ({ ...placeOf(of, zoneId), zoneKind: 'area' });
    const rules: Rule[] = [
      (at) => measured(at, { car: carsAt(at) }, area(counted, 'view')),
      (at) => measured(at, { car: carsAt(at) + 2 }, area(sign, 'lot')),
    ];
    const world = await worldWith(8, rules, [counted, sign]);
    const { measure, agreement } = await compare(world, { zoneId: 'view', direction: 'both' });
    expect({ measure, bias: agreement.bias, geh: agreement.gehBelow5 }).toEqual({
      measure: 'presence',
      bias: -2,
      geh: null,
    });
  });

  it.each([
    [{ counter: 'L99' }, /no counter with the id or code "L99"/],
    [{ counter: 'cam000000001' }, /found the camera "Gate 3"/],
    [{ zoneId: 'north' }, /zone that is or was counted, found "north"/],
    [{ zoneId: 'view' }, /two lines or two other zones/],
    [{ measure: 'presence' }, /Lines do not have the measure presence/],
    [{ counterZoneId: 'lane2' }, /found "lane2"/],
    [{ endAt: isoOf(start + 1000) }, /a whole interval that is over/],
    [{ startAt: '2024-01-01T00:00:00Z' }, /at most 10000 intervals/],
  ])('a comparison of %j is rejected', async (input, message) => {
    const rejected = compare(worldOf([counted, loop], start + 9 * dayMs, []), input);
    await expect(rejected).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    await expect(rejected).rejects.toThrow(message);
  });

  it.each<[string, readonly Zone[], Record<string, unknown>, RegExp]>([
    [
      'several zones needs the choice of one',
      [lane, { ...lane, zoneId: 'lane2' }],
      {},
      /one of the zones of the counter: lane1, lane2/,
    ],
    [
      'slots of an hour has no quarter hours',
      [{ ...lane, slotMs: hourMs }],
      { interval: '15m' },
      /Expected 1h: slots of .* do not fit into 15 minutes/,
    ],
    [
      'no capacity has no occupancy',
      [{ ...road, zoneId: 'lot', isExternal: true, polygon: undefined }],
      { zoneId: 'view', measure: 'occupancy' },
      /Expected a capacity of both zones/,
    ],
  ])('a counter with %s', async (_name, zones, input, message) => {
    const counter = cameraOf({ ...loop, zones: [...zones] });
    const rejected = compare(worldOf([counted, counter], start + 9 * dayMs, []), input);
    await expect(rejected).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    await expect(rejected).rejects.toThrow(message);
  });

  it('a counter is not compared with itself', async () => {
    const world = worldOf([loop], start + 9 * dayMs, []);
    const input = counterComparisonInput.parse({ zoneId: 'lane1', counter: 'L17' });
    const rejected = compareWithCounter(
      {
        ...world.ports,
        counterComparisons: new InMemoryCounterComparisons(),
        random: () => new Uint8Array(8),
      },
      { cameraId: loop.cameraId, input, comparedBy: 'planner' },
    );
    await expect(rejected).rejects.toThrow(/compared with itself/);
  });
});
