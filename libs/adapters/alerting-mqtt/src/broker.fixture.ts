import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Aedes, type AedesOptions, type PublishPacket } from 'aedes';

export interface TestBrokerOptions {
  readonly port?: number;
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly authenticate?: AedesOptions['authenticate'];
  /** Called for each message of a client; return false to never acknowledge it. */
  readonly accepts?: (packet: PublishPacket) => boolean;
}

/** A broker on loopback. */
export class TestBroker {
  readonly port: number;
  /** Messages of clients in order, as `topic=payload`. */
  readonly messages: string[] = [];
  readonly #aedes: Aedes;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #retained = new Map<string, string>();

  private constructor(aedes: Aedes, server: Server) {
    this.#aedes = aedes;
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (socket: Socket) => this.#sockets.add(socket));
    aedes.on('publish', (packet, client) => {
      const payload = packet.payload.toString();
      if (packet.retain && payload === '') this.#retained.delete(packet.topic);
      else if (packet.retain) this.#retained.set(packet.topic, payload);
      if (client) this.messages.push(`${packet.topic}=${payload}`);
    });
  }

  static async start({ port = 0, tls, authenticate, accepts }: TestBrokerOptions = {}): Promise<TestBroker> {
    const aedes = await Aedes.createBroker({
      ...(authenticate && { authenticate }),
      authorizePublish: (_client, packet, done) => {
        if (accepts?.(packet) !== false) done(null);
      },
    });
    const handle = (socket: Socket): void => void aedes.handle(socket);
    const server: Server = tls ? createTlsServer(tls, handle) : createServer(handle);
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return new TestBroker(aedes, server);
  }

  /** What a client that subscribes now receives: the last retained payload of each topic that is not empty. */
  get retained(): ReadonlyMap<string, string> {
    return this.#retained;
  }

  publish(topic: string, payload: string): Promise<void> {
    const packet = { cmd: 'publish', topic, payload, qos: 1, retain: true, dup: false } as const;
    return new Promise((resolve, reject) =>
      this.#aedes.publish(packet, (error) => (error ? reject(error) : resolve())),
    );
  }

  /** Breaks all connections without a DISCONNECT. */
  breakConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  async stop(): Promise<void> {
    this.breakConnections();
    await new Promise<void>((resolve) => this.#aedes.close(() => resolve()));
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
