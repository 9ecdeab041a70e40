import { setTimeout as delay } from 'node:timers/promises';
import type { StreamFault, VideoContainer } from '@vialog/capture';
import { decodeContent } from './decode-content.ts';
import {
  explainEmpty,
  explainIndexAtEnd,
  explainStatus,
  maxPictureBytes,
  tooLarge,
} from './explain-response.ts';
import { isPlaylist } from './hls-playlist-reader.ts';
import type { FinalResponse, HttpClient } from './http-client.ts';
import type { HttpResponse } from './http-connection.ts';
import { withRetryAfter } from './retry-after.ts';
import { isPictureSeries, pictureTypeOf } from './picture-type.ts';
import { hasIndexAtEnd, videoTypeBytes, videoTypeOf } from './video-type.ts';

/** Validators of the last picture, for conditional requests. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface OpenVideo {
  readonly kind: 'video';
  readonly container: VideoContainer;
  readonly body: AsyncIterable<Uint8Array>;
  /** It has an announced length: a recording, not a live stream. */
  readonly isRecording: boolean;
  close(): void;
}

/** Response of a camera URL. */
export type Fetched =
  | {
      readonly kind: 'picture';
      readonly bytes: Uint8Array;
      readonly contentType: string | undefined;
      readonly validators: Validators;
    }
  | { readonly kind: 'unchanged' }
  /** A motion JPEG stream, open until `close`. */
  | { readonly kind: 'series'; readonly body: AsyncIterable<Uint8Array>; close(): void }
  /** An HLS playlist. */
  | { readonly kind: 'playlist'; readonly bytes: Uint8Array; readonly url: URL }
  /** A video, open until `close`. */
  | OpenVideo
  | { readonly kind: 'fault'; readonly fault: StreamFault };

/** After the end marker of a JPEG, a camera that keeps the connection open sends nothing more, ms. */
const settleMs = 500;

/**
 * Requests the URL once. A picture must be complete within `timeoutMs`; a motion JPEG stream must have begun by then. Never
 * rejects.
 */
export async function fetchPicture(
  client: HttpClient,
  { etag, lastModified }: Validators,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Fetched> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), timeoutMs);
  const headers = {
    ...(etag === undefined ? {} : { 'If-None-Match': etag }),
    ...(lastModified === undefined ? {} : { 'If-Modified-Since': lastModified }),
  };
  try {
    const response = await client.get(headers, AbortSignal.any([signal, deadline.signal]));
    const fetched: Fetched =
      'reason' in response
        ? { kind: 'fault', fault: response }
        : await readContent(response, () => clearTimeout(timer));
    const isOpen = fetched.kind === 'series' || fetched.kind === 'video';
    const isWhole = isOpen || (fetched.kind === 'picture' && endsAsJpeg(fetched.bytes));
    return deadline.signal.aborted && !isWhole ? { kind: 'fault', fault: tooSlow(timeoutMs) } : fetched;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Reads what a URL returned as far as needed to recognise it. Never rejects.
 * @param onReceived is called when a single picture or a playlist has been received
 */
export async function readContent(response: FinalResponse, onReceived: () => void): Promise<Fetched> {
  const { status } = response;
  if (status >= 200 && status <= 299) return bodyOf(response, onReceived);
  response.close();
  if (status === 304) return { kind: 'unchanged' };
  return fault(withRetryAfter(explainStatus(status), response, Date.now()));
}

async function bodyOf(response: FinalResponse, onReceived: () => void): Promise<Fetched> {
  const contentType = response.headers.get('content-type')?.[0];
  const body = response.body[Symbol.asyncIterator]();
  const isAnnounced = isPictureSeries(contentType, Buffer.alloc(0));
  const start = isAnnounced ? Buffer.alloc(0) : await startOf(body);
  if (isAnnounced || isPictureSeries(contentType, start)) {
    return { kind: 'series', body: joined(start, body), close: () => response.close() };
  }
  const container = pictureTypeOf(start) === undefined ? videoTypeOf(start) : undefined;
  if (container !== undefined) return videoOf(response, container, { start, body });
  const collected = await collect(start, body);
  onReceived();
  response.close();
  const bytes = await decoded(response, collected);
  if ('reason' in bytes) return fault(bytes);
  if (isPlaylist(bytes)) return { kind: 'playlist', bytes, url: response.url };
  return { kind: 'picture', bytes, contentType, validators: validatorsOf(response) };
}

function videoOf(
  response: FinalResponse,
  container: VideoContainer,
  { start, body }: { start: Buffer; body: AsyncIterator<Buffer> },
): Fetched {
  if (container === 'mp4' && hasIndexAtEnd(start)) {
    response.close();
    return fault(explainIndexAtEnd);
  }
  response.allowSilence();
  const isRecording = response.headers.has('content-length');
  return {
    kind: 'video',
    container,
    body: joined(start, body),
    isRecording,
    close: () => response.close(),
  };
}

async function decoded(
  { status, headers }: HttpResponse,
  collected: Buffer | StreamFault,
): Promise<Uint8Array | StreamFault> {
  if ('reason' in collected) return collected;
  if (collected.length === 0) return explainEmpty(status);
  return decodeContent(collected, headers.get('content-encoding')?.join() ?? '', maxPictureBytes);
}

const fault = (reason: StreamFault): Fetched => ({ kind: 'fault', fault: reason });

function validatorsOf({ headers }: HttpResponse): Validators {
  const [etag, lastModified] = [headers.get('etag')?.[0], headers.get('last-modified')?.[0]];
  return {
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}

/** Enough bytes to distinguish a picture, MJPEG, a playlist and a video. */
async function startOf(body: AsyncIterator<Buffer>): Promise<Buffer> {
  let start: Buffer = Buffer.alloc(0);
  while (start.length < neededBytes(start)) {
    const next = await body.next();
    if (next.done === true) break;
    start = Buffer.concat([start, next.value]);
  }
  return start;
}

function neededBytes(start: Buffer): number {
  if (start.length < 12) return 12;
  if (pictureTypeOf(start) !== undefined) return 0;
  return /^\s*-/.test(start.subarray(0, 8).toString('latin1')) ? 128 : videoTypeBytes;
}

async function* joined(start: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Uint8Array> {
  yield start;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function collect(start: Buffer, rest: AsyncIterator<Buffer>): Promise<Buffer | StreamFault> {
  const chunks = [start];
  let size = start.length;
  for (;;) {
    const next = await nextOf(rest, endsAsJpeg(chunks.at(-1) as Buffer));
    if (next === undefined) return Buffer.concat(chunks);
    chunks.push(next);
    size += next.length;
    if (size > maxPictureBytes) return tooLarge;
  }
}

async function nextOf(rest: AsyncIterator<Buffer>, mayBeWhole: boolean): Promise<Buffer | undefined> {
  const next = rest.next().then((result) => (result.done === true ? undefined : result.value));
  if (!mayBeWhole) return next;
  const settled = new AbortController();
  const quiet = delay(settleMs, undefined, { signal: settled.signal }).catch(() => undefined);
  const first = await Promise.race([next, quiet]);
  settled.abort();
  return first;
}

const endsAsJpeg = (bytes: Uint8Array): boolean => bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;

const tooSlow = (ms: number): StreamFault => ({
  reason: 'no_frame',
  detail: `no complete picture arrived within ${Math.round(ms / 1_000)} s`,
});
