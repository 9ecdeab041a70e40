import { afterEach, describe, expect, it } from '@jest/globals';
import type { INestMicroservice } from '@nestjs/common';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { eventIdOf, isoOf, type CameraHealth, type CountEvent, type Outcome } from '@vialog/contracts';
import { LiveHub, type AppendVerdict, type LiveItem, type RejectedEvent } from '@vialog/events';
import { lastValueFrom } from 'rxjs';
import { HealthBoardModule, IndexCountsModule, LiveFeedModule } from './index.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const base = Date.UTC(2026, 2, 2, 8);
const clock = { now: () => base, monotonic: () => 0 };

/** A minimal bus: passes a message to the handlers of its subject and returns their outcomes. */
class DirectBus extends Server implements CustomTransportStrategy {
  override propagatesEventHandlerErrors = true;
  readonly handlers: { subject: string; handler: MessageHandler }[] = [];

  override addHandler(pattern: unknown, handler: MessageHandler, _event = false, extras = {}): void {
    handler.extras = extras;
    this.handlers.push({ subject: String(pattern), handler });
  }

  async deliver(subject: string, message: unknown): Promise<Outcome[]> {
    const wanted = this.handlers.filter((known) => known.subject === subject);
    return Promise.all(
      wanted.map(
        async ({ handler }) =>
          (await lastValueFrom(this.transformToObservable(await handler(message, { traceId })))) as Outcome,
      ),
    );
  }

  listen(callback: () => void): void {
    callback();
  }
  close(): void {}
  on(): void {}
  unwrap<T>(): T {
    return this as unknown as T;
  }
}

function event(number: number, kind: CountEvent['kind'] = 'measured'): CountEvent {
  const slotStart = base + number * 10_000;
  const key = { cameraId: 'cam000000001', zoneId: 'view' };
  return {
    eventId: eventIdOf({ ...key, slotStart }),
    slotStartAt: isoOf(slotStart),
    ...key,
    kind,
  } as CountEvent;
}

let app: INestMicroservice | undefined;
afterEach(() => app?.close());

async function startWith(verdicts: AppendVerdict[] | Error) {
  const bus = new DirectBus();
  const hub = new LiveHub({ clock });
  const appended: string[] = [];
  const dead: RejectedEvent[] = [];
  const log: object[] = [];
  const heard: CameraHealth[] = [];
  const board = { update: (health: CameraHealth) => void heard.push(health) };
  const writer = {
    append: (events: readonly CountEvent[]) => {
      appended.push(...events.map((item) => item.eventId));
      return verdicts instanceof Error ? Promise.reject(verdicts) : Promise.resolve(verdicts);
    },
  };
  const deadLetters = { put: (items: readonly RejectedEvent[]) => Promise.resolve(void dead.push(...items)) };
  const logger = { debug: (line: object) => log.push(line), warn: (line: object) => log.push(line) };
  const module = await Test.createTestingModule({
    imports: [
      IndexCountsModule.register({ writer, deadLetters, logger }),
      LiveFeedModule.register({ hub }),
      HealthBoardModule.register({ board }),
    ],
  }).compile();
  module.useLogger(false);
  app = module.createNestMicroservice({ strategy: bus });
  await app.listen();
  return { bus, hub, appended, dead, log, heard };
}

describe('message handlers', () => {
  it('message handlers declare their subscriptions', async () => {
    const { bus } = await startWith([]);
    expect(bus.handlers.map(({ subject, handler }) => [subject, handler.extras])).toEqual([
      ['vialog.v1.counts', { kind: 'durable', consumer: 'indexer', concurrency: 2 }],
      ['vialog.v1.counts', { kind: 'ephemeral' }],
      ['vialog.v1.health', { kind: 'ephemeral' }],
      ['vialog.v1.health', { kind: 'ephemeral', replayLast: true }],
    ]);
  });

  it('message handlers write counts to the event store and to the live feed', async () => {
    const { bus, hub, appended } = await startWith([{ kind: 'stored' }, { kind: 'known' }]);
    const feed = hub.subscribe();
    const batch = { v: 1, events: [event(1), event(2, 'gap')] };
    expect(await bus.deliver('vialog.v1.counts', batch)).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    expect(appended).toEqual(batch.events.map((item) => item.eventId));
    const seen = [(await feed.next()).value, (await feed.next()).value] as LiveItem[];
    expect(seen.map((item) => item.message.name)).toEqual(['count', 'gap']);
  });

  it('message handlers publish camera health to the live feed and the health board', async () => {
    const { bus, hub, heard } = await startWith([]);
    const feed = hub.subscribe();
    const health = { v: 1, cameraId: 'cam000000001', state: 'online', changedAt: isoOf(base) };
    await bus.deliver('vialog.v1.health', health);
    expect((await feed.next()).value).toMatchObject({ message: { name: 'health', data: health } });
    expect(heard).toEqual([health]);
  });

  it('the indexing handler requests a redelivery while the event store is busy', async () => {
    const { bus, log } = await startWith([{ kind: 'busy', pauseMs: 250 }]);
    const [indexed] = await bus.deliver('vialog.v1.counts', { v: 1, events: [event(1)] });
    expect(indexed).toMatchObject({ kind: 'retry', delayMs: 250 });
    expect(log).toEqual([expect.objectContaining({ traceId, events: 1, outcome: 'retry' })]);
  });

  it('the indexing handler stores rejected events as dead letters', async () => {
    const { bus, dead } = await startWith([{ kind: 'rejected', why: 'out of retention' }]);
    const [indexed] = await bus.deliver('vialog.v1.counts', { v: 1, events: [event(1)] });
    expect(indexed).toEqual({ kind: 'done' });
    expect(dead).toMatchObject([{ why: 'out of retention', event: { eventId: event(1).eventId } }]);
  });

  it('the indexing handler requests a redelivery when the event store fails', async () => {
    const { bus } = await startWith(new Error('the store is unreachable'));
    const outcomes = await bus.deliver('vialog.v1.counts', { v: 1, events: [event(1)] });
    expect(outcomes).toContainEqual({
      kind: 'retry',
      delayMs: 5_000,
      why: 'the event store failed: the store is unreachable',
    });
  });
});
