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
import { counts, Script, until, type BusPlace, type Given } from './bus-place.fixture.ts';
import type { MessageBus, Subscriber } from './message-bus.port.ts';
import { batchOf, healthOf } from './samples.fixture.ts';

/** What every bus does. `open` gives an empty place. */
export function busConformance(name: string, open: () => Promise<BusPlace>): void {
  describe(`${name} as a bus`, () => {
    let place: BusPlace;
    beforeEach(async () => {
      place = await open();
    }, 60_000);
    afterEach(() => place.remove(), 60_000);
    const given = () => place;

    describe('delivering', () => deliveringConforms(given));
    describe('outcomes', () => outcomesConform(given));
    describe('other versions', () => versionsConform(given));
    describe('over restarts', () => restartsConform(given));
  });
}

function indexer(script: Script, concurrency = 1): Subscriber {
  return {
    subject: counts,
    subscription: { durable: 'indexer', concurrency },
    handle: (message) => script.handle(message),
  };
}

function live(script: Script): Subscriber {
  return { subject: counts, subscription: { ephemeral: true }, handle: (message) => script.handle(message) };
}

async function attached(place: BusPlace, ...subscribers: Subscriber[]): Promise<MessageBus> {
  const bus = await place.openBus();
  await bus.attach(subscribers);
  return bus;
}

const settled = (place: BusPlace) => until(async () => (await place.waiting('indexer')) === 0);

function deliveringConforms(given: Given): void {
  it('brings each message to every subscriber of its subject', async () => {
    const [index, watch] = [new Script(), new Script()];
    const bus = await attached(given(), indexer(index), live(watch));
    for (const n of [1, 2, 3]) expect(await bus.publish(counts, batchOf(n))).toEqual({ kind: 'taken' });
    await settled(given());
    await until(() => watch.seen.length === 3);
    expect([index.seen, watch.seen]).toEqual([[1, 2, 3], [1, 2, 3]]); // prettier-ignore
    await bus.close(5_000);
  });

  it('never sends a message that does not fit its schema', async () => {
    const script = new Script();
    const bus = await attached(given(), indexer(script));
    const wrong = { ...batchOf(1), picture: 'data:image/jpeg' } as unknown as CountBatch;
    await expect(bus.publish(counts, wrong)).rejects.toThrow(/invalid message for .*picture/);
    await bus.publish(counts, batchOf(2));
    await settled(given());
    expect(script.seen).toEqual([2]);
    await bus.close(5_000);
  });

  it('shows a new live subscriber the newest message of each key, if it asks for it, and then what comes', async () => {
    const bus = await given().openBus();
    const seen: [string, string][] = [];
    for (const [camera, state] of [
      ['1', 'offline'],
      ['2', 'online'],
      ['1', 'online'],
    ] as const)
      // prettier-ignore
      await bus.publish('vialog.v1.health', healthOf(camera, state));
    await bus.attach([
      {
        subject: 'vialog.v1.health',
        subscription: { ephemeral: true, replayLast: true },
        handle: (message) => {
          const { cameraId, state } = message as CameraHealth;
          seen.push([cameraId.slice(-1), state]);
          return Promise.resolve(done());
        },
      },
    ]);
    await until(() => seen.length === 2);
    expect([...seen].sort()).toEqual([['1', 'online'], ['2', 'online']]); // prettier-ignore
    await bus.publish('vialog.v1.health', healthOf('1', 'offline'));
    await until(() => seen.length === 3);
    expect(seen[2]).toEqual(['1', 'offline']);
    await bus.close(5_000);
  });

  it('handles as many messages at a time as the subscriber says, and no more', async () => {
    let [now, most] = [0, 0];
    const bus = await attached(given(), {
      subject: counts,
      subscription: { durable: 'indexer', concurrency: 3 },
      handle: async () => {
        most = Math.max(most, (now += 1));
        await sleep(50);
        now -= 1;
        return done();
      },
    });
    for (let n = 0; n < 12; n += 1) await bus.publish(counts, batchOf(n));
    await settled(given());
    expect(most).toBe(3);
    await bus.close(5_000);
  });

  it('is attached once', async () => {
    const bus = await attached(given(), indexer(new Script()));
    await expect(bus.attach([indexer(new Script())])).rejects.toThrow(/once/);
    await bus.close(5_000);
  });
}

