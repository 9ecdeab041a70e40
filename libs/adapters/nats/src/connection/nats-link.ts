import type { NatsConnection } from '@nats-io/nats-core';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertTopology, TopologyMismatch, type TopologyOptions } from '../topology/assert-topology.ts';
import { serviceTopology } from '../topology/needs.ts';
import { connectToBroker, type ConnectOptions } from './connect.ts';
import { checkServerVersion } from './connection-errors.ts';
import type { ServiceName } from './service-names.ts';

export type LinkOptions = ConnectOptions & TopologyOptions;

const pauseMs = 1_000;

/**
 * A service's connection to the broker, and the streams it needs there. The streams are asserted before the link is
 * handed out, and again each time the broker is back: those in memory are gone after its restart.
 */
export class NatsLink {
  readonly connection: NatsConnection;
  readonly service: ServiceName;
  readonly #options: LinkOptions;
  readonly #back = new Set<() => void>();
  #assuring: Promise<void> | undefined;
  #connected = true;
  /** How often the broker was away and came back. */
  #lives = 0;

  constructor(connection: NatsConnection, options: LinkOptions) {
    this.connection = connection;
    this.service = options.service;
    this.#options = options;
    void this.#watch();
  }

  /** Whether the broker answers at the moment, as far as the client knows. */
  get connected(): boolean {
    return this.#connected && !this.connection.isClosed();
  }

  /**
   * Resolves when the streams of this service are there as asked for; waits while the broker cannot say. Calls while
   * one is under way join it. Throws TopologyMismatch.
   */
  assertTopology(): Promise<void> {
    this.#assuring ??= this.#assure().finally(() => (this.#assuring = undefined));
    return this.#assuring;
  }

  /** Does `work` each time the broker was away and is back with its streams. Returns the way to stop that. */
  onReconnect(work: () => void): () => void {
    this.#back.add(work);
    return () => this.#back.delete(work);
  }

  /** Sends what is under way and closes, within `withinMs`. */
  async close(withinMs = 2_000): Promise<void> {
    this.#back.clear();
    if (this.connected) {
      const timer = new AbortController();
      const late = sleep(withinMs, undefined, { signal: timer.signal }).catch(() => undefined);
      await Promise.race([this.connection.drain().catch(() => undefined), late]);
      timer.abort();
    }
    await this.connection.close();
  }

  #report(line: string): void {
    this.#options.report?.(line);
  }

  async #assure(): Promise<void> {
    let told = '';
    while (!this.connection.isClosed()) {
      try {
        return await assertTopology(this.connection, serviceTopology[this.service], this.#options);
      } catch (error) {
        const { message } = error as Error;
        if (error instanceof TopologyMismatch) throw error;
        if (message !== told) this.#report(`waiting for the streams of the broker: ${message}`);
        told = message;
        await sleep(pauseMs, undefined, { ref: false });
      }
    }
  }

  async #watch(): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type === 'disconnect') {
        this.#connected = false;
        this.#report('the broker is away');
      } else if (status.type === 'reconnect') {
        this.#connected = true;
        this.#report('the broker is back');
        void this.#returned();
      } else if (status.type === 'error') {
        this.#report(`the broker refuses: ${status.error.message}`);
      }
    }
  }

  /** One at a time goes on trying: the newest. */
  async #returned(): Promise<void> {
    const life = (this.#lives += 1);
    const isOver = (): boolean => life !== this.#lives || !this.connected;
    // Streams that were found before the broker went away say nothing of those it has now.
    await this.#assuring?.catch(() => undefined);
    while (!isOver()) {
      try {
        checkServerVersion(this.connection.info?.version ?? '0');
        await this.assertTopology();
        if (!isOver()) for (const work of this.#back) work();
        return;
      } catch (error) {
        this.#report((error as Error).message);
        await sleep(5 * pauseMs, undefined, { ref: false });
      }
    }
  }
}

/** Connects and sees to the streams of the service. Throws SignInRefused, ServerTooOld, TopologyMismatch. */
export async function openLink(options: LinkOptions): Promise<NatsLink> {
  const link = new NatsLink(await connectToBroker(options), options);
  try {
    await link.assertTopology();
    return link;
  } catch (error) {
    await link.close();
    throw error;
  }
}
