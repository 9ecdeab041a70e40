import type { NatsConnection } from '@nats-io/nats-core';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertTopology, TopologyMismatch, type TopologyOptions } from '../topology/assert-topology.ts';
import { serviceTopology } from '../topology/service-topology.ts';
import { connectToBroker, type ConnectOptions } from './connect.ts';
import { checkServerVersion } from './connection-errors.ts';
import type { ServiceName } from './service-names.ts';

export type LinkOptions = ConnectOptions & TopologyOptions;

const pauseMs = 1_000;

/**
 * Connection of a service to the broker, with the streams that it needs. The streams are asserted before `openLink` resolves
 * and after each reconnection, because a restart of the broker deletes streams in memory.
 */
export class NatsLink {
  readonly connection: NatsConnection;
  readonly service: ServiceName;
  readonly #options: LinkOptions;
  readonly #listeners = new Set<() => void>();
  #asserting: Promise<void> | undefined;
  #connected = true;
  /** Reconnections so far, number. */
  #reconnections = 0;

  constructor(connection: NatsConnection, options: LinkOptions) {
    this.connection = connection;
    this.service = options.service;
    this.#options = options;
    void this.#watch();
  }

  /** Whether the client is connected. */
  get connected(): boolean {
    return this.#connected && !this.connection.isClosed();
  }

  /**
   * Resolves when the streams and consumers of this service exist with the required settings; retries while the broker is not
   * ready. Concurrent calls share one run.
   *
   * @throws {TopologyMismatch} when the broker does not accept the settings.
   */
  assertTopology(): Promise<void> {
    this.#asserting ??= this.#assertWithRetries().finally(() => (this.#asserting = undefined));
    return this.#asserting;
  }

  /** Calls `work` after each reconnection, when the streams exist again. Call the returned function to stop. */
  onReconnect(work: () => void): () => void {
    this.#listeners.add(work);
    return () => this.#listeners.delete(work);
  }

  /** Drains the connection for `withinMs` at most and closes it. */
  async close(withinMs = 2_000): Promise<void> {
    this.#listeners.clear();
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

  async #assertWithRetries(): Promise<void> {
    let reported = '';
    while (!this.connection.isClosed()) {
      try {
        return await assertTopology(this.connection, serviceTopology[this.service], this.#options);
      } catch (error) {
        const { message } = error as Error;
        if (error instanceof TopologyMismatch) throw error;
        if (message !== reported) this.#report(`waiting for streams of the broker: ${message}`);
        reported = message;
        await sleep(pauseMs, undefined, { ref: false });
      }
    }
  }

  async #watch(): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type === 'disconnect') {
        this.#connected = false;
        this.#report('disconnected from the broker');
      } else if (status.type === 'reconnect') {
        this.#connected = true;
        this.#report('reconnected to the broker');
        void this.#handleReconnect();
      } else if (status.type === 'error') {
        this.#report(`permission denied by the broker: ${status.error.message}`);
      }
    }
  }

  /** Only the run of the latest reconnection continues. */
  async #handleReconnect(): Promise<void> {
    const reconnection = (this.#reconnections += 1);
    const isOver = (): boolean => reconnection !== this.#reconnections || !this.connected;
    // A run that started before the disconnection does not prove that the streams exist now.
    await this.#asserting?.catch(() => undefined);
    while (!isOver()) {
      try {
        checkServerVersion(this.connection.info?.version ?? '0');
        await this.assertTopology();
        if (!isOver()) for (const work of this.#listeners) work();
        return;
      } catch (error) {
        this.#report((error as Error).message);
        await sleep(5 * pauseMs, undefined, { ref: false });
      }
    }
  }
}

/**
 * Connects and asserts the streams of the service.
 *
 * @throws {AuthenticationFailed} when the broker rejects the user or the password.
 * @throws {UnsupportedServerVersion} when the server is too old.
 * @throws {TopologyMismatch} when the broker does not accept the settings of a stream.
 */
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
