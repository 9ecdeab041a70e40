import { describe, expect, test } from '@jest/globals';
import { countEvent, eventIdOf, isoOf, type CountEvent } from '@vialog/contracts';
import { EventBuffer, type EventSink, type EventBufferState } from './event-buffer.ts';

const start = Date.UTC(2026, 0, 1, 8);
const slot = (n: number): CountEvent => {
  const slotStart = start + n * 10_000;
  return countEvent.parse({
    v: 1,
    eventId: eventIdOf({ slotStart, cameraId: 'abcdefghijkl', zoneId: 'view' }),
    slotStartAt: isoOf(slotStart),
    slotMs: 10_000,
    cameraId: 'abcdefghijkl',
    cameraVersion: 1,
    zoneId: 'view',
    zoneKind: 'area',
    zoneRole: 'main',
    kind: 'measured',
    origin: 'camera',
    counts: { car: 1 },
    total: 1,
    framesUsed: 1,
    framesReused: 0,
    framesExpected: 2,
    slots: 1,
    position: [112.2, 31.03],
    cells: ['85411b47fffffff', '87411b473ffffff', '8941aa5b2afffff'],
    localMinute: 480,
    localWeekday: 4,
  });
};
const slots = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => slot(from + i));

/** Starts of the slots that an event covers, epoch ms. */
const startsOf = (event: CountEvent): number[] =>
  Array.from({ length: event.slots }, (_, i) => Date.parse(event.slotStartAt) + i * event.slotMs);

class Sink implements EventSink {
  full = false;
  readonly accepted: CountEvent[] = [];
  readonly sizes: number[] = [];

  send(events: readonly CountEvent[]): Promise<'accepted' | 'full'> {
    if (this.full) return Promise.resolve('full');
    this.accepted.push(...events);
    this.sizes.push(events.length);
    return Promise.resolve('accepted');
  }
}

