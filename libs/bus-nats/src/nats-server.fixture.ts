import type { NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import { missingNats as missing, startNats, type NatsUnderTest as Server } from '@vialog/testkit';

/** Why these tests cannot run here, if so. */
export const missingNats = missing();

/** A broker of the test's own, and the connections to it, which end with it. */
export class NatsUnderTest {
  readonly url: string;
  readonly #server: Server;
  readonly #connections: NatsConnection[] = [];

  private constructor(server: Server) {
    this.#server = server;
    this.url = server.url;
  }

  static async start(): Promise<NatsUnderTest> {
    return new NatsUnderTest(await startNats());
  }

  async connect(): Promise<NatsConnection> {
    const connection = await connect({
      servers: this.url,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 50,
      reconnectJitter: 50,
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
    await Promise.all(this.#connections.splice(0).map((connection) => connection.close()));
    await this.#server.remove();
  }
}
