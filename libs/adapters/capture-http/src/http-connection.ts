import { addAbortSignal } from 'node:stream';
import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { certificateFault, type StreamFault } from '@vialog/capture';
import { portOf } from '@vialog/contracts';
import { explainHttpConnection, notHttp } from './explain-response.ts';
import { responseBody } from './response-body.ts';
import { parseResponseHead, type ResponseHead } from './response-head.ts';

export interface HttpRequest {
  readonly url: URL;
  /** Path and query, exactly as registered. */
  readonly target: string;
  /** The checked address, the only one that is connected to. */
  readonly address: string;
  /** Values in which each character is one byte. */
  readonly headers: Readonly<Record<string, string>>;
  /** Silence after which the connection is closed, ms. */
  readonly silenceMs: number;
  /** SHA-256 fingerprint of the only certificate that is accepted; undefined: any trusted one. */
  readonly certificateSha256?: string | undefined;
}

export interface HttpResponse extends ResponseHead {
  /** Resolves when the connection is closed. */
  readonly body: AsyncIterable<Buffer>;
  /** The connection may be silent from now on: the body is read slowly, or its silence is watched elsewhere. */
  allowSilence(): void;
  close(): void;
}

/** Sends one GET on a new connection, without redirects. Never rejects. */
export async function sendRequest(
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpResponse | StreamFault> {
  if (signal.aborted) return explainHttpConnection('ETIMEDOUT');
  const socket = addAbortSignal(signal, dial(request));
  // Errors are reported by the iteration below.
  socket.on('error', () => undefined).setTimeout(request.silenceMs, () => socket.destroy());
  try {
    await once(socket, request.url.protocol === 'https:' ? 'secureConnect' : 'connect');
    const fault = socket instanceof TLSSocket ? faultOf(socket, request) : undefined;
    if (fault !== undefined) {
      socket.destroy();
      return fault;
    }
    socket.write(Buffer.from(requestText(request), 'latin1'));
    const response = await readResponse(connectionOf(socket));
    if ('reason' in response) socket.destroy();
    return response;
  } catch (error) {
    socket.destroy();
    return explainHttpConnection((error as NodeJS.ErrnoException).code ?? 'unknown');
  }
}

function dial({ url, address }: HttpRequest): Socket {
  const isSecure = url.protocol === 'https:';
  const port = Number(portOf(url));
  if (!isSecure) return connect({ host: address, port });
  // The certificate is checked against the name, although the address is dialled.
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const check = { rejectUnauthorized: false };
  return connectTls({ host: address, port, ...check, ...(isIP(name) === 0 ? { servername: name } : {}) });
}

/** The certificate is checked before anything is sent, so that the message can name its fingerprint. */
function faultOf(socket: TLSSocket, { certificateSha256 }: HttpRequest): StreamFault | undefined {
  const error = socket.authorized ? undefined : String(socket.authorizationError);
  const fingerprint = socket.getPeerX509Certificate()?.fingerprint256;
  return certificateFault({ error, fingerprint }, certificateSha256, 'http');
}

function requestText({ url, target, headers }: HttpRequest): string {
  const lines = Object.entries({
    Host: url.host,
    'User-Agent': 'Vialog',
    Accept: 'image/jpeg, image/png, image/webp, multipart/x-mixed-replace, */*;q=0.1',
    'Accept-Encoding': 'identity',
    Connection: 'close',
    ...headers,
  });
  const path = target.startsWith('/') ? target : `/${target}`;
  return `GET ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

/** The receiving end of a connection. */
export interface Connection {
  readonly chunks: AsyncIterator<Buffer>;
  allowSilence(): void;
  close(): void;
}

const connectionOf = (socket: Socket): Connection => ({
  chunks: socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>,
  allowSilence: () => void socket.setTimeout(0),
  close: () => void socket.destroy(),
});

/** Reads the head of a response. Rejects when the connection fails before. */
export async function readResponse(connection: Connection): Promise<HttpResponse | StreamFault> {
  let held = Buffer.alloc(0);
  for (;;) {
    const next = await connection.chunks.next();
    if (next.done === true) return held.length === 0 ? explainHttpConnection('ECONNRESET') : notHttp;
    held = Buffer.concat([held, next.value]);
    const parsed = parseResponseHead(held);
    if (parsed.kind === 'invalid') return notHttp;
    if (parsed.kind === 'incomplete') continue;
    const rest = held.subarray(parsed.bodyStart);
    if (parsed.head.status >= 200) return responseOf(parsed.head, rest, connection);
    held = rest; // 100 Continue
  }
}

function responseOf(head: ResponseHead, first: Buffer, connection: Connection): HttpResponse {
  const pull = async (): Promise<Buffer | undefined> => {
    try {
      const next = await connection.chunks.next();
      return next.done === true ? undefined : next.value;
    } catch {
      return undefined; // reset or aborted: the received bytes are evaluated
    }
  };
  return {
    ...head,
    body: responseBody(head, first, pull),
    allowSilence: () => connection.allowSilence(),
    close: () => connection.close(),
  };
}
