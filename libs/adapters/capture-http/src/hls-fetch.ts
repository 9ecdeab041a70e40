import { createDecipheriv } from 'node:crypto';
import type { StreamFault } from '@vialog/capture';
import { decodeContent } from './decode-content.ts';
import type { HlsKey, HlsResource, HlsSegment } from './hls-playlist.ts';
import type { FinalResponse, HttpClient } from './http-client.ts';
import { withRetryAfter } from './retry-after.ts';

export interface FetchOptions {
  /** For messages, like "segment". */
  readonly what: 'playlist' | 'segment' | 'key';
  readonly maxBytes: number;
  /** For the whole resource, ms. */
  readonly timeoutMs: number;
}

export interface FetchedResource {
  readonly bytes: Buffer;
  /** After redirects. */
  readonly url: URL;
}

const maxKeyBytes = 4_096;

/** Fetches a file that a playlist names, or a part of it. Never rejects. */
export async function fetchResource(
  client: HttpClient,
  { url, range }: HlsResource,
  { what, maxBytes, timeoutMs }: FetchOptions,
  signal: AbortSignal,
): Promise<FetchedResource | StreamFault> {
  await client.furtherTurn(url, signal);
  const deadline = AbortSignal.timeout(timeoutMs);
  const headers: Record<string, string> =
    range === undefined ? {} : { Range: `bytes=${range.offset}-${range.offset + range.length - 1}` };
  const response = await client.getFrom(url, headers, AbortSignal.any([signal, deadline]));
  if ('reason' in response) return deadline.aborted ? tooSlow(what, timeoutMs) : response;
  try {
    if (response.status < 200 || response.status > 299)
      return withRetryAfter(explainFileStatus(response.status, what), response, Date.now());
    const bytes = await received(response, range, maxBytes);
    if (deadline.aborted) return tooSlow(what, timeoutMs);
    return 'reason' in bytes ? bytes : { bytes, url: response.url };
  } finally {
    response.close();
  }
}

async function received(
  { status, headers, body }: FinalResponse,
  range: HlsResource['range'],
  maxBytes: number,
): Promise<Buffer | StreamFault> {
  // A server that ignores the range sends the whole file with the status 200; the part is cut out of it.
  const { offset, length } = range ?? everything;
  const part = await collect(body, { from: status === 206 ? 0 : offset, length, maxBytes });
  if ('reason' in part) return part;
  const encoding = headers.get('content-encoding')?.join() ?? '';
  if (encoding === '') return part; // encrypted bytes may begin like gzip
  const decoded = await decodeContent(part, encoding, maxBytes);
  return 'reason' in decoded ? decoded : Buffer.from(decoded);
}

const everything = { offset: 0, length: Infinity };

interface Part {
  readonly from: number;
  readonly length: number;
  readonly maxBytes: number;
}

async function collect(
  body: AsyncIterable<Buffer>,
  { from, length, maxBytes }: Part,
): Promise<Buffer | StreamFault> {
  const chunks: Buffer[] = [];
  let [at, size] = [0, 0];
  for await (const chunk of body) {
    const part = chunk.subarray(Math.max(0, from - at), Math.max(0, from + length - at));
    at += chunk.length;
    size += part.length;
    if (size > maxBytes) return tooLarge(maxBytes);
    chunks.push(part);
    if (at >= from + length) break;
  }
  return Buffer.concat(chunks);
}

/** Decrypts segments with AES-128 (RFC 8216 4.3.2.4). Keeps the last key. */
export class SegmentDecryption {
  readonly #client: HttpClient;
  readonly #timeoutMs: number;
  #known: { readonly href: string; readonly key: Buffer } | undefined;

  constructor(client: HttpClient, timeoutMs: number) {
    this.#client = client;
    this.#timeoutMs = timeoutMs;
  }

  async decrypted(
    bytes: Buffer,
    { key, sequence }: Pick<HlsSegment, 'key' | 'sequence'>,
    signal: AbortSignal,
  ): Promise<Buffer | StreamFault> {
    if (key === undefined) return bytes;
    const secret = await this.#keyOf(key, signal);
    if ('reason' in secret) return secret;
    try {
      const decipher = createDecipheriv('aes-128-cbc', secret, key.iv ?? ivOf(sequence));
      return Buffer.concat([decipher.update(bytes), decipher.final()]);
    } catch {
      return undecryptable;
    }
  }

  async #keyOf({ method, url }: HlsKey, signal: AbortSignal): Promise<Buffer | StreamFault> {
    if (method !== 'AES-128' || url === undefined) return encrypted(method);
    if (this.#known?.href === url.href) return this.#known.key;
    const limits = { what: 'key', maxBytes: maxKeyBytes, timeoutMs: this.#timeoutMs } as const;
    const fetched = await fetchResource(this.#client, { url }, limits, signal);
    if ('reason' in fetched) return fetched;
    if (fetched.bytes.length !== 16) return undecryptable;
    this.#known = { href: url.href, key: fetched.bytes };
    return fetched.bytes;
  }
}

function ivOf(sequence: number): Buffer {
  const iv = Buffer.alloc(16);
  iv.writeBigUInt64BE(BigInt(Math.max(0, sequence)), 8);
  return iv;
}

function explainFileStatus(status: number, what: FetchOptions['what']): StreamFault {
  const file = `a ${what} of the HLS stream`;
  if (status === 403) return offline(`the server rejects ${file} (403); check its access settings`);
  if (status === 404 || status === 410)
    return offline(`${file} does not exist (${status}); check the stream at its server`);
  return offline(`the server responded with ${status} for ${file}`);
}

const offline = (detail: string): StreamFault => ({ reason: 'offline', detail });
const tooSlow = (what: FetchOptions['what'], ms: number): StreamFault => ({
  reason: 'no_frame',
  detail: `a ${what} of the HLS stream did not arrive within ${Math.round(ms / 1_000)} s; the connection is too slow for it`,
});
const tooLarge = (bytes: number): StreamFault => ({
  reason: 'decode_error',
  detail: `a file of the HLS stream has more than ${Math.round(bytes / 1_000_000)} MB; use shorter segments or a smaller variant`,
});
const encrypted = (method: string): StreamFault => ({
  reason: 'decode_error',
  detail: `the HLS stream is encrypted with ${method.replace(/[^\w-]/g, '?').slice(0, 20)}; only AES-128 is supported`,
});
const undecryptable: StreamFault = {
  reason: 'decode_error',
  detail: 'the HLS stream cannot be decrypted: its key is not valid for the segment',
};
