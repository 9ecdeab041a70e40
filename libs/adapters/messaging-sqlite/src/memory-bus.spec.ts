import { describe, expect, it } from '@jest/globals';
import type { MessageBus, Subscriber } from '@vialog/messaging';
import { batchOf, numberOf, start } from '@vialog/messaging/conformance';
import { until } from '@vialog/testkit';
import { done, retry, type CountBatch, type Outcome } from '@vialog/contracts';
import { MemoryBus } from './memory-bus.ts';
import { MemoryOutbox } from './memory-outbox.ts';

const counts = 'vialog.v1.counts';
const pauses = { shortestMs: 5, longestMs: 40 };
const clock = { now: () => start, monotonic: () => 0 };
const busOn = (outbox: MemoryOutbox, report?: (line: string) => void) =>
  new MemoryBus({ outbox, clock, pauses, ...(report ? { report } : {}) });

function indexer(handle: (slot: number) => Outcome | Promise<Outcome>, extra = {}): Subscriber {
  return {
    subject: counts,
    subscription: { durable: 'indexer', ...extra },
    handle: (message) => Promise.resolve(handle(numberOf(message as CountBatch))),
  };
}

async function publishAll(bus: MessageBus, ...slots: number[]) {
  const answers = [];
  for (const n of slots) answers.push((await bus.publish(counts, batchOf(n))).kind);
  return answers;
}

describe('the bus inside one process', () => {
  it('takes nothing while the outbox has no room, and says so', async () => {
    const outbox = new MemoryOutbox({ limit: 2 });
    const bus = busOn(outbox);
    let release: (outcome: Outcome) => void = () => undefined;
    const held = new Promise<Outcome>((resolve) => (release = resolve));
    await bus.attach([indexer((n) => (n === 1 ? held : done()))]);
    expect(await publishAll(bus, 1, 2, 3)).toEqual(['taken', 'taken', 'full']);
    release(done());
    await until(() => outbox.size === 0);
    expect(await publishAll(bus, 3)).toEqual(['taken']);
    await bus.close(1_000);
  });

  it('gives a message up after the deliveries its subscriber allows', async () => {
    const outbox = new MemoryOutbox();
    const lines: string[] = [];
    const bus = busOn(outbox, (line) => lines.push(line));
    await bus.attach([indexer(() => retry(0, 'the archive is shut'), { maxDeliveries: 2 })]);
    await publishAll(bus, 1);
    await until(() => outbox.size === 0);
    const [letter] = await outbox.deadLetters(9);
    expect(letter?.why).toBe('not done after 2 deliveries: the archive is shut');
    expect(letter?.at).toBe(start);
    expect(lines).toEqual([expect.stringMatching(/for indexer is given up: not done after 2/)]);
    await bus.close(1_000);
  });

  it('never keeps what only live subscribers want', async () => {
    const outbox = new MemoryOutbox();
    const bus = busOn(outbox);
    let seen = 0;
    await bus.attach([
      {
        subject: counts,
        subscription: { ephemeral: true },
        handle: () => Promise.resolve((seen += 1)).then(done),
      },
    ]);
    await publishAll(bus, 1);
    await until(() => seen === 1);
    expect(outbox.size).toBe(0);
    await bus.close(1_000);
  });

  it('closes after what is ready was delivered, and keeps what is published afterwards', async () => {
    const outbox = new MemoryOutbox();
    const bus = busOn(outbox);
    const seen: number[] = [];
    await bus.attach([indexer((n) => (seen.push(n), done()))]);
    await publishAll(bus, 1, 2, 3);
    await bus.close(10_000);
    expect(seen).toEqual([1, 2, 3]);
    expect(await publishAll(bus, 4)).toEqual(['taken']);
    expect(outbox.size).toBe(1);
  });

  it('names durables that have messages and no handler any more', async () => {
    const outbox = new MemoryOutbox();
    await outbox.register([{ name: 'archive', subject: counts }]);
    await publishAll(busOn(outbox), 1);
    const lines: string[] = [];
    const bus = busOn(outbox, (line) => lines.push(line));
    await bus.attach([indexer(done)]);
    expect(lines).toEqual([expect.stringMatching(/messages wait for "archive", which no handler/)]);
    await bus.close(1_000);
  });
});
