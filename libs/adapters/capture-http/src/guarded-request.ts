import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { StreamFault } from '@vialog/capture';
import { explainHttpConnection, explainContentType } from './explain-response.ts';

/** A JPEG of a 12-megapixel camera is half of this. */
const maxBytes = 10_000_000;

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** Empty for every status but 200. */
  readonly body: Uint8Array;
}

export interface GuardedRequest {
  readonly url: URL;
  /** The checked address, the only one that is dialled. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  /** From the first packet to the last byte, ms. */
  readonly timeoutMs: number;
}

/** Sends one GET on a new connection: no redirects, no cookies, at most 10 MB and `timeoutMs`. Never rejects. */
export async function guardedRequest(
  asked: GuardedRequest,
  signal: AbortSignal,
): Promise<Answer | StreamFault> {
  const deadline = AbortSignal.timeout(asked.timeoutMs);
  try {
    const response = await send(asked, AbortSignal.any([signal, deadline]));
    response.on('error', () => undefined); // read() gets the error from the iteration
    try {
      return await read(response);
    } finally {
      response.destroy();
    }
  } catch (error) {
    if (deadline.aborted) return tooSlow(asked.timeoutMs);
    return explainHttpConnection((error as NodeJS.ErrnoException).code ?? 'unknown');
  }
}

function send({ url, address, headers }: GuardedRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:';
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const options: RequestOptions & { servername?: string } = {
    host: address,
    port: url.port === '' ? (secure ? 443 : 80) : url.port,
    path: `${url.pathname}${url.search}`,
    headers: {
      ...headers,
      host: url.host,
      accept: 'image/jpeg, image/png;q=0.5',
      'accept-encoding': 'identity',
    },
    agent: false,
    maxHeaderSize: 16_384,
    signal,
    // The certificate is checked against the name, although the address is dialled.
    ...(secure && isIP(name) === 0 ? { servername: name } : {}),
  };
  return new Promise((resolve, reject) => {
    (secure ? httpsRequest : httpRequest)(options).once('response', resolve).on('error', reject).end();
  });
}

async function read(response: IncomingMessage): Promise<Answer | StreamFault> {
  const { statusCode: status = 0, headers } = response;
  if (status !== 200) return { status, headers, body: new Uint8Array(0) };
  const wrongType = explainContentType(headers['content-type']);
  if (wrongType !== undefined) return wrongType;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) return tooLarge;
    chunks.push(chunk);
  }
  return { status, headers, body: Buffer.concat(chunks) };
}

const tooLarge: StreamFault = {
  reason: 'decode_error',
  detail: 'the picture has more than 10 MB; is this the URL of a single picture?',
};

const tooSlow = (ms: number): StreamFault => ({
  reason: 'no_frame',
  detail: `no whole picture came within ${Math.round(ms / 1_000)} s`,
});
