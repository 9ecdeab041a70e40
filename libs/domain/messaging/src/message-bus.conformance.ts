import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  done,
  reject,
  retry,
  skipped,
  type CameraHealth,
  type CountBatch,
  type Outcome,
} from '@vialog/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { counts, Script, until, type BusUnderTest, type BusUnderTestOf } from './bus-under-test.fixture.ts';
import type { MessageBus, Subscriber } from './message-bus.port.ts';
import { batchOf, healthOf, numberOf } from './samples.fixture.ts';

/** Requirements on every bus. `open` returns an empty bus storage. */
export function busConformance(name: string, open: () => Promise<BusUnderTest>): void {
  describe(`message bus on ${name}`, () => {
    let place: BusUnderTest;
    beforeEach(async () => {
      place = await open();
    });
    afterEach(() => place.remove());
    const given = () => place;

    describe('delivery', () => describeDelivery(given));
    describe('outcomes', () => describeOutcomes(given));
    describe('message versions', () => describeVersions(given));
    describe('restarts', () => describeRestarts(given));
  });
}

function indexer(script: Script, concurrency = 1): Subscriber {
  return {
    subject: counts,
    subscription: { kind: 'durable', consumer: 'indexer', concurrency },
    handle: (message) => script.handle(message),
  };
}

function ephemeral(script: Script): Subscriber {
  return {
    subject: counts,
    subscription: { kind: 'ephemeral' },
    handle: (message) => script.handle(message),
  };
}

async function attached(place: BusUnderTest, ...subscribers: Subscriber[]): Promise<MessageBus> {
  const bus = await place.openBus();
  await bus.attach(subscribers);
  return bus;
}

const allAcknowledged = (place: BusUnderTest) => until(async () => (await place.pending('indexer')) === 0);

