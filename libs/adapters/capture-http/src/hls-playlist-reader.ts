import { setTimeout as delay } from 'node:timers/promises';
import type { StreamFault } from '@vialog/capture';
import type { Clock } from '@vialog/contracts';
import { decodeContent } from './decode-content.ts';
import { fetchResource } from './hls-fetch.ts';
import { parsePlaylist, type HlsPlaylist, type HlsVariant, type MediaPlaylist } from './hls-playlist.ts';
import { variantsFor } from './hls-variants.ts';
import type { HttpClient } from './http-client.ts';

export const maxPlaylistBytes = 1_000_000;
/** Refreshes in a row that may fail. */
const maxFailures = 2;

export interface PlaylistReaderOptions {
  readonly client: HttpClient;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly timeoutMs: number;
  /** Needed width of the pictures, px. */
  readonly width: number;
}

/** The playlist that the URL of the camera returned. */
export interface FirstPlaylist {
  readonly bytes: Uint8Array;
  /** After redirects. */
  readonly url: URL;
}

/**
 * Reads the media playlist of an HLS stream again and again, no more often than RFC 8216 6.3.4 allows: after a target duration,
 * after half of it when nothing had changed. Of a master playlist it follows the variant that suits the width; when that cannot
 * be read, the next one.
 */
export class PlaylistReader {
  readonly #options: PlaylistReaderOptions;
  #first: FirstPlaylist | undefined;
  #url: URL;
  #readAt = 0;
  #failures = 0;
  /** The last version had no new segment. */
  isUnchanged = false;
  /** Of the last version, ms. */
  targetMs = 0;

  constructor(options: PlaylistReaderOptions, first: FirstPlaylist) {
    this.#options = options;
    this.#first = first;
    this.#url = first.url;
  }

  /** Waits until a new version is due and returns it, or the fault. Never rejects. */
  async next(signal: AbortSignal): Promise<MediaPlaylist | StreamFault> {
    for (;;) {
      const isFirst = this.#first !== undefined;
      const read = isFirst ? await this.#begin(signal) : await this.#again(signal);
      this.#readAt = this.#options.clock.monotonic();
      if (!('reason' in read)) {
        this.#failures = 0;
        this.targetMs = read.targetMs;
        return read;
      }
      this.#failures += 1;
      const isFinal = isFirst || isFinalFault(read) || this.#failures > maxFailures;
      if (isFinal || signal.aborted) return read;
    }
  }

  async #begin(signal: AbortSignal): Promise<MediaPlaylist | StreamFault> {
    const { bytes, url } = this.#first as FirstPlaylist;
    this.#first = undefined;
    const playlist = parsePlaylist(Buffer.from(bytes).toString('utf8'), url);
    if ('reason' in playlist || playlist.kind === 'media') return playlist;
    return this.#choose(playlist.variants, signal);
  }

  async #choose(variants: readonly HlsVariant[], signal: AbortSignal): Promise<MediaPlaylist | StreamFault> {
    let fault: StreamFault | undefined;
    for (const { url } of variantsFor(this.#options.width, variants).slice(0, maxFailures + 1)) {
      this.#url = url;
      const read = await this.#read(signal);
      if (!('reason' in read)) return read;
      fault ??= read;
      if (isFinalFault(read) || signal.aborted) break;
    }
    return fault ?? nested;
  }

  async #again(signal: AbortSignal): Promise<MediaPlaylist | StreamFault> {
    const waitMs = this.isUnchanged || this.#failures > 0 ? this.targetMs / 2 : this.targetMs;
    const leftMs = this.#readAt + waitMs - this.#options.clock.monotonic();
    if (leftMs > 0) await delay(leftMs, undefined, { signal }).catch(() => undefined);
    return this.#read(signal);
  }

  async #read(signal: AbortSignal): Promise<MediaPlaylist | StreamFault> {
    const { client, timeoutMs } = this.#options;
    const options = { what: 'playlist', maxBytes: maxPlaylistBytes, timeoutMs } as const;
    const fetched = await fetchResource(client, { url: this.#url }, options, signal);
    if ('reason' in fetched) return fetched;
    const bytes = await decodeContent(fetched.bytes, '', maxPlaylistBytes);
    if ('reason' in bytes) return bytes;
    const playlist: HlsPlaylist | StreamFault = isPlaylist(bytes)
      ? parsePlaylist(Buffer.from(bytes).toString('utf8'), fetched.url)
      : notPlaylist;
    return 'kind' in playlist && playlist.kind === 'master' ? nested : playlist;
  }
}

/** Another request at once would lock the account, or break the pause that the host required. */
export const isFinalFault = (fault: StreamFault): boolean =>
  fault.isRejection === true || fault.retryAfterMs !== undefined;

/** Whether bytes are an HLS playlist. */
export const isPlaylist = (bytes: Uint8Array): boolean =>
  /^(\xef\xbb\xbf)?\s*#EXTM3U/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));

const notPlaylist: StreamFault = {
  reason: 'decode_error',
  detail:
    'the server returned something else where an HLS playlist was expected; check the stream at its server',
};
const nested: StreamFault = {
  reason: 'decode_error',
  detail: 'the HLS master playlist refers to another master playlist; expected a media playlist',
};
