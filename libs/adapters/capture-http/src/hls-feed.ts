import { setTimeout as delay } from 'node:timers/promises';
import type { StreamFault, VideoContainer } from '@vialog/capture';
import type { Clock } from '@vialog/contracts';
import { fetchResource, SegmentDecryption } from './hls-fetch.ts';
import type { HlsResource, HlsSegment, MediaPlaylist } from './hls-playlist.ts';
import { isFinalFault, type PlaylistReader } from './hls-playlist-reader.ts';
import { HlsWindow, type DueSegment } from './hls-window.ts';
import type { HttpClient } from './http-client.ts';
import { videoTypeOf } from './video-type.ts';

/** Of one segment: 10 s at 50 Mbit/s. */
const maxSegmentBytes = 64_000_000;
/** Segments in a row that cannot be read before the stream counts as failed. */
const maxFailures = 3;
const retryMs = 1_000;
/** A live playlist must get a new segment within three target durations, but may always take this long, ms. */
const minFrozenMs = 10_000;

/** The bytes of a segment. */
export interface FedSegment {
  readonly bytes: Buffer;
  readonly container: VideoContainer;
  /** Belongs to the same series of bytes as the segment before. */
  readonly continues: boolean;
}

/** An initialisation section (EXT-X-MAP). */
interface Init {
  readonly id: string;
  readonly bytes: Buffer;
}

export interface HlsFeedOptions {
  readonly client: HttpClient;
  readonly playlist: PlaylistReader;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** For one file, ms; a segment may also take twice the target duration. */
  readonly timeoutMs: number;
  /** False when the stream was live before: its end must not be counted again and again. */
  readonly mayBeRecording: boolean;
}

/** The segments of an HLS stream in order, as they are due. Each is read when it is requested. */
export class HlsFeed {
  readonly #options: HlsFeedOptions;
  readonly #decryption: SegmentDecryption;
  readonly #window = new HlsWindow();
  #init: Init | undefined;
  /** Of the initialisation section that the current series begins with. */
  #sentInit: Init | undefined;
  #container: VideoContainer | undefined;
  #failures = 0;
  #changedAt: number | undefined;
  /** Why no segment follows; undefined when a recording has been read to its end. */
  fault: StreamFault | undefined;

  constructor(options: HlsFeedOptions) {
    this.#options = options;
    this.#decryption = new SegmentDecryption(options.client, options.timeoutMs);
  }

  get isRecording(): boolean {
    return this.#window.isRecording;
  }

  /** Returns the next segment; undefined at the end, after a fault and when the signal aborts. Never rejects. */
  async next(signal: AbortSignal): Promise<FedSegment | undefined> {
    while (!signal.aborted && this.fault === undefined) {
      const due = this.#window.take();
      if (due !== undefined) {
        const fed = await this.#read(due, signal);
        if (fed !== undefined) return fed;
      } else if (this.#window.isEnded) {
        if (!this.isRecording) this.fault = liveEnded;
        return undefined;
      } else await this.#refresh(signal);
    }
    return undefined;
  }

  async #refresh(signal: AbortSignal): Promise<void> {
    const loaded = await this.#options.playlist.next(signal);
    if (signal.aborted) return;
    if ('reason' in loaded) this.fault = loaded;
    else this.#take(loaded);
  }

  #take(loaded: MediaPlaylist): void {
    const { playlist, clock, mayBeRecording } = this.#options;
    const now = clock.monotonic();
    const isChanged = this.#window.update(loaded);
    playlist.isUnchanged = !isChanged;
    if (isChanged) this.#changedAt = now;
    this.#changedAt ??= now;
    const frozenMs = now - this.#changedAt;
    if (!isChanged && !loaded.isEnded && frozenMs > Math.max(minFrozenMs, 3 * loaded.targetMs))
      this.fault = frozenPlaylist(frozenMs);
    if (this.isRecording && !mayBeRecording) this.fault = liveEnded;
  }

  /** Tries twice; what cannot be read is left out, until it is too much. */
  async #read(due: DueSegment, signal: AbortSignal): Promise<FedSegment | undefined> {
    let read = await this.#bytesOf(due.segment, signal);
    if ('reason' in read && !isFinalFault(read) && this.#failures === 0) {
      await pause(retryMs, signal);
      if (!signal.aborted) read = await this.#bytesOf(due.segment, signal);
    }
    if (signal.aborted) return undefined;
    if ('reason' in read) {
      this.#window.lose();
      this.#failures += 1;
      if (isFinalFault(read) || this.#failures >= maxFailures) this.fault = read;
      return undefined;
    }
    this.#failures = 0;
    return this.#withInit(read, due);
  }

  #withInit(bytes: Buffer, { segment, continues }: DueSegment): FedSegment | undefined {
    const init = this.#initOf(segment);
    const container = videoTypeOf(init?.bytes ?? bytes);
    if (container === undefined) {
      this.fault = notVideo;
      return undefined;
    }
    const isSame = init === this.#sentInit && container === this.#container;
    this.#container = container;
    this.#sentInit = init;
    if (continues && isSame) return { bytes, container, continues: true };
    return { bytes: init ? Buffer.concat([init.bytes, bytes]) : bytes, container, continues: false };
  }

  #initOf({ init }: HlsSegment): Init | undefined {
    return this.#init?.id === idOf(init) ? this.#init : undefined;
  }

  /** The decrypted bytes of a segment; reads its initialisation section first. */
  async #bytesOf(segment: HlsSegment, signal: AbortSignal): Promise<Buffer | StreamFault> {
    const init = await this.#loadInit(segment, signal);
    if (init !== undefined) return init;
    const read = await this.#file(segment, signal);
    return 'reason' in read ? read : this.#decryption.decrypted(read, segment, signal);
  }

  async #loadInit(segment: HlsSegment, signal: AbortSignal): Promise<StreamFault | undefined> {
    const id = idOf(segment.init);
    if (segment.init === undefined || id === undefined || this.#init?.id === id) return undefined;
    const read = await this.#file(segment.init, signal);
    if ('reason' in read) return read;
    // An encrypted section must have an explicit IV (RFC 8216 4.3.2.5); many playlists leave it in plain text.
    const isPlain = segment.key?.iv === undefined || videoTypeOf(read) === 'mp4';
    const bytes = isPlain ? read : await this.#decryption.decrypted(read, segment, signal);
    if ('reason' in bytes) return bytes;
    this.#init = { id, bytes };
    return undefined;
  }

  async #file(resource: HlsResource, signal: AbortSignal): Promise<Buffer | StreamFault> {
    const { client, playlist, timeoutMs: least } = this.#options;
    const timeoutMs = Math.max(least, 2 * playlist.targetMs);
    const options = { what: 'segment', maxBytes: maxSegmentBytes, timeoutMs } as const;
    const fetched = await fetchResource(client, resource, options, signal);
    return 'reason' in fetched ? fetched : fetched.bytes;
  }
}

function idOf(resource: HlsResource | undefined): string | undefined {
  return resource && `${resource.url.href} ${resource.range?.offset ?? 0}-${resource.range?.length ?? ''}`;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

const frozenPlaylist = (ms: number): StreamFault => ({
  reason: 'no_frame',
  detail: `the HLS playlist has had no new segment for ${Math.round(ms / 1_000)} s; check that the camera still sends to its server`,
});
const liveEnded: StreamFault = { reason: 'offline', detail: 'the HLS stream ended: its playlist has an end' };
const notVideo: StreamFault = {
  reason: 'decode_error',
  detail: 'a segment of the HLS stream holds no MPEG-TS or MP4 video; check the stream with a player',
};
