import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy whose connections can be broken: data in transit is lost, and new connections are rejected. */
export interface FaultProxy {
  readonly url: string;
  disconnect(): void;
  restore(): void;
  /** Breaks the connections after that many more bytes from the server, within a response. */
  disconnectAfter(bytes: number): void;
  close(): Promise<void>;
}

export async function faultProxy(to: string): Promise<FaultProxy> {
  const { hostname, port } = new URL(to);
  const open = new Set<Socket>();
  let isConnected = true;
  let bytesLeft = Infinity;
  const disconnect = (): void => {
    isConnected = false;
    for (const socket of open) socket.destroy();
  };
  const server = createServer((client) => {
    if (!isConnected) return void client.destroy();
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);
    upstream.on('data', (chunk: Buffer) => {
      const through = chunk.subarray(0, bytesLeft);
      bytesLeft -= chunk.length;
      client.write(through, () => (bytesLeft <= 0 ? disconnect() : undefined));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    disconnect,
    restore: () => {
      isConnected = true;
      bytesLeft = Infinity;
    },
    disconnectAfter: (bytes) => (bytesLeft = bytes),
    close: async () => {
      disconnect();
      await new Promise((closed) => server.close(closed));
    },
  };
}
