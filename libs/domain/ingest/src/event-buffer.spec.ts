import { describe, expect, test } from '@jest/globals';
import { countEvent, eventIdOf, isoOf, type CountEvent } from '@vialog/contracts';
import { EventBuffer, type EventSink, type EventBufferState } from './event-buffer.ts';

const start = Date.UTC(2026, 0, 1, 8);
const slot = (n: number): CountEvent => {
  const slotStart = start + n * 10_000;
  return countEvent.parse({
    v: 1, eventId: eventIdOf({ slotStart, cameraId: 'abcdefghijkl', zoneId: 'view' }), slotStartAt: isoOf(slotStart), slotMs: 10_000,
    cameraId: 'abcdefghijkl', cameraVersion: 1, zoneId: 'view', zoneKind: 'area', zoneRole: 'main', kind: 'measured', origin: 'camera',
    counts: { car: 1 }, total: 1, framesUsed: 1, framesReused: 0, framesExpected: 2, slots: 1, position: [112.2, 31.03],
    cells: ['85411b47fffffff', '87411b473ffffff', '8941aa5b2afffff'], localMinute: 480, localWeekday: 4,
  }); // prettier-ignore
};
const slots = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => slot(from + i));

class Sink implements EventSink {
  full = false;
  readonly taken: CountEvent[] = [];
  readonly sizes: number[] = [];

  send(events: readonly CountEvent[]): Promise<'taken' | 'full'> {
    if (this.full) return Promise.resolve('full');
    this.taken.push(...events);
    this.sizes.push(events.length);
    return Promise.resolve('taken');
  }
}

describe('an buffer', () => {
  test('sends in order, at most a hundred at a time', async () => {
    const sink = new Sink();
    const buffer = new EventBuffer(sink);
    buffer.put(slots(0, 250));
    await buffer.flush();
    expect(sink.sizes).toEqual([100, 100, 50]);
    expect(sink.taken.map((event) => event.eventId)).toEqual(slots(0, 250).map((event) => event.eventId));
    expect(buffer.length).toBe(0);
  });

  test('keeps what a full sink does not take and sends it once when there is room', async () => {
    const sink = new Sink();
    const buffer = new EventBuffer(sink);
    sink.full = true;
    buffer.put(slots(0, 5));
    await buffer.flush();
    expect(buffer.length).toBe(5);
    sink.full = false;
    await Promise.all([buffer.flush(), buffer.flush()]);
    expect(sink.taken).toHaveLength(5);
  });

  test('tells once that nothing is taken, and once what it cost', async () => {
    const sink = new Sink();
    const told: EventBufferState[] = [];
    const buffer = new EventBuffer(sink, { limit: 10, onStateChange: (state) => told.push(state) });
    buffer.put(slots(0, 5));
    await buffer.flush();
    sink.full = true;
    for (const from of [5, 15]) {
      buffer.put(slots(from, from + 10));
      await buffer.flush();
    }
    expect([told, buffer.isBlocked]).toEqual([[{ kind: 'blocked' }], true]);
    sink.full = false;
    await buffer.flush();
    await buffer.flush();
    expect([told, buffer.isBlocked]).toEqual([[{ kind: 'blocked' }, { kind: 'recovered', lost: 10 }], false]);
  });

  test('never gives up what is just being sent: a slot is kept or lost, not both', async () => {
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
    const starts = sink.taken.flatMap((event) =>
      Array.from({ length: event.slots }, (_, i) => Date.parse(event.slotStartAt) + i * 10_000),
    );
    expect(starts.length).toBe(30);
    expect(new Set(starts).size).toBe(30);
  });

  test('gives up the oldest beyond its limit and explains them as spans per hour when the sink is back', async () => {
    const sink = new Sink();
    const buffer = new EventBuffer(sink, { limit: 10 });
    sink.full = true;
    buffer.put(slots(350, 380));
    expect(buffer.length).toBe(10);
    expect(buffer.lostTotal).toBe(20);
    sink.full = false;
    await buffer.flush();
    const gaps = sink.taken.filter((event) => event.kind === 'gap');
    expect(gaps.map((gap) => [gap.slotStartAt, gap.slots, gap.reason])).toEqual([
      [isoOf(start + 3_500_000), 10, 'storage_full'],
      [isoOf(start + 3_600_000), 10, 'storage_full'],
    ]);
    for (const gap of gaps) expect(countEvent.safeParse(gap).success).toBe(true);
    expect(sink.taken.filter((event) => event.kind === 'measured')).toHaveLength(10);
  });
});
