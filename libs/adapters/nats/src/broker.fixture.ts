import { startNats, type NatsUnderTest } from '@vialog/testkit';
import { JetStreamApiError, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { withLongRequests } from './long-requests.fixture.ts';
import { assertTopology } from './topology/assert-topology.ts';
import type { StreamName } from './topology/streams.ts';

const streamNotFound = 10_059;

/** A nats-server for one test file, with its connections. */
export class Broker {
  readonly #server: NatsUnderTest;
  readonly #connections: NatsConnection[] = [];

  constructor(server: NatsUnderTest) {
    this.#server = server;
  }

  static async start(): Promise<Broker> {
    return new Broker(await startNats());
  }

  async connect(): Promise<NatsConnection> {
    const connection = withLongRequests(
      await connect({ servers: this.#server.url, reconnectTimeWait: 50, maxReconnectAttempts: -1 }),
    );
    this.#connections.push(connection);
    return connection;
  }

  /** Deletes a stream if it exists. */
  async drop(stream: StreamName): Promise<void> {
    const manager = await jetstreamManager(await this.connect());
    await manager.streams.delete(stream).catch((error: unknown) => {
      if (!(error instanceof JetStreamApiError) || error.code !== streamNotFound) throw error;
    });
  }

  /**
   * Creates an empty stream or bucket. It is purged after its creation as well, because a client of an earlier test can
   * write to it in between.
   */
  async empty(stream: StreamName): Promise<void> {
    await this.drop(stream);
    const connection = await this.connect();
    await assertTopology(connection, { streams: [stream], consumers: [], creates: true });
    await (await jetstreamManager(connection)).streams.purge(stream);
  }

  kill(): Promise<void> {
    return this.#server.kill();
  }

  start(): Promise<void> {
    return this.#server.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#connections.map((connection) => connection.close()));
    await this.#server.remove();
  }
}