function outcomesConform(given: Given): void {
  it.each([
    ['done', done()],
    ['skipped', skipped('empty')],
  ])(
    // prettier-ignore
    'forgets a message that is %s',
    async (_, outcome) => {
      const script = new Script();
      script.answers.push(outcome);
      const bus = await attached(given(), indexer(script));
      await bus.publish(counts, batchOf(1));
      await settled(given());
      expect(script.seen).toEqual([1]);
      expect(await given().deadLetters()).toEqual([]);
      await bus.close(5_000);
    },
  );

  it('delivers a message again after a pause that grows, while others go on', async () => {
    const script = new Script();
    script.answers.push(retry(60, 'busy'), done(), retry(60, 'busy'));
    const at: number[] = [];
    const bus = await attached(given(), {
      ...indexer(script),
      handle: (message) => {
        at.push(performance.now());
        return script.handle(message);
      },
    });
    await bus.publish(counts, batchOf(1));
    await bus.publish(counts, batchOf(2));
    await settled(given());
    expect(script.seen).toEqual([1, 2, 1, 1]);
    const [first = 0, , second = 0, third = 0] = at;
    // Timers may fire a little early.
    expect(second - first).toBeGreaterThanOrEqual(50);
    expect(third - second).toBeGreaterThanOrEqual(110);
    await bus.close(5_000);
  });

  it('makes a dead letter of a rejected message, with its reason', async () => {
    const script = new Script();
    script.answers.push(reject('of no use'));
    const bus = await attached(given(), indexer(script));
    await bus.publish(counts, batchOf(1));
    await settled(given());
    const [letter, ...more] = await given().deadLetters();
    expect(letter).toMatchObject({ durable: 'indexer', subject: counts, why: 'of no use' });
    expect(JSON.parse(letter?.body ?? '')).toEqual(batchOf(1));
    expect(more).toEqual([]);
    await bus.close(5_000);
  });

  it('delivers again where the handler throws, and gives up after ten times', async () => {
    const script = new Script();
    script.answers.push(...Array.from({ length: 11 }, () => new Error('a defect')));
    const bus = await attached(given(), indexer(script));
    await bus.publish(counts, batchOf(1));
    await until(async () => (await given().deadLetters()).length === 1);
    await bus.publish(counts, batchOf(2));
    await settled(given());
    expect(script.seen).toEqual([...Array.from({ length: 10 }, () => 1), 2, 2]);
    expect(await given().deadLetters()).toMatchObject([{ why: 'the handler broke 10 times' }]);
    await bus.close(5_000);
  });

  it('costs the others nothing where one subscriber breaks', async () => {
    const [index, watch] = [new Script(), new Script()];
    index.answers.push(new Error('a defect'));
    watch.answers.push(new Error('a defect'));
    const bus = await attached(given(), indexer(index), live(watch));
    for (const n of [1, 2]) await bus.publish(counts, batchOf(n));
    await settled(given());
    await until(() => watch.seen.length === 2);
    expect(watch.seen).toEqual([1, 2]);
    expect([...index.seen].sort((a, b) => a - b)).toEqual([1, 1, 2]);
    await bus.close(5_000);
  });
}

function versionsConform(given: Given): void {
  it('lets records of a newer version wait, however many, and delivers the others', async () => {
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
    await until(async () => (await given().waiting('indexer')) === 21);
    await bus.close(5_000);
  });

  it('gives up what no version can read', async () => {
    const script = new Script();
    await given().put(counts, 'not JSON');
    await given().put(counts, JSON.stringify({ v: 1, events: [{ ...batchOf(1).events[0], total: -1 }] }));
    const bus = await attached(given(), indexer(script));
    await settled(given());
    expect(script.seen).toEqual([]);
    const whys = (await given().deadLetters()).map(({ why }) => why.slice(0, 14));
    expect(whys).toEqual(['cannot be read', 'cannot be read']);
    await bus.close(5_000);
  });
}

function restartsConform(given: Given): void {
  it('delivers what was published before anybody listened', async () => {
    const early = await given().openBus();
    expect(await early.publish(counts, batchOf(7))).toEqual({ kind: 'taken' });
    await early.close(5_000);
    const script = new Script();
    const bus = await attached(given(), indexer(script));
    await settled(given());
    expect(script.seen).toEqual([7]);
    await bus.close(5_000);
  });

  it('delivers again what a process that crashed had in hand, and what waited behind it', async () => {
    const first = new Script();
    first.answers.push(done(), new Promise<Outcome>(() => undefined));
    const bus = await attached(given(), indexer(first));
    for (const n of [1, 2, 3]) await bus.publish(counts, batchOf(n));
    await until(async () => first.seen.length === 2 && (await given().waiting('indexer')) === 2);
    await given().crash(bus);
    const second = new Script();
    const next = await attached(given(), indexer(second));
    await settled(given());
    expect([...second.seen].sort()).toEqual([2, 3]);
    await next.close(5_000);
  });

  it('finishes what is in hand when it closes', async () => {
    const script = new Script();
    let finish: (outcome: Outcome) => void = () => undefined;
    script.answers.push(new Promise((resolve) => (finish = resolve)));
    const bus = await attached(given(), indexer(script));
    await bus.publish(counts, batchOf(1));
    await until(() => script.seen.length === 1);
    const closing = bus.close(20_000);
    finish(done());
    await closing;
    await settled(given());
    expect(script.seen).toEqual([1]);
  });

  it('does not wait longer than it may for a handler that hangs, and keeps its message', async () => {
    const script = new Script();
    script.answers.push(new Promise<Outcome>(() => undefined));
    const bus = await attached(given(), indexer(script));
    await bus.publish(counts, batchOf(1));
    await until(() => script.seen.length === 1);
    await bus.close(100);
    expect(await given().waiting('indexer')).toBe(1);
  });
}
