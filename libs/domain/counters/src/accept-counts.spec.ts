import { describe, expect, it } from '@jest/globals';
import { countEvent, isoOf, type OwnCount } from '@vialog/contracts';
import { pauseCamera } from '@vialog/registry';
import { acceptCounts, rowsOfBatch } from './accept-counts.ts';
import { counterWorld, eight, givenCounter, quarter, type CounterWorld } from './counters.fixture.ts';

const at = (quarters: number): string => isoOf(eight + quarters * quarter);
const send = (world: CounterWorld, ...items: OwnCount[]) => acceptCounts(world.ports, rowsOfBatch(items));
const loop = (startAt: string, inbound = 12, outbound = 5): OwnCount => ({
  counter: 'L1',
  startAt,
  inbound,
  outbound,
});
const noProblems = { rejected: 0, problems: [] };

describe('acceptCounts', () => {
  it('the count of a loop becomes a count event with the origin counter, without frames and model', async () => {
    const world = counterWorld();
    const { cameraId } = await givenCounter(world);
    expect(await send(world, loop(at(-1)))).toEqual({ accepted: 1, known: 0, ...noProblems });
    const [event] = world.sent.flatMap(({ events }) => events);
    expect(countEvent.parse(event)).toMatchObject({
      cameraId,
      zoneId: 'line',
      zoneKind: 'line',
      slotStartAt: at(-1),
      slotMs: quarter,
      kind: 'measured',
      origin: 'counter',
      inbound: { car: 12 },
      outbound: { car: 5 },
      framesUsed: 0,
      localMinute: 8 * 60 + 45,
    });
    expect(event).not.toHaveProperty('model');
  });

  it('counts that are sent again are known, and other numbers for the same slot are rejected', async () => {
    const world = counterWorld();
    await givenCounter(world);
    await send(world, loop(at(-2)), loop(at(-1), 0, 0));
    expect(await send(world, loop(at(-2)), loop(at(-1), 0, 0))).toEqual({
      accepted: 0,
      known: 2,
      ...noProblems,
    });
    const { known, rejected, problems } = await send(world, loop(at(-2), 13), loop(at(-1), 0, 0));
    expect([known, rejected, problems]).toEqual([
      1,
      1,
      [{ row: 1, kind: 'differs', message: expect.stringContaining('has other numbers already') }],
    ]);
    expect(world.sent).toHaveLength(1);
  });

  it('a slot that occurs twice in one request is accepted once', async () => {
    const world = counterWorld();
    await givenCounter(world);
    const report = await send(world, loop(at(-1)), loop(at(-1)), loop(at(-1), 99));
    expect(report).toMatchObject({
      accepted: 1,
      known: 1,
      rejected: 1,
      problems: [{ row: 3, kind: 'differs' }],
    });
  });

  it('counts by class keep their classes, and an area has the vehicles present and its occupancy', async () => {
    const world = counterWorld();
    await givenCounter(world, {
      stream: { url: 'counter:hand', transport: 'tcp' },
      zones: [
        { zoneId: 'road', name: 'Road', kind: 'line' },
        { zoneId: 'lot', name: 'Lot', kind: 'area', capacity: 40 },
      ],
    });
    const byClass = { car: 7, truck: 2 };
    await send(
      world,
      { counter: 'L1', zone: 'road', startAt: at(-1), inbound: byClass },
      { counter: 'L1', zone: 'lot', startAt: at(-1), present: 30 },
    );
    const [road, lot] = world.sent.flatMap(({ events }) => events);
    expect(road).toMatchObject({ inbound: byClass, outbound: {} });
    expect(lot).toMatchObject({
      counts: { car: 30 },
      total: 30,
      vehicle: 30,
      capacity: 40,
      occupied: 30,
      occupancy: 0.75,
    });
  });

  it.each<[string, Partial<OwnCount>, string, RegExp]>([
    ['an unknown counter', { counter: 'L9' }, 'counter_not_found', /no counter has the id or code "L9"/],
    ['an unknown zone', { zone: 'x' }, 'zone_not_found', /has no zone "x": expected line/],
    [
      'a time within a slot',
      { startAt: '2026-03-02T07:50:00Z' },
      'not_a_slot',
      /like 2026-03-02T07:45:00.000Z or/,
    ],
    ['a slot that has not ended', { startAt: at(0) }, 'not_over', /has not ended/],
    [
      'a time before the counter',
      { startAt: at(-8) },
      'not_expected',
      /its counts begin at 2026-03-02T07:00/,
    ],
    ['vehicles present on a line', { present: 3 }, 'invalid', /is a line: expected inbound and outbound/],
    ['no number', { inbound: undefined, outbound: undefined }, 'invalid', /no count/],
    ['a class that is not counted', { inbound: { person: 3 } }, 'invalid', /does not count person/],
  ])(
    '%s is rejected with what was expected, and the other rows are accepted',
    async (_, wrong, kind, message) => {
      const world = counterWorld();
      await givenCounter(world);
      const report = await send(world, loop(at(-1)), { ...loop(at(-2)), ...wrong });
      expect(report).toMatchObject({ accepted: 1, rejected: 1, problems: [{ row: 2, kind }] });
      expect(report.problems[0]?.message).toMatch(message);
    },
  );

  it('a count for the time in which a counter was paused, or past retention, is rejected', async () => {
    const world = counterWorld();
    const { cameraId } = await givenCounter(world, { countsFromAt: isoOf(eight - 29 * 96 * quarter) });
    await pauseCamera(world.registry, cameraId);
    world.registry.clock.epochMs = eight + 8 * quarter;
    const paused = await send(world, loop(at(3)));
    world.registry.clock.epochMs = eight + 3 * 96 * quarter;
    const old = await send(world, loop(at(-29 * 96)));
    expect([paused, old].flatMap(({ problems }) => problems.map(({ kind }) => kind))).toEqual([
      'not_expected',
      'too_old',
    ]);
  });

  it('more counts than fit into a message are sent in several messages', async () => {
    const world = counterWorld();
    await givenCounter(world, { countsFromAt: isoOf(eight - 300 * quarter) });
    const items = Array.from({ length: 250 }, (_, i) => loop(at(-1 - i), i));
    expect(await send(world, ...items)).toMatchObject({ accepted: 250 });
    expect(world.sent.map(({ events }) => events.length)).toEqual([100, 100, 50]);
  });

  it('a message bus that is full rejects the request, which can be sent again', async () => {
    const world = counterWorld();
    await givenCounter(world);
    world.full = 'the broker is disconnected';
    await expect(send(world, loop(at(-1)))).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryAfterSeconds: 5,
      message: expect.stringContaining('the broker is disconnected'),
    });
    world.full = undefined;
    expect(await send(world, loop(at(-1)))).toMatchObject({ accepted: 1 });
  });
});