describe('EventBuffer', () => {
  test('sends events in order, at most a hundred in one call', async () => {
    const sink = new Sink();
    const buffer = new EventBuffer(sink);
    buffer.put(slots(0, 250));
    await buffer.flush();
    expect(sink.sizes).toEqual([100, 100, 50]);
    expect(sink.accepted.map((event) => event.eventId)).toEqual(slots(0, 250).map((event) => event.eventId));
    expect(buffer.length).toBe(0);
  });

  test('keeps events while the sink is full and sends them once when it has space', async () => {
    const sink = new Sink();
    const buffer = new EventBuffer(sink);
    sink.full = true;
    buffer.put(slots(0, 5));
    await buffer.flush();
    expect(buffer.length).toBe(5);
    sink.full = false;
    await Promise.all([buffer.flush(), buffer.flush()]);
    expect(sink.accepted).toHaveLength(5);
  });

  test('reports once that it is blocked, and once the number of lost slots', async () => {
    const sink = new Sink();
    const states: EventBufferState[] = [];
    const buffer = new EventBuffer(sink, { limit: 10, onStateChange: (state) => states.push(state) });
    buffer.put(slots(0, 5));
    await buffer.flush();
    sink.full = true;
    for (const from of [5, 15]) {
      buffer.put(slots(from, from + 10));
      await buffer.flush();
    }
    expect([states, buffer.isBlocked]).toEqual([[{ kind: 'blocked' }], true]);
    sink.full = false;
    await buffer.flush();
    await buffer.flush();
    expect([states, buffer.isBlocked]).toEqual([
      [{ kind: 'blocked' }, { kind: 'recovered', lost: 10 }],
      false,
    ]);
  });

  test('never drops events that are being sent, so that a slot is not both stored and lost', async () => {
    const sink = new Sink();
    let release = () => {};
    const slow: EventSink = {
      send: async (events) => {
        await new Promise<void>((resolve) => (release = resolve));
        return sink.send(events);
      },
    };
    const buffer = new EventBuffer(slow, { limit: 10 });
    buffer.put(slots(0, 5));
    const flushed = buffer.flush();
    buffer.put(slots(5, 30));
    for (let i = 0; i < 10; i += 1) {
      release();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await flushed;
    const starts = sink.accepted.flatMap(startsOf);
    expect(starts.length).toBe(30);
    expect(new Set(starts).size).toBe(30);
  });

  test.each([0, 1, 2, 3, 4, 5, 6])(
    'neither loses nor repeats a slot that is added %s microtasks after the sink accepted a batch',
    async (microtasks) => {
      const sink = new Sink();
      const racing: EventSink = {
        send: (events) => {
          const reply = sink.send(events);
          if (sink.sizes.length === 1) void putAfter(reply);
          return reply;
        },
      };
      const buffer = new EventBuffer(racing, { limit: 5 });
      const putAfter = async (reply: Promise<unknown>) => {
        await reply;
        for (let i = 0; i < microtasks; i += 1) await Promise.resolve();
        buffer.put(slots(5, 10));
      };
      buffer.put(slots(0, 5));
      await buffer.flush();
      await new Promise((resolve) => setImmediate(resolve));
      await buffer.flush();
      const starts = sink.accepted.flatMap(startsOf);
      expect(starts.toSorted()).toEqual(slots(0, 10).flatMap(startsOf));
    },
  );

  test('keeps gap spans when sending them fails, and sends them later', async () => {
    const sink = new Sink();
    let fails = true;
    const failing: EventSink = {
      send: (events) => {
        if (events[0]?.kind === 'gap' && fails) throw new Error('the broker closed the connection');
        return sink.send(events);
      },
    };
    const buffer = new EventBuffer(failing, { limit: 10 });
    buffer.put(slots(0, 30));
    await expect(buffer.flush()).rejects.toThrow('closed the connection');
    fails = false;
    await buffer.flush();
    const gaps = sink.accepted.filter((event) => event.kind === 'gap');
    expect(gaps.map((gap) => [gap.slotStartAt, gap.slots])).toEqual([[isoOf(start), 20]]);
    expect(buffer.length).toBe(0);
  });

  test('limits the number of gap spans for any number of zones, and sends them in batches', async () => {
    const sink = new Sink();
    const buffer = new EventBuffer(sink, { limit: 1_000 });
    sink.full = true;
    const zones = 5_000;
    for (let zone = 0; zone < zones; zone += 1) buffer.put([{ ...slot(0), zoneId: `z${zone}` }]);
    expect(buffer.length).toBeLessThanOrEqual(2_000);
    expect(buffer.lostTotal).toBe(4_000);
    sink.full = false;
    await buffer.flush();
    expect(Math.max(...sink.sizes)).toBeLessThanOrEqual(100);
    expect(sink.accepted.filter((event) => event.kind === 'gap')).toHaveLength(1_000);
  });

  test('drops the oldest events beyond its limit and reports them as spans per hour when the sink accepts events again', async () => {
    const sink = new Sink();
    const buffer = new EventBuffer(sink, { limit: 10 });
    sink.full = true;
    buffer.put(slots(350, 380));
    expect(buffer.lostTotal).toBe(20);
    sink.full = false;
    await buffer.flush();
    const gaps = sink.accepted.filter((event) => event.kind === 'gap');
    expect(gaps.map((gap) => [gap.slotStartAt, gap.slots, gap.reason])).toEqual([
      [isoOf(start + 3_500_000), 10, 'storage_full'],
      [isoOf(start + 3_600_000), 10, 'storage_full'],
    ]);
    for (const gap of gaps) expect(countEvent.safeParse(gap).success).toBe(true);
    expect(sink.accepted.filter((event) => event.kind === 'measured')).toHaveLength(10);
  });

  test('keeps the reasons of dropped gaps apart from dropped measurements, and counts only measured slots as lost', async () => {
    const sink = new Sink();
    sink.full = true;
    const buffer = new EventBuffer(sink, { limit: 10 });
    const gap = (n: number, reason: 'offline' | 'dark', length = 1): CountEvent =>
      countEvent.parse({ ...gapBase(n), kind: 'gap', reason, slots: length });
    buffer.put([slot(0), slot(1), gap(2, 'offline'), gap(3, 'offline', 3), gap(6, 'dark'), slot(7), slot(8)]);
    buffer.put(slots(9, 19));
    sink.full = false;
    await buffer.flush();
    const spans = sink.accepted.filter((event) => event.kind === 'gap');
    expect(spans.map(({ slotStartAt, slots: length, reason }) => [slotStartAt, length, reason])).toEqual([
      [isoOf(start), 2, 'storage_full'],
      [isoOf(start + 20_000), 4, 'offline'],
      [isoOf(start + 60_000), 1, 'dark'],
      [isoOf(start + 70_000), 2, 'storage_full'],
    ]);
    expect(spans.every((event) => countEvent.safeParse(event).success)).toBe(true);
    expect(buffer.lostTotal).toBe(4);
  });
});

function gapBase(n: number): Partial<CountEvent> {
  const base: Partial<CountEvent> = { ...slot(n), framesUsed: 0 };
  delete base.counts;
  delete base.total;
  return base;
}
