import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, type INestMicroservice, type Type } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { BusStrategy } from '@vialog/bus';
import { batchOf, start } from '@vialog/bus/conformance';
import { done, reject, retry, skipped, type CountBatch, type Outcome } from '@vialog/contracts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MemoryBus } from './memory-bus.ts';
import { MemoryOutbox } from './memory-outbox.ts';
import type { Outbox } from './outbox.port.ts';
import { SqliteOutbox } from './sqlite-outbox.ts';

const counts = 'vialog.v1.counts';
const pauses = { shortestMs: 5, longestMs: 40 };
const clock = { now: () => start, monotonic: () => 0 };

/** What the handlers of a test saw, and what they answer. */
const script = {
  answers: [] as (Outcome | Error | Promise<Outcome>)[],
  indexed: [] as number[],
  live: [] as number[],
  parallel: 0,
  mostParallel: 0,
};

const slotOfBatch = (batch: CountBatch) => (Date.parse(batch.events[0]!.slotStartAt) - start) / 10_000;

@Controller()
class Indexer {
  @EventPattern<string>(counts, { durable: 'indexer' })
  async handle(@Payload() batch: CountBatch): Promise<Outcome> {
    script.indexed.push(slotOfBatch(batch));
    const answer = script.answers.shift() ?? done();
    if (answer instanceof Error) throw answer;
    return answer;
  }
}

@Controller()
class Live {
  @EventPattern<string>(counts, { ephemeral: true })
  handle(@Payload() batch: CountBatch): Outcome {
    script.live.push(slotOfBatch(batch));
    if (slotOfBatch(batch) === 99) throw new Error('a live handler broke');
    return done();
  }
}

@Controller()
class Archive {
  @EventPattern<string>(counts, { durable: 'archive', concurrency: 3, maxDeliveries: 2 })
  async handle(): Promise<Outcome> {
    script.parallel += 1;
    script.mostParallel = Math.max(script.mostParallel, script.parallel);
    await sleep(5);
    script.parallel -= 1;
    return retry(0, 'the archive is shut');
  }
}

@Controller()
class NoOutcome {
  @EventPattern<string>(counts, { durable: 'careless', maxDeliveries: 2 })
  handle(): string {
    return 'fine';
  }
}

let folder = '';
const running: { app: INestMicroservice; outbox: Outbox }[] = [];

async function startBus(controllers: Type[], outbox: Outbox = new MemoryOutbox(), bus = busOn(outbox)) {
  const module = await Test.createTestingModule({ controllers }).compile();
  module.useLogger(false);
  const app = module.createNestMicroservice({ strategy: new BusStrategy(bus, { closeWithinMs: 300 }) });
  await app.listen();
  running.push({ app, outbox });
  return { app, bus, outbox };
}

const busOn = (outbox: Outbox) => new MemoryBus({ outbox, clock, pauses });

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 2000; i += 1) {
    if (await condition()) return;
    await sleep(5);
  }
  throw new Error('waited 10 s for something that did not happen');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bus-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(async () => {
  for (const { app, outbox } of running.splice(0)) {
    await app.close();
    await outbox.close();
  }
  Object.assign(script, { answers: [], indexed: [], live: [], parallel: 0, mostParallel: 0 });
});

