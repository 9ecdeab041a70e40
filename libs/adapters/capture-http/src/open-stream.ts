import {
  type CaptureEvent,
  type CaptureRequest,
  latestEvents,
  maxKeyframesPerSecond,
  silenceLimitMs,
  type StreamFault,
} from '@vialog/capture';
import { samplingIntervalMs } from '@vialog/contracts';
import type { Fetched } from './fetch-picture.ts';
import { HlsFeed } from './hls-feed.ts';
import { PlaylistReader } from './hls-playlist-reader.ts';
import type { HttpClient } from './http-client.ts';
import { defaultTimeoutMs, type HttpSourceOptions } from './http-source-options.ts';
import { readMjpeg } from './mjpeg-stream.ts';
import { readHls, readVideo, type VideoStreamOptions } from './video-stream.ts';

/** What a URL can return besides a single picture. */
export type StreamResponse = Extract<Fetched, { kind: 'series' | 'playlist' | 'video' }>;

export interface StreamContext {
  readonly client: HttpClient;
  readonly request: CaptureRequest;
  readonly options: HttpSourceOptions;
}

/** A stream of pictures that the URL of a camera returned: motion JPEG, HLS or another video. */
export class OpenStream {
  readonly #response: StreamResponse;
  readonly #context: StreamContext;
  readonly #mayBeRecording: boolean;
  #fault: StreamFault | undefined;
  #isLive = false;

  /** @param mayBeRecording false when the URL was a live stream before */
  constructor(response: StreamResponse, context: StreamContext, mayBeRecording: boolean) {
    this.#response = response;
    this.#context = context;
    this.#mayBeRecording = mayBeRecording;
  }

  /** Why the stream ended; undefined when a recording was played to its end. */
  get fault(): StreamFault | undefined {
    return this.#fault;
  }

  /** It was an HLS stream whose playlist had no end. */
  get isLive(): boolean {
    return this.#isLive;
  }

  /** Pictures until the stream ends, and the fault that ended it as the last event. Slow consumers get the newest ones. */
  events(signal: AbortSignal): AsyncIterable<CaptureEvent> {
    // Motion JPEG decodes only what is requested.
    if (this.#response.kind === 'series') return this.#events(signal);
    return latestEvents((stop) => this.#events(stop), signal);
  }

  close(): void {
    if (this.#response.kind !== 'playlist') this.#response.close();
  }

  async *#events(signal: AbortSignal): AsyncGenerator<CaptureEvent, void, undefined> {
    const close = (): void => this.close();
    signal.addEventListener('abort', close);
    try {
      this.#noteProtocol();
      this.#fault = yield* this.#pictures(signal);
      if (this.#fault === undefined || signal.aborted) return;
      yield { kind: 'fault', ...this.#fault, at: this.#context.options.clock.now() };
    } finally {
      signal.removeEventListener('abort', close);
      close();
    }
  }

  #noteProtocol(): void {
    const protocols = { series: 'mjpeg', playlist: 'hls', video: 'video' } as const;
    this.#context.request.onNote?.({ kind: 'protocol', protocol: protocols[this.#response.kind] });
  }

  #pictures(signal: AbortSignal): AsyncGenerator<CaptureEvent, StreamFault | undefined, undefined> {
    const { request, options } = this.#context;
    const { clock, decoder, silenceMs } = options;
    const video: VideoStreamOptions = { clock, decoder, request, silenceMs };
    if (this.#response.kind === 'video') return readVideo(this.#response, video, signal);
    return this.#response.kind === 'series' ? this.#mjpeg(this.#response.body) : this.#hls(video, signal);
  }

  #mjpeg(body: AsyncIterable<Uint8Array>): AsyncGenerator<CaptureEvent, StreamFault | undefined, undefined> {
    const { plan, width, onNote } = this.#context.request;
    const { clock, silenceMs = silenceLimitMs(plan) } = this.#context.options;
    const intervalMs = samplingIntervalMs(plan) ?? 1_000 / maxKeyframesPerSecond;
    return readMjpeg(body, { clock, intervalMs, silenceMs, width, onNote });
  }

  async *#hls(
    video: VideoStreamOptions,
    signal: AbortSignal,
  ): AsyncGenerator<CaptureEvent, StreamFault | undefined, undefined> {
    const { client, request, options } = this.#context;
    const { clock, timeoutMs = defaultTimeoutMs } = options;
    const first = this.#response as Extract<StreamResponse, { kind: 'playlist' }>;
    const playlist = new PlaylistReader({ client, clock, timeoutMs, width: request.width }, first);
    const feed = new HlsFeed({ client, playlist, clock, timeoutMs, mayBeRecording: this.#mayBeRecording });
    const fault = yield* readHls(feed, video, signal);
    this.#isLive = !feed.isRecording;
    return fault;
  }
}
