import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { explainConnection } from '@vialog/capture';
import { portOf } from '@vialog/contracts';

export interface SoapPost {
  readonly url: URL;
  /** The checked address, the only one that is dialled. */
  readonly address: string;
  readonly envelope: string;
  readonly authorization: string | undefined;
}

export interface SoapHttpResponse {
  readonly status: number;
  readonly headers: IncomingMessage['headersDistinct'];
  readonly text: string;
}

/** One sentence without credentials. */
export interface HttpFailure {
  readonly failure: string;
}

/** Profiles of a recorder with 64 channels have about 400 KB. */
const maxResponseBytes = 2_000_000;

/**
 * Sends one request on a new connection and reads the whole response. Follows no redirect. The signal bounds the time from the
 * first packet to the last byte. Never rejects.
 */
export async function postSoap(post: SoapPost, signal: AbortSignal): Promise<SoapHttpResponse | HttpFailure> {
  try {
    const response = await responseTo(send(post, signal));
    const body = await bodyOf(response);
    if (body === undefined) return { failure: `the response is larger than ${maxResponseBytes / 1e6} MB` };
    const { statusCode: status = 0, headersDistinct: headers } = response;
    return { status, headers, text: decoded(body) };
  } catch (error) {
    if (signal.aborted) return { failure: 'the device did not respond in time' };
    return { failure: explained((error as NodeJS.ErrnoException).code ?? 'unknown') };
  }
}

function send({ url, address, envelope, authorization }: SoapPost, signal: AbortSignal): ClientRequest {
  const isSecure = url.protocol === 'https:';
  const body = Buffer.from(envelope, 'utf8');
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const request = (isSecure ? requestHttps : requestHttp)({
    host: address,
    port: Number(portOf(url)),
    path: `${url.pathname}${url.search}`,
    method: 'POST',
    agent: false,
    signal,
    // Small web servers of cameras end header lines in LF only, or send two lengths. One response per connection is read.
    insecureHTTPParser: true,
    headers: {
      Host: url.host,
      'User-Agent': 'Vialog',
      'Content-Type': 'application/soap+xml; charset=utf-8',
      'Content-Length': body.length,
      Connection: 'close',
      ...(authorization === undefined ? {} : { Authorization: authorization }),
    },
    // The certificate is checked against the name, although the address is dialled.
    ...(isSecure && isIP(name) === 0 ? { servername: name } : {}),
  });
  request.end(body);
  return request;
}

function responseTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve).on('error', reject);
  });
}

async function bodyOf(response: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxResponseBytes) return undefined; // leaving the loop closes the connection
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** By the XML declaration; UTF-8 otherwise. */
function decoded(body: Buffer): string {
  const declared = /^<\?xml[^>]{0,100}encoding=["']([\w-]{1,20})["']/.exec(
    body.subarray(0, 200).toString('latin1'),
  );
  try {
    return new TextDecoder(declared?.[1] ?? 'utf-8').decode(body);
  } catch {
    return body.toString('utf8');
  }
}

function explained(code: string): string {
  if (code.startsWith('HPE_')) return 'the response is not HTTP; check the port';
  return explainConnection(code, 'http').detail;
}
