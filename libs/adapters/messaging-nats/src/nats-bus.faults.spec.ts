import { afterEach, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { MessageTooLargeError, type Delivery, type Subscriber } from '@vialog/messaging';
import { batchOf, healthOf, numberOf } from '@vialog/messaging/conformance';
import { describeUnless, missingNats, type NatsUnderTest, startNats, until } from '@vialog/testkit';
import { done, reject, type CameraHealth, type CountBatch } from '@vialog/contracts';
import { type LinkOptions, type NatsLink, openLink } from '@vialog/nats';
import { clock, redelivery } from './nats-bus-under-test.fixture.ts';
import { NatsBus } from './nats-bus.ts';
import { publishMessage } from './publish-message.ts';
import { messageId } from './subjects.ts';

const counts = 'vialog.v1.counts';
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function started(): Promise<NatsUnderTest> {
  const nats = await startNats();
  ends.push(() => nats.remove());
  return nats;
}

async function linked(nats: NatsUnderTest, options: Partial<LinkOptions> = {}): Promise<NatsLink> {
  const link = await openLink({ servers: nats.url, service: 'indexer', ...options });
  ends.push(() => link.close());
  return link;
}

async function attached(link: NatsLink, lines: string[], ...subscribers: Subscriber[]): Promise<NatsBus> {
  const bus = new NatsBus({ link, clock, redelivery, report: (line) => lines.push(line) });
  await bus.attach(subscribers);
  ends.push(() => bus.close(1_000));
  return bus;
}

function indexer(seen: number[], handle: (delivery: Delivery) => ReturnType<typeof done> = done): Subscriber {
  return {
    subject: counts,
    subscription: { kind: 'durable', consumer: 'indexer' },
    handle: (message, delivery) => {
      seen.push(numberOf(message as CountBatch));
      return Promise.resolve(handle(delivery));
    },
  };
}

describeUnless(missingNats(), describe)('NatsBus', () => {
  it('returns full while the broker is disconnected, and publishes and delivers again after reconnecting', async () => {
    const nats = await started();
    const link = await linked(nats);
    const seen: number[] = [];
    const bus = await attached(link, [], indexer(seen));
    expect(await bus.publish(counts, batchOf(1))).toEqual({ kind: 'accepted' });
    await until(() => seen.length === 1);
    await nats.kill();
    await until(async () => (await bus.publish(counts, batchOf(2))).kind === 'full');
    await until(() => !bus.stats().connected);
    expect(await bus.publish(counts, batchOf(2))).toEqual({
      kind: 'full',
      why: 'the broker is disconnected',
    });
    await nats.start();
    await until(async () => (await bus.publish(counts, batchOf(2))).kind === 'accepted');
    await until(() => seen.includes(2));
  });

  it('reports an unknown lag and logs once while the broker is unreachable', async () => {
    const nats = await started();
    const lines: string[] = [];
    const bus = await attached(await linked(nats), lines, indexer([]));
    expect(bus.stats().lag).toEqual({ indexer: 0 });
    await nats.kill();
    await until(() => bus.stats().lag === undefined);
    await nats.start();
    await until(() => bus.stats().lag !== undefined);
    expect(lines.filter((line) => line.startsWith('The consumer lag is'))).toEqual([
      expect.stringMatching(/^The consumer lag is unknown: /),
      'The consumer lag is known again.',
    ]);
  });

  it('returns full within seconds when the broker hangs, and limits the publications in flight', async () => {
    const nats = await started();
    const bus = new NatsBus({ link: await linked(nats), clock });
    nats.freeze();
    const replies = await Promise.all(Array.from({ length: 300 }, (_, n) => bus.publish(counts, batchOf(n))));
    nats.resume();
    expect(new Set(replies.map(({ kind }) => kind))).toEqual(new Set(['full']));
    expect(replies.filter((reply) => 'why' in reply && /waiting for an ack/.test(reply.why))).toHaveLength(
      44,
    );
    expect(bus.stats().inFlight).toBe(0);
    await until(async () => (await bus.publish(counts, batchOf(1))).kind === 'accepted');
  });

  it('delivers health to ephemeral subscribers again after the broker lost its in-memory stream', async () => {
    const nats = await started();
    const link = await linked(nats, { service: 'api' });
    const seen: string[] = [];
    const bus = await attached(link, [], {
      subject: 'vialog.v1.health',
      subscription: { kind: 'ephemeral', replayLast: true },
      handle: (message) => Promise.resolve(void seen.push((message as CameraHealth).state)).then(done),
    });
    await bus.publish('vialog.v1.health', healthOf('1', 'online'));
    await until(() => seen.length === 1);
    await nats.kill();
    await until(() => !link.connected);
    await nats.start();
    await until(
      async () => (await bus.publish('vialog.v1.health', healthOf('1', 'offline'))).kind === 'accepted',
    );
    await until(() => seen.includes('offline'));
  });

  it('returns full while the stream has no space left, and accepts messages again afterwards', async () => {
    const nats = await started();
    const link = await linked(nats, { eventsMaxBytes: 20_000 });
    const bus = new NatsBus({ link, clock });
    let last;
    for (let n = 0; n < 40 && last?.kind !== 'full'; n += 1)
      last = await bus.publish(counts, batchOf(n * 10, 10));
    expect(last).toMatchObject({ kind: 'full', why: expect.stringMatching(/no space left/) });
    await (await jetstreamManager(link.connection)).streams.purge('EVENTS');
    expect(await bus.publish(counts, batchOf(900))).toEqual({ kind: 'accepted' });
  });

  it('stores a batch once that is published several times', async () => {
    const link = await linked(await started());
    const bus = new NatsBus({ link, clock });
    for (let i = 0; i < 3; i += 1)
      expect(await bus.publish(counts, batchOf(1, 5))).toEqual({ kind: 'accepted' });
    expect((await (await jetstreamManager(link.connection)).streams.info('EVENTS')).state.messages).toBe(1);
    expect(messageId(counts, batchOf(1, 5))).not.toBe(messageId(counts, batchOf(1, 6)));
  });

  it('stores a measurement after the gap for the same slot', async () => {
    const link = await linked(await started());
    const bus = new NatsBus({ link, clock });
    const { events } = batchOf(1);
    const gaps = events.map(({ counts: _counts, total: _total, ...event }) => ({
      ...event,
      kind: 'gap' as const,
      reason: 'not_running' as const,
      framesUsed: 0,
    }));
    for (const each of [gaps, events])
      expect(await bus.publish(counts, { v: 1, events: each })).toEqual({ kind: 'accepted' });
    const { state } = await (await jetstreamManager(link.connection)).streams.info('EVENTS');
    expect(state.messages).toBe(2);
  });

  it('creates a deleted consumer again and delivers the pending messages', async () => {
    const link = await linked(await started());
    const [seen, lines]: [number[], string[]] = [[], []];
    const bus = await attached(link, lines, indexer(seen));
    await bus.publish(counts, batchOf(1));
    await until(() => seen.length === 1);
    await (await jetstreamManager(link.connection)).consumers.delete('EVENTS', 'indexer');
    await bus.publish(counts, batchOf(2));
    await until(() => seen.includes(2));
    expect(lines.join()).toMatch(/Consumer "indexer" receives no messages/);
  });

  it('subscribes again when the ephemeral consumer was deleted', async () => {
    const link = await linked(await started(), { service: 'api' });
    const [seen, lines]: [string[], string[]] = [[], []];
    const bus = await attached(link, lines, {
      subject: 'vialog.v1.health',
      subscription: { kind: 'ephemeral', replayLast: true },
      handle: (message) => Promise.resolve(void seen.push((message as CameraHealth).state)).then(done),
    });
    const manager = await jetstreamManager(link.connection);
    for await (const { name } of manager.consumers.list('HEALTH'))
      await manager.consumers.delete('HEALTH', name);
    await bus.publish('vialog.v1.health', healthOf('1', 'degraded'));
    await until(() => seen.includes('degraded'));
    expect(lines).toEqual([
      expect.stringMatching(/^Subscription to vialog\.v1\.health failed and is created again/),
    ]);
  });

  it('passes the trace id of the publisher to the handler', async () => {
    const link = await linked(await started());
    const traces: (string | undefined)[] = [];
    const bus = await attached(
      link,
      [],
      indexer([], ({ traceId }) => {
        traces.push(traceId);
        return done();
      }),
    );
    await bus.publish(counts, batchOf(1));
    await until(() => traces.length === 1);
    expect(traces[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it('lists dead letters newest first and once per key, and reports the consumer lag', async () => {
    const link = await linked(await started());
    const bus = await attached(link, [], {
      ...indexer([]),
      handle: (message) => Promise.resolve(reject(`no ${numberOf(message as CountBatch)}`)),
    });
    for (const n of [1, 2, 3]) await bus.publish(counts, batchOf(n));
    await until(async () => (await bus.deadLetters.list(9)).length === 3);
    const [newest] = await bus.deadLetters.list(1);
    expect(newest).toMatchObject({ key: 'EVENTS:indexer:3', why: 'no 3', at: clock.now() });
    await bus.deadLetters.store([{ ...newest!, why: 'again' }]);
    expect((await bus.deadLetters.list(9)).map(({ why }) => why)).toEqual(['no 3', 'no 2', 'no 1']);
    expect(bus.stats()).toMatchObject({ connected: true, deadLetters: 4, lag: { indexer: 0 } });
    expect(await bus.backlogOf('indexer')).toEqual({ waiting: 0, oldestAt: undefined });
  });

  it('delivers messages to a second process while the handler of the first process hangs', async () => {
    const nats = await started();
    const [first, second]: [number[], number[]] = [[], []];
    const bus = await attached(await linked(nats), [], {
      ...indexer(first),
      handle: (message) => new Promise(() => first.push(numberOf(message as CountBatch))),
    });
    await bus.publish(counts, batchOf(1));
    await until(() => first.length === 1);
    for (const n of [2, 3]) await bus.publish(counts, batchOf(n));
    const { waiting, oldestAt = 0 } = await bus.backlogOf('indexer');
    expect(waiting).toBe(3);
    expect(Math.abs(oldestAt - Date.now())).toBeLessThan(60_000);
    await attached(await linked(nats), [], indexer(second));
    await until(() => second.length === 2);
    expect(second).toEqual([2, 3]);
  });

  it('rejects an unknown consumer and an invalid region', async () => {
    const link = await linked(await started());
    const unknown = { ...indexer([]), subscription: { kind: 'durable' as const, consumer: 'archive' } };
    await expect(new NatsBus({ link, clock }).attach([unknown])).rejects.toThrow(
      /Unknown consumer "archive"/,
    );
    expect(() => new NatsBus({ link, clock, region: 'Nord >' })).toThrow(/Invalid region "Nord >"/);
  });

  it.each(['the stream', 'the connection'])(
    'throws an error when a message exceeds the size limit of %s, because no retry can succeed',
    async (limit) => {
      const nats = await started();
      const link = await linked(nats);
      if (limit === 'the stream') {
        const manager = await jetstreamManager(link.connection);
        await manager.streams.update('EVENTS', { max_msg_size: 1_000 });
      }
      const body =
        limit === 'the stream' ? 'x'.repeat(2_000) : 'x'.repeat((link.connection.info?.max_payload ?? 0) + 1);
      const message = { stream: 'EVENTS' as const, natsSubject: 'vialog.v1.counts.main', body };
      const published = publishMessage(jetstream(link.connection), message);
      await expect(published).rejects.toThrow(MessageTooLargeError);
      const next = { ...message, body: 'x' };
      expect(await publishMessage(jetstream(link.connection), next)).toEqual({ kind: 'accepted' });
    },
  );
});
