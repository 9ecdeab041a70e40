import { describe, expect, it } from '@jest/globals';
import type { MessageBus, Subscriber } from '@vialog/messaging';
import { batchOf, numberOf, start } from '@vialog/messaging/conformance';
import { until } from '@vialog/testkit';
import { done, retry, type CountBatch, type Outcome } from '@vialog/contracts';
import { InProcessBus } from './in-process-bus.ts';
import { MemoryOutbox } from './memory-outbox.fake.ts';

const counts = 'vialog.v1.counts';
const redelivery = { minMs: 5, maxMs: 40 };
const clock = { now: () => start, monotonic: () => 0 };
const busOn = (outbox: MemoryOutbox, report?: (line: string) => void) =>
  new InProcessBus({ outbox, clock, redelivery, ...(report ? { report } : {}) });

function indexer(handle: (slot: number) => Outcome | Promise<Outcome>, extra = {}): Subscriber {
  return {
    subject: counts,
    subscription: { kind: 'durable', consumer: 'indexer', ...extra },
    handle: (message) => Promise.resolve(handle(numberOf(message as CountBatch))),
  };
}

async function publishAll(bus: MessageBus, ...slots: number[]) {
  const replies = [];
  for (const n of slots) replies.push((await bus.publish(counts, batchOf(n))).kind);
  return replies;
}

describe('InProcessBus', () => {
  it('returns full while the outbox has its maximum number of messages', async () => {
    const outbox = new MemoryOutbox({ maxMessages: 2 });
    const bus = busOn(outbox);
    let release: (outcome: Outcome) => void = () => undefined;
    const held = new Promise<Outcome>((resolve) => (release = resolve));
    await bus.attach([indexer((n) => (n === 1 ? held : done()))]);
    expect(await publishAll(bus, 1, 2, 3)).toEqual(['accepted', 'accepted', 'full']);
    release(done());
    await until(() => outbox.size === 0);
    expect(await publishAll(bus, 3)).toEqual(['accepted']);
    await bus.close(1_000);
  });

  it('stores a message as a dead letter after maxDeliveries deliveries', async () => {
    const outbox = new MemoryOutbox();
    const lines: string[] = [];
    const bus = busOn(outbox, (line) => lines.push(line));
    await bus.attach([indexer(() => retry(0, 'the archive is closed'), { maxDeliveries: 2 })]);
    await publishAll(bus, 1);
    await until(() => outbox.size === 0);
    const [deadLetter] = await outbox.list(9);
    expect(deadLetter?.why).toBe('not processed after 2 deliveries: the archive is closed');
    expect(deadLetter?.at).toBe(start);
    expect(lines).toEqual([
      expect.stringMatching(/for consumer "indexer" becomes a dead letter: not processed after 2/),
    ]);
    await bus.close(1_000);
  });

  it('does not store messages of a subject that only ephemeral subscribers have', async () => {
    const outbox = new MemoryOutbox();
    const bus = busOn(outbox);
    let seen = 0;
    await bus.attach([
      {
        subject: counts,
        subscription: { kind: 'ephemeral' },
        handle: () => Promise.resolve((seen += 1)).then(done),
      },
    ]);
    await publishAll(bus, 1);
    await until(() => seen === 1);
    expect(outbox.size).toBe(0);
    await bus.close(1_000);
  });

  it('delivers ready messages before it closes, and stores messages published afterwards', async () => {
    const outbox = new MemoryOutbox();
    const bus = busOn(outbox);
    const seen: number[] = [];
    await bus.attach([indexer((n) => (seen.push(n), done()))]);
    await publishAll(bus, 1, 2, 3);
    await bus.close(10_000);
    expect(seen).toEqual([1, 2, 3]);
    expect(await publishAll(bus, 4)).toEqual(['accepted']);
    expect(outbox.size).toBe(1);
  });

  it('reports consumers that have pending messages but no handler', async () => {
    const outbox = new MemoryOutbox();
    await outbox.register([{ name: 'archive', subject: counts }]);
    await publishAll(busOn(outbox), 1);
    const lines: string[] = [];
    const bus = busOn(outbox, (line) => lines.push(line));
    await bus.attach([indexer(done)]);
    expect(lines).toEqual([expect.stringMatching(/Messages are pending for consumer "archive"/)]);
    await bus.close(1_000);
  });
});
