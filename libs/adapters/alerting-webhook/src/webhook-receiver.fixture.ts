import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface ReceivedRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** Connections that are open now. */
  openConnections(): Promise<number>;
  close(): Promise<void>;
}

/** A receiver on loopback that responds as the function says. */
export async function startReceiver(respond: (response: ServerResponse) => void): Promise<WebhookReceiver> {
  const requests: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      requests.push({ method: request.method, url: request.url, headers: request.headers, body });
      respond(response);
    });
  });
  const receiver = await listening(server, () => server.closeAllConnections());
  return { ...receiver, requests };
}

/** A receiver that works on the bytes of the connection. */
export function startRawReceiver(onConnection: (socket: Socket) => void): Promise<WebhookReceiver> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    onConnection(socket);
  });
  return listening(server, () => {
    for (const socket of sockets) socket.destroy();
  });
}

async function listening(server: Server, disconnect: () => void): Promise<WebhookReceiver> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook?site=1`,
    requests: [],
    openConnections: () => new Promise((resolve) => server.getConnections((_error, count) => resolve(count))),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        disconnect();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  return (await Array.fromAsync(request.setEncoding('utf8') as AsyncIterable<string>)).join('');
}
