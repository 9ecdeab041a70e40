import {
  type CaptureEvent,
  type CaptureRequest,
  silenceLimitMs,
  StreamClock,
  type StreamFault,
  type VideoBytes,
  type VideoDecoder,
} from '@vialog/capture';
import type { Clock, StreamProtocol } from '@vialog/contracts';
import type { OpenVideo } from './fetch-picture.ts';
import type { FedSegment, HlsFeed } from './hls-feed.ts';

export interface VideoStreamOptions {
  readonly decoder: VideoDecoder;
  readonly clock: Clock;
  readonly request: CaptureRequest;
  /** Time without a picture after which the stream is closed, ms. Default: by the plan, at least 20 s. */
  readonly silenceMs: number | undefined;
}

/** Events of a stream, then the fault that ended it; none when a recording has been played to its end. */
type StreamEvents = AsyncGenerator<CaptureEvent, StreamFault | undefined, undefined>;

/** Decodes a video that is received over one connection. */
export async function* readVideo(
  { container, body, isRecording }: OpenVideo,
  options: VideoStreamOptions,
  signal: AbortSignal,
): StreamEvents {
  const video = { container, bytes: body, isPaced: isRecording };
  const fault = yield* decoded(video, 'video', options, signal);
  return fault ?? (isRecording ? undefined : videoEnded);
}

/** Decodes the segments of an HLS stream: one series of bytes from discontinuity to discontinuity. */
export async function* readHls(
  feed: HlsFeed,
  options: VideoStreamOptions,
  signal: AbortSignal,
): StreamEvents {
  const series = new SegmentSeries(feed, signal);
  for (let first = await series.first(); first !== undefined; first = await series.first()) {
    const video = { container: first.container, bytes: series.bytes(first), isPaced: true };
    const fault = yield* decoded(video, 'hls', options, signal);
    if (fault !== undefined) return feed.fault ?? fault;
  }
  return feed.fault;
}

async function* decoded(
  video: VideoBytes,
  protocol: StreamProtocol,
  { decoder, clock, request, silenceMs }: VideoStreamOptions,
  signal: AbortSignal,
): StreamEvents {
  const { plan, width, pixelFormat, onNote } = request;
  const pacer = new StreamClock();
  const common = { plan, width, pixelFormat, silenceMs: silenceMs ?? silenceLimitMs(plan) };
  const options = onNote === undefined ? common : { ...common, onNote };
  for await (const said of decoder.decode(video, options, signal)) {
    if ('reason' in said) return said;
    if ('waiting' in said) {
      yield { kind: 'fault', ...said.waiting, at: clock.now() };
      continue;
    }
    const capturedAt = pacer.captureTimeOf(said.streamMs, clock.now());
    yield { kind: 'picture', picture: said.picture, capturedAt, protocol };
  }
  return undefined;
}

/** Cuts the segments of a feed into series of bytes that belong together. */
class SegmentSeries {
  readonly #feed: HlsFeed;
  readonly #signal: AbortSignal;
  /** The first segment of the next series. */
  #held: FedSegment | undefined;

  constructor(feed: HlsFeed, signal: AbortSignal) {
    this.#feed = feed;
    this.#signal = signal;
  }

  /** The first segment of the next series; undefined at the end of the feed. */
  async first(): Promise<FedSegment | undefined> {
    const first = this.#held ?? (await this.#feed.next(this.#signal));
    this.#held = undefined;
    return first;
  }

  async *bytes(first: FedSegment): AsyncGenerator<Uint8Array, void, undefined> {
    yield first.bytes;
    for (let next = await this.#next(); next !== undefined; next = await this.#next()) {
      if (!next.continues) {
        this.#held = next;
        return;
      }
      yield next.bytes;
    }
  }

  #next(): Promise<FedSegment | undefined> {
    return this.#feed.next(this.#signal);
  }
}

const videoEnded: StreamFault = { reason: 'offline', detail: 'the video stream ended' };
