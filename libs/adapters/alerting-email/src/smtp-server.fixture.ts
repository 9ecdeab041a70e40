import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMessage {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as they were sent. */
  readonly raw: string;
  readonly isEncrypted: boolean;
  readonly user: string | undefined;
}

export interface TestSmtpServer {
  readonly port: number;
  readonly messages: readonly ReceivedMessage[];
  close(): Promise<void>;
}

/** The name that the certificate of the server is valid for. */
export const smtpHost = 'smtp.example.org';

/** An SMTP server on loopback. */
export async function startSmtpServer(options: SMTPServerOptions): Promise<TestSmtpServer> {
  const messages: ReceivedMessage[] = [];
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 1,
    onData: (stream, { envelope, secure, user }, done) => {
      void Array.fromAsync(stream as AsyncIterable<Buffer>).then((chunks) => {
        const { mailFrom, rcptTo } = envelope;
        messages.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
          isEncrypted: secure,
          user: user as string | undefined,
        });
        done();
      });
    },
    ...options,
  });
  // Faults of clients are what the tests are about.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    messages,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A server that works on the bytes of the connection. */
export async function startRawServer(onConnection: (socket: Socket) => void): Promise<TestSmtpServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    onConnection(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    messages: [],
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