function describeDelivery(given: BusUnderTestOf): void {
  it('the bus delivers each message to every subscriber of its subject', async () => {
    const [index, watch] = [new Script(), new Script()];
    const bus = await attached(given(), indexer(index), ephemeral(watch));
    for (const n of [1, 2, 3]) expect(await bus.publish(counts, batchOf(n))).toEqual({ kind: 'accepted' });
    await allAcknowledged(given());
    await until(() => watch.seen.length === 3);
    expect([index.seen, watch.seen]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    await bus.close(5_000);
  });

  it('the bus does not publish a message that does not match its schema', async () => {
    const script = new Script();
    const bus = await attached(given(), indexer(script));
    const wrong = { ...batchOf(1), picture: 'data:image/jpeg' } as unknown as CountBatch;
    await expect(bus.publish(counts, wrong)).rejects.toThrow(/picture/);
    await bus.publish(counts, batchOf(2));
    await allAcknowledged(given());
    expect(script.seen).toEqual([2]);
    await bus.close(5_000);
  });

  it('the bus replays the last message of each key to an ephemeral subscriber with replayLast, then new messages', async () => {
    const bus = await given().openBus();
    const seen: [string, string][] = [];
    for (const [camera, state] of [
      ['1', 'offline'],
      ['2', 'online'],
      ['1', 'online'],
    ] as const)
      await bus.publish('vialog.v1.health', healthOf(camera, state));
    await bus.attach([
      {
        subject: 'vialog.v1.health',
        subscription: { kind: 'ephemeral', replayLast: true },
        handle: (message) => {
          const { cameraId, state } = message as CameraHealth;
          seen.push([cameraId.slice(-1), state]);
          return Promise.resolve(done());
        },
      },
    ]);
    await until(() => seen.length === 2);
    expect([...seen].sort()).toEqual([
      ['1', 'online'],
      ['2', 'online'],
    ]);
    await bus.publish('vialog.v1.health', healthOf('1', 'offline'));
    await until(() => seen.length === 3);
    expect(seen[2]).toEqual(['1', 'offline']);
    await bus.close(5_000);
  });

  it('the bus handles at most `concurrency` messages of a subscriber at the same time', async () => {
    let [current, highest] = [0, 0];
    const bus = await attached(given(), {
      subject: counts,
      subscription: { kind: 'durable', consumer: 'indexer', concurrency: 3 },
      handle: async () => {
        highest = Math.max(highest, (current += 1));
        await sleep(50);
        current -= 1;
        return done();
      },
    });
    for (let n = 0; n < 12; n += 1) await bus.publish(counts, batchOf(n));
    await allAcknowledged(given());
    expect(highest).toBe(3);
    await bus.close(5_000);
  });

  it('the bus rejects a second attach', async () => {
    const bus = await attached(given(), indexer(new Script()));
    await expect(bus.attach([indexer(new Script())])).rejects.toThrow(/once/);
    await bus.close(5_000);
  });
}

function describeOutcomes(given: BusUnderTestOf): void {
  it.each([
    ['done', done()],
    ['skipped', skipped('empty')],
  ])('the bus does not deliver a message again whose outcome is %s', async (_, outcome) => {
    const script = new Script();
    script.replies.push(outcome);
    const bus = await attached(given(), indexer(script));
    await bus.publish(counts, batchOf(1));
    await allAcknowledged(given());
    expect(script.seen).toEqual([1]);
    expect(await given().deadLetters()).toEqual([]);
    await bus.close(5_000);
  });

  it('the bus delivers a message again after an increasing delay and does not delay other messages', async () => {
    const [delayed, other] = [1, 2];
    const deliveries: { number: number; at: number }[] = [];
    const of = (number: number) => deliveries.filter((delivery) => delivery.number === number);
    const bus = await attached(given(), {
      ...indexer(new Script()),
      handle: (message) => {
        const number = numberOf(message as CountBatch);
        deliveries.push({ number, at: performance.now() });
        return Promise.resolve(number === delayed && of(number).length < 3 ? retry(60, 'busy') : done());
      },
    });
    await bus.publish(counts, batchOf(delayed));
    await bus.publish(counts, batchOf(other));
    await allAcknowledged(given());
    expect(deliveries).toHaveLength(4);
    expect(of(other)).toHaveLength(1);
    expect(deliveries.at(-1)?.number).toBe(delayed);
    const [first = 0, second = 0, third = 0] = of(delayed).map(({ at }) => at);
    // Timers can fire early by a few milliseconds.
    expect(second - first).toBeGreaterThanOrEqual(50);
    expect(third - second).toBeGreaterThanOrEqual(110);
    await bus.close(5_000);
  });

  it('the bus stores a rejected message as a dead letter with the reason', async () => {
    const script = new Script();
    script.replies.push(reject('unusable'));
    const bus = await attached(given(), indexer(script));
    await bus.publish(counts, batchOf(1));
    await allAcknowledged(given());
    const [deadLetter, ...others] = await given().deadLetters();
    expect(deadLetter).toMatchObject({ consumer: 'indexer', subject: counts, why: 'unusable' });
    expect(JSON.parse(deadLetter?.body ?? '')).toEqual(batchOf(1));
    expect(others).toEqual([]);
    await bus.close(5_000);
  });

  it('the bus delivers a message ten times when its handler throws, then stores it as a dead letter', async () => {
    const script = new Script();
    script.replies.push(...Array.from({ length: 11 }, () => new Error('handler failed')));
    const bus = await attached(given(), indexer(script));
    await bus.publish(counts, batchOf(1));
    await until(async () => (await given().deadLetters()).length === 1);
    await bus.publish(counts, batchOf(2));
    await allAcknowledged(given());
    expect(script.seen).toEqual([...Array.from({ length: 10 }, () => 1), 2, 2]);
    expect(await given().deadLetters()).toMatchObject([{ why: 'the handler failed 10 times' }]);
    await bus.close(5_000);
  });

  it('the bus does not affect other subscribers when the handler of one subscriber throws', async () => {
    const [index, watch] = [new Script(), new Script()];
    index.replies.push(new Error('handler failed'));
    watch.replies.push(new Error('handler failed'));
    const bus = await attached(given(), indexer(index), ephemeral(watch));
    for (const n of [1, 2]) await bus.publish(counts, batchOf(n));
    await allAcknowledged(given());
    await until(() => watch.seen.length === 2);
    expect(watch.seen).toEqual([1, 2]);
    expect([...index.seen].sort((a, b) => a - b)).toEqual([1, 1, 2]);
    await bus.close(5_000);
  });
}

function describeVersions(given: BusUnderTestOf): void {
  it('the bus keeps messages of a newer version waiting and delivers all other messages', async () => {
    const script = new Script();
    const { events } = batchOf(1);
    for (let n = 0; n < 20; n += 1) await given().put(counts, JSON.stringify({ v: 2, events, wind: n }));
    await given().put(counts, JSON.stringify({ v: 1, events: [{ ...events[0], v: 2, lux: 3 }] }));
    const bus = await attached(given(), indexer(script, 2));
    await bus.publish(counts, batchOf(5));
    await until(() => script.seen.length === 1);
    await bus.publish(counts, batchOf(6));
    await until(() => script.seen.length === 2);
    await sleep(200);
    expect([...script.seen].sort()).toEqual([5, 6]);
    expect(await given().deadLetters()).toEqual([]);
    await until(async () => (await given().pending('indexer')) === 21);
    await bus.close(5_000);
  });

  it('the bus stores invalid messages as dead letters', async () => {
    const script = new Script();
    await given().put(counts, 'not JSON');
    await given().put(counts, JSON.stringify({ v: 1, events: [{ ...batchOf(1).events[0], total: -1 }] }));
    const bus = await attached(given(), indexer(script));
    await allAcknowledged(given());
    expect(script.seen).toEqual([]);
    const whys = (await given().deadLetters()).map(({ why }) => why.slice(0, 15));
    expect(whys).toEqual(['invalid message', 'invalid message']);
    await bus.close(5_000);
  });
}

function describeRestarts(given: BusUnderTestOf): void {
  it('the bus delivers messages that were published before a subscriber attached', async () => {
    const early = await given().openBus();
    expect(await early.publish(counts, batchOf(7))).toEqual({ kind: 'accepted' });
    await early.close(5_000);
    const script = new Script();
    const bus = await attached(given(), indexer(script));
    await allAcknowledged(given());
    expect(script.seen).toEqual([7]);
    await bus.close(5_000);
  });

  it('the bus delivers the unacknowledged messages of a crashed process again', async () => {
    const first = new Script();
    first.replies.push(done(), new Promise<Outcome>(() => undefined));
    const bus = await attached(given(), indexer(first));
    for (const n of [1, 2, 3]) await bus.publish(counts, batchOf(n));
    await until(async () => first.seen.length === 2 && (await given().pending('indexer')) === 2);
    await given().crash(bus);
    const second = new Script();
    const next = await attached(given(), indexer(second));
    await allAcknowledged(given());
    expect([...second.seen].sort()).toEqual([2, 3]);
    await next.close(5_000);
  });

  it('the bus completes the messages in progress when it closes', async () => {
    const script = new Script();
    let finish: (outcome: Outcome) => void = () => undefined;
    script.replies.push(new Promise((resolve) => (finish = resolve)));
    const bus = await attached(given(), indexer(script));
    await bus.publish(counts, batchOf(1));
    await until(() => script.seen.length === 1);
    const closing = bus.close(20_000);
    finish(done());
    await closing;
    await allAcknowledged(given());
    expect(script.seen).toEqual([1]);
  });

  it('the bus closes by its deadline when a handler hangs, and keeps the message', async () => {
    const script = new Script();
    script.replies.push(new Promise<Outcome>(() => undefined));
    const bus = await attached(given(), indexer(script));
    await bus.publish(counts, batchOf(1));
    await until(() => script.seen.length === 1);
    await bus.close(100);
    expect(await given().pending('indexer')).toBe(1);
  });
}
