import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be cut: what is on its way is lost, nothing new gets through. */
export interface FaultProxy {
  readonly url: string;
  disconnect(): void;
  restore(): void;
  /** Cuts once so many more bytes have come back from the server: in the middle of an answer. */
  disconnectAfter(bytes: number): void;
  close(): Promise<void>;
}

export async function faultProxy(to: string): Promise<FaultProxy> {
  const { hostname, port } = new URL(to);
  const open = new Set<Socket>();
  let whole = true;
  let bytesLeft = Infinity;
  const cut = (): void => {
    whole = false;
    for (const socket of open) socket.destroy();
  };
  const server = createServer((client) => {
    if (!whole) return void client.destroy();
    const behind = connect(Number(port), hostname);
    for (const socket of [client, behind]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        behind.destroy();
      });
    }
    client.pipe(behind);
    behind.on('data', (chunk: Buffer) => {
      const through = chunk.subarray(0, bytesLeft);
      bytesLeft -= chunk.length;
      client.write(through, () => (bytesLeft <= 0 ? cut() : undefined));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    disconnect: cut,
    restore: () => {
      whole = true;
      bytesLeft = Infinity;
    },
    disconnectAfter: (bytes) => (bytesLeft = bytes),
    close: async () => {
      cut();
      await new Promise((closed) => server.close(closed));
    },
  };
}
