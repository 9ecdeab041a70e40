import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { type AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';

export interface FileServerOptions {
  readonly folder: string;
  /** Responds to a request itself and returns true, or leaves it to the folder. */
  readonly reply?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Whether requests with a range get the part only. Default true. */
  readonly ranges?: boolean;
}

export interface FileServer {
  /** Like `http://127.0.0.1:34567` */
  readonly origin: string;
  /** Paths with queries, in the order of the requests. */
  readonly requests: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  stop(): Promise<void>;
}

/** Serves the files of a folder over HTTP on loopback, for tests of streams. */
export async function startFileServer(options: FileServerOptions): Promise<FileServer> {
  const requests: FileServer['requests'] = [];
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', headers: request.headers });
    if (options.reply?.(request, response) === true) return;
    void sendFile(options, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function sendFile(
  { folder, ranges = true }: FileServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = normalize(decodeURIComponent((request.url ?? '/').split('?', 1)[0] ?? '/'));
  const bytes = await readFile(join(folder, path)).catch(() => undefined);
  if (bytes === undefined) return void response.writeHead(404).end();
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  if (from === undefined || !ranges)
    return void response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
  const part = bytes.subarray(Number(from), to === '' ? undefined : Number(to) + 1);
  response.writeHead(206, { 'content-length': part.length }).end(part);
}
