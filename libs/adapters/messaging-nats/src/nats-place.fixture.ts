import { jetstreamManager } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import type { BusPlace } from '@vialog/messaging/conformance';
import type { MessageBus } from '@vialog/messaging';
import { startNats, type NatsUnderTest } from '@vialog/testkit';
import { assertTopology, durables, type NatsLink, needs, openLink } from '@vialog/nats';
import { NatsBus } from './nats-bus.ts';
import { NatsDeadLetters } from './nats-dead-letters.ts';
import { streamOf } from './wire-subjects.ts';

export const pauses = { shortestMs: 5, longestMs: 200 };
export const clock = { now: () => Date.UTC(2026, 2, 2), monotonic: () => performance.now() };

/** A broker for many tests; each gets it empty. */
export class SharedBroker {
  #server: NatsUnderTest | undefined;

  async start(): Promise<void> {
    this.#server = await startNats();
  }

  async remove(): Promise<void> {
    await this.#server?.remove();
  }

  get url(): string {
    if (!this.#server) throw new Error('the broker is not started');
    return this.#server.url;
  }

  /** A place for buses on the empty broker. What a crashed process had comes again after a second, not half a minute. */
  async place(): Promise<BusPlace> {
    const admin = await connect({ servers: this.url });
    const manager = await jetstreamManager(admin);
    for await (const name of manager.streams.names()) await manager.streams.delete(name);
    for (const service of ['api', 'ingest', 'indexer'] as const) await assertTopology(admin, needs[service]);
    await manager.consumers.update('EVENTS', 'indexer', {
      ...durables.indexer.config,
      ack_wait: nanos(1_000),
    });
    const links = new Map<MessageBus, NatsLink>();
    return {
      openBus: async () => {
        // As an ingest, which leaves the indexer's consumer as it is.
        const link = await openLink({ servers: this.url, service: 'ingest' });
        const bus = new NatsBus({ link, clock, pauses });
        links.set(bus, link);
        return bus;
      },
      crash: async (bus) => {
        await links.get(bus)?.connection.close();
        await bus.close(0);
      },
      put: async (subject, body) => {
        await admin.request(`${subject}.main`, body);
      },
      waiting: async (durable) => {
        const info = await manager.consumers.info(streamOf['vialog.v1.counts'], durable);
        return info.num_pending + info.num_ack_pending;
      },
      deadLetters: () => new NatsDeadLetters(admin).deadLetters(100),
      remove: async () => {
        await Promise.all([...links.values()].map((link) => link.close()));
        await admin.close();
      },
    };
  }
}
