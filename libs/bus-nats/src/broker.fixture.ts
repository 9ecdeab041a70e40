import { startNats, type NatsUnderTest } from '@vialog/testkit';
import { connect, type NatsConnection } from '@nats-io/transport-node';

/** A broker of one test file, and the connections to it, which end with it. */
export class Broker {
  readonly #server: NatsUnderTest;
  readonly #connections: NatsConnection[] = [];

  private constructor(server: NatsUnderTest) {
    this.#server = server;
  }

  static async start(): Promise<Broker> {
    return new Broker(await startNats());
  }

  async connect(): Promise<NatsConnection> {
    const connection = await connect({
      ...{ servers: this.#server.url, reconnectTimeWait: 50, maxReconnectAttempts: -1 },
    });
    this.#connections.push(connection);
    return connection;
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