describe('a message on the in-memory bus', () => {
  it.each([
    ['done', done()],
    ['skipped', skipped('empty')],
  ])('that is %s is forgotten', async (_, outcome) => {
    const { bus, outbox } = await startBus([Indexer]);
    script.answers = [outcome];
    expect(await bus.publish(counts, batchOf(1))).toEqual({ kind: 'taken' });
    await until(() => outbox.size === 0);
    await sleep(30);
    expect(script.indexed).toEqual([1]);
    expect(await outbox.deadLetters(9)).toEqual([]);
  });

  it('that is to be tried again comes again after a pause, while others go on', async () => {
    const { bus, outbox } = await startBus([Indexer]);
    script.answers = [retry(30, 'busy'), done(), retry(1, 'busy')];
    await bus.publish(counts, batchOf(1));
    await bus.publish(counts, batchOf(2));
    await until(() => outbox.size === 0);
    expect(script.indexed).toEqual([1, 2, 1, 1]);
  });

  it('that is rejected becomes a dead letter with its reason', async () => {
    const { bus, outbox } = await startBus([Indexer]);
    script.answers = [reject('of no use')];
    await bus.publish(counts, batchOf(1));
    await until(() => outbox.size === 0);
    expect(await outbox.deadLetters(9)).toMatchObject([
      { durable: 'indexer', subject: counts, why: 'of no use', at: start },
    ]);
  });

  it('whose handler throws comes again', async () => {
    const { bus, outbox } = await startBus([Indexer]);
    script.answers = [new Error('a defect'), new Error('a defect')];
    await bus.publish(counts, batchOf(1));
    await until(() => outbox.size === 0);
    expect(script.indexed).toEqual([1, 1, 1]);
    expect(await outbox.deadLetters(9)).toEqual([]);
  });

  it('whose handler throws each time is given up in the end', async () => {
    const { bus, outbox } = await startBus([Indexer]);
    script.answers = Array.from({ length: 20 }, () => new Error('a defect'));
    await bus.publish(counts, batchOf(1));
    await until(() => outbox.size === 0);
    expect(script.indexed).toHaveLength(10);
    expect(await outbox.deadLetters(9)).toMatchObject([{ why: 'the handler broke 10 times' }]);
  });

  it('is given up after the deliveries its handler allows, and handled at most so many at a time', async () => {
    const { bus, outbox } = await startBus([Archive]);
    await Promise.all([1, 2, 3, 4, 5].map((n) => bus.publish(counts, batchOf(n))));
    await until(() => outbox.size === 0);
    expect(script.mostParallel).toBe(3);
    const letters = await outbox.deadLetters(9);
    expect(letters).toHaveLength(5);
    expect(letters[0]?.why).toBe('not done after 2 deliveries: the archive is shut');
  });

  it('whose handler answers no outcome is not taken for done', async () => {
    const { bus, outbox } = await startBus([NoOutcome]);
    await bus.publish(counts, batchOf(1));
    await until(() => outbox.size === 0);
    expect(await outbox.deadLetters(9)).toMatchObject([{ durable: 'careless' }]);
  });

  it('goes to every subscriber on its own: one that fails costs the others nothing', async () => {
    const { bus, outbox } = await startBus([Live, Indexer]);
    script.answers = [new Error('a defect')];
    for (const n of [1, 99, 3]) await bus.publish(counts, batchOf(n));
    await until(() => outbox.size === 0);
    expect(script.live).toEqual([1, 99, 3]);
    expect([...script.indexed].sort((a, b) => a - b)).toEqual([1, 1, 3, 99]);
  });

  it('that does not fit its schema is refused at the sender', async () => {
    const { bus, outbox } = await startBus([Indexer]);
    const wrong = { ...batchOf(1), picture: 'data:image/jpeg' } as unknown as CountBatch;
    await expect(bus.publish(counts, wrong)).rejects.toThrow(/does not fit its schema.*picture/);
    expect(outbox.size).toBe(0);
    expect(script.indexed).toEqual([]);
  });

  it('for which there is no room is not taken, and says so', async () => {
    const { bus, outbox } = await startBus([Indexer], new MemoryOutbox({ limit: 2 }));
    let release: (outcome: Outcome) => void = () => undefined;
    script.answers = [new Promise((resolve) => (release = resolve))];
    for (const n of [1, 2]) expect(await bus.publish(counts, batchOf(n))).toEqual({ kind: 'taken' });
    expect(await bus.publish(counts, batchOf(3))).toMatchObject({ kind: 'full' });
    release(done());
    await until(() => outbox.size === 0);
    expect(await bus.publish(counts, batchOf(3))).toEqual({ kind: 'taken' });
    await until(() => outbox.size === 0);
    expect(script.indexed).toEqual([1, 2, 3]);
  });

  it('only live subscribers want is never kept', async () => {
    const { bus, outbox } = await startBus([Live]);
    await bus.publish(counts, batchOf(1));
    await until(() => script.live.length === 1);
    expect(outbox.size).toBe(0);
  });
});

