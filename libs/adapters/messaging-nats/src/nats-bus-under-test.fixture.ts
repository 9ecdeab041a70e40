import { jetstreamManager } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import type { BusUnderTest } from '@vialog/messaging/conformance';
import type { MessageBus } from '@vialog/messaging';
import { startNats, type NatsUnderTest } from '@vialog/testkit';
import { assertTopology, consumers, type NatsLink, serviceTopology, openLink } from '@vialog/nats';
import { withLongRequests } from '@vialog/nats/fixtures';
import { NatsBus } from './nats-bus.ts';
import { NatsDeadLetters } from './nats-dead-letters.ts';
import { streamOf } from './subjects.ts';

export const redelivery = { minMs: 5, maxMs: 200 };
export const clock = { now: () => Date.UTC(2026, 2, 2), monotonic: () => performance.now() };

/** One broker for many tests. Each test gets empty streams. */
export class SharedBroker {
  #server: NatsUnderTest | undefined;

  async start(): Promise<void> {
    this.#server = await startNats();
  }

  async remove(): Promise<void> {
    await this.#server?.remove();
  }

  get url(): string {
    if (!this.#server) throw new Error('The broker is not started; call start() first.');
    return this.#server.url;
  }

  /** Buses on empty streams. The ack wait is 1 s instead of 30 s, so that messages of a crashed process arrive soon. */
  async busUnderTest(): Promise<BusUnderTest> {
    const admin = withLongRequests(await connect({ servers: this.url }));
    const manager = await jetstreamManager(admin);
    for await (const name of manager.streams.names()) await manager.streams.delete(name);
    for (const service of ['api', 'ingest', 'indexer'] as const)
      await assertTopology(admin, serviceTopology[service]);
    await manager.consumers.update('EVENTS', 'indexer', {
      ...consumers.indexer.config,
      ack_wait: nanos(1_000),
    });
    const links = new Map<MessageBus, NatsLink>();
    return {
      openBus: async () => {
        // The service ingest does not restore the configuration of the consumer `indexer`.
        const link = await openLink({ servers: this.url, service: 'ingest' });
        const bus = new NatsBus({ link, clock, redelivery });
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
      pending: async (consumer) => {
        const info = await manager.consumers.info(streamOf['vialog.v1.counts'], consumer);
        return info.num_pending + info.num_ack_pending;
      },
      deadLetters: () => new NatsDeadLetters(admin).list(100),
      remove: async () => {
        await Promise.all([...links.values()].map((link) => link.close()));
        await admin.close();
      },
    };
  }
}