describe('the in-memory bus over restarts', () => {
  it('delivers again what was not dealt with when the process ended, in order and once', async () => {
    const path = join(folder, 'crash.db');
    const first = await startBus([Indexer], new SqliteOutbox({ path }));
    script.answers = [done(), new Promise<Outcome>(() => undefined)];
    for (const n of [1, 2, 3]) await first.bus.publish(counts, batchOf(n));
    await until(() => script.indexed.length === 2 && first.outbox.size === 2);
    await sleep(80);
    // The first process hangs in its second message; another opens its file, as after kill -9.
    script.indexed = [];
    const second = await startBus([Indexer], new SqliteOutbox({ path }));
    await until(() => second.outbox.size === 0);
    expect(script.indexed).toEqual([2, 3]);
  });

  it('keeps what was published before any handler listened', async () => {
    const outbox = new MemoryOutbox();
    const bus = busOn(outbox);
    await bus.publish(counts, batchOf(7));
    await startBus([Indexer], outbox, bus);
    await until(() => outbox.size === 0);
    expect(script.indexed).toEqual([7]);
  });

  it('lets a record of a newer version wait instead of giving it up', async () => {
    const outbox = new MemoryOutbox();
    const { events } = batchOf(1);
    await outbox.put(counts, JSON.stringify({ v: 2, events, wind: 3 }));
    await outbox.put(counts, JSON.stringify({ v: 1, events: [{ ...events[0], v: 2, lux: 3 }] }));
    await outbox.put(counts, JSON.stringify({ v: 1, events: [{ ...events[0], total: -1 }] }));
    await outbox.put(counts, 'not JSON');
    await outbox.put(counts, JSON.stringify(batchOf(5)));
    await startBus([Indexer], outbox);
    await until(() => outbox.size === 2);
    await sleep(100);
    expect(script.indexed).toEqual([5]);
    expect((await outbox.deadLetters(9)).map(({ why }) => why.slice(0, 14))).toEqual([
      'cannot be read',
      'cannot be read',
    ]);
    expect(outbox.size).toBe(2);
  });

  it('closes after what is ready was delivered, and leaves what it could not', async () => {
    const { app, bus, outbox } = await startBus([Indexer]);
    running.pop();
    for (const n of [1, 2, 3]) await bus.publish(counts, batchOf(n));
    await app.close();
    expect(script.indexed).toEqual([1, 2, 3]);
    expect(await bus.publish(counts, batchOf(4))).toEqual({ kind: 'taken' });
    expect(outbox.size).toBe(1);
  });

  it('does not wait for a handler that hangs longer than it may', async () => {
    const { app, bus, outbox } = await startBus([Indexer]);
    running.pop();
    script.answers = [new Promise<Outcome>(() => undefined)];
    await bus.publish(counts, batchOf(1));
    const before = performance.now();
    await app.close();
    expect(performance.now() - before).toBeLessThan(4_000);
    expect(outbox.size).toBe(1);
  });
});

describe('handlers that are set up wrongly', () => {
  @Controller()
  class Undecided {
    @EventPattern<string>(counts)
    handle(): Outcome {
      return done();
    }
  }

  @Controller()
  class Stranger {
    @EventPattern<string>('vialog.v1.boxes', { durable: 'x' })
    handle(): Outcome {
      return done();
    }
  }

  @Controller()
  class SecondIndexer extends Indexer {}

  it.each<[string, Type[], RegExp]>([
    ['neither durable nor ephemeral', [Undecided], /neither durable/],
    ['of an unknown subject', [Stranger], /vialog.v1.boxes is no subject/],
    ['durable under one name twice', [Indexer, SecondIndexer], /two handlers are durable as "indexer"/],
  ])('%s stop the start', async (_, controllers, message) => {
    const module = await Test.createTestingModule({ controllers }).compile();
    module.useLogger(false);
    const app = module.createNestMicroservice({ strategy: new BusStrategy(busOn(new MemoryOutbox())) });
    await expect(app.listen()).rejects.toThrow(message);
    await app.close();
  });
});
