import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Picture } from '@vialog/contracts';
import {
  Authenticator,
  backOffMs,
  type CaptureEvent,
  type CaptureRequest,
  type FrameSource,
  HostLimiter,
  RefreshMonitor,
  snapshotIntervalMs,
  type StreamFault,
  unexpectedFault,
  waitAfterRejection,
} from '@vialog/capture';
import { decodeSnapshot } from './decode-snapshot.ts';
import { fetchPicture, type Validators } from './fetch-picture.ts';
import { HostTurn } from './host-turn.ts';
import { HttpClient } from './http-client.ts';
import { defaultTimeoutMs, type HttpSourceOptions } from './http-source-options.ts';
import { OpenStream, type StreamResponse } from './open-stream.ts';
import { fromPictureStart, pictureTypeOf } from './picture-type.ts';

/** A stream that lasted this long, ms, was steady: the back-off begins again. */
const steadyMs = 30_000;

/**
 * Pictures over HTTP(S). The response of the URL decides: a single picture is requested at the interval of the plan; a motion JPEG
 * stream, an HLS stream and another video are read until they end.
 */
export class HttpSource implements FrameSource {
  readonly #limiter: HostLimiter;

  readonly #options: HttpSourceOptions;

  constructor(options: HttpSourceOptions) {
    this.#options = options;
    const { clock, hostGapMs = 200, hostRates = [], hostShareOf } = options;
    this.#limiter = new HostLimiter({
      clock,
      pause,
      gapMs: hostGapMs,
      rates: hostRates,
      shareOf: hostShareOf,
    });
  }

  async *frames(request: CaptureRequest, signal: AbortSignal): AsyncGenerator<CaptureEvent, void, undefined> {
    const { clock, random } = this.#options;
    const limiter = this.#limiter;
    const camera = new HttpCamera(request, this.#options, limiter);
    const periodMs = snapshotIntervalMs(request.plan, request.stream);
    const host = new HostTurn({ limiter, url: new URL(request.stream.url), periodMs, clock });
    let failures = 0;
    while (!signal.aborted) {
      yield* host.turn(signal);
      if (signal.aborted) return;
      const requestedAt = clock.monotonic();
      const outcome = await camera.next(signal).catch(unexpectedFault);
      if (signal.aborted) return closeStream(outcome);
      yield* this.#eventsOf(outcome, host, signal);
      const isStream = outcome instanceof OpenStream;
      const endedAt = clock.monotonic();
      const wasSteady = isStream && endedAt - requestedAt >= steadyMs;
      failures = isFailure(outcome) ? (wasSteady ? 1 : failures + 1) : 0;
      const backOff = failures > 0 || isStream ? backOffMs(Math.max(0, failures - 1), random) : 0;
      const since = isStream ? endedAt : requestedAt;
      await pause(since + Math.max(periodMs, backOff) - clock.monotonic(), signal);
    }
  }

  async *#eventsOf(outcome: Outcome, host: HostTurn, signal: AbortSignal): AsyncGenerator<CaptureEvent> {
    const { clock, random } = this.#options;
    host.settle(faultOf(outcome));
    if (outcome === undefined) return;
    if (outcome instanceof OpenStream) yield* streamEvents(outcome, host, signal);
    else yield eventOf(outcome, clock.now());
    const fault = faultOf(outcome);
    if (fault?.isRejection === true) yield* waitAfterRejection(fault, { clock, random, pause }, signal);
  }
}

/** Undefined when there is no newer picture. */
type Outcome = Snapshot | StreamFault | OpenStream | undefined;

interface Snapshot extends Picture {
  /** The camera responded "not modified". */
  readonly isUnchanged?: true;
}

function faultOf(outcome: Outcome): StreamFault | undefined {
  if (outcome instanceof OpenStream) return outcome.fault;
  return outcome !== undefined && 'reason' in outcome ? outcome : undefined;
}

/** A frozen picture does not lengthen the interval of requests. */
function isFailure(outcome: Outcome): boolean {
  const fault = faultOf(outcome);
  return fault !== undefined && (outcome instanceof OpenStream || fault.reason !== 'frozen');
}

async function* streamEvents(
  stream: OpenStream,
  host: HostTurn,
  signal: AbortSignal,
): AsyncGenerator<CaptureEvent> {
  try {
    yield* stream.events(signal);
  } finally {
    host.settle(stream.fault);
  }
}

function closeStream(outcome: Outcome): void {
  if (outcome instanceof OpenStream) outcome.close();
}
const randomNonce = (): string => randomBytes(16).toString('hex');

/** How long an unchanged picture is delivered again, ms: below the minute after which identical pixels count as frozen. */
const reuseMs = 50_000;

/** State of one camera between requests. */
class HttpCamera {
  #validators: Validators = {};
  readonly #refresh: RefreshMonitor;
  readonly #client: HttpClient;
  #stream: OpenStream | undefined;
  #wasLive = false;
  #last: { readonly picture: Picture; readonly at: number } | undefined;

  readonly #request: CaptureRequest;
  readonly #options: HttpSourceOptions;

  constructor(request: CaptureRequest, options: HttpSourceOptions, limiter: HostLimiter) {
    this.#request = request;
    this.#options = options;
    this.#refresh = new RefreshMonitor(request.stream.refreshMs);
    const { allowed, resolve, timeoutMs = defaultTimeoutMs } = options;
    const { credentials, onNote } = request;
    const onChallenge = (schemes: readonly string[]): void => onNote?.({ kind: 'challenge', schemes });
    const authenticator = new Authenticator({ credentials, randomNonce, onChallenge });
    const { url, certificateSha256 } = request.stream;
    const rules = { allowed, resolve };
    this.#client = new HttpClient(url, {
      rules,
      authenticator,
      silenceMs: timeoutMs,
      certificateSha256,
      limiter,
    });
  }

  /** Returns the next picture, an open stream, a fault, or undefined when there is no newer picture. */
  async next(signal: AbortSignal): Promise<Outcome> {
    const { timeoutMs = defaultTimeoutMs, clock } = this.#options;
    const fetched = await fetchPicture(this.#client, this.#validators, timeoutMs, signal);
    if (fetched.kind === 'fault') return fetched.fault;
    if (fetched.kind === 'series' || fetched.kind === 'playlist' || fetched.kind === 'video')
      return this.#open(fetched);
    if (fetched.kind === 'unchanged')
      return this.#frozen(clock.monotonic()) ?? this.#stillTrue(clock.monotonic());
    const picture = await decodeSnapshot(fetched.bytes, this.#request.width, fetched.contentType);
    if ('reason' in picture) return picture;
    this.#noteSnapshot(fetched.bytes);
    this.#validators = fetched.validators;
    this.#refresh.changed(clock.monotonic());
    this.#last = { picture, at: clock.monotonic() };
    return { ...picture, pixels: picture.pixels.slice() };
  }

  #noteSnapshot(bytes: Uint8Array): void {
    const { onNote } = this.#request;
    if (onNote === undefined) return;
    onNote({ kind: 'protocol', protocol: 'snapshot' });
    onNote({ kind: 'codec', codec: codecOf(bytes) });
  }

  #open(response: StreamResponse): OpenStream {
    const context = { client: this.#client, request: this.#request, options: this.#options };
    this.#wasLive ||= this.#stream?.isLive === true;
    this.#stream = new OpenStream(response, context, !this.#wasLive);
    return this.#stream;
  }

  /** The camera says that its picture is still the last one: it is counted for this moment too, until that is doubtful. */
  #stillTrue(at: number): Snapshot | undefined {
    if (this.#last === undefined || at - this.#last.at > reuseMs) return undefined;
    return { ...this.#last.picture, pixels: this.#last.picture.pixels.slice(), isUnchanged: true };
  }

  #frozen(at: number): StreamFault | undefined {
    const still = this.#refresh.frozenForMs(at);
    if (still === undefined) return undefined;
    return {
      reason: 'frozen',
      detail: `the camera has responded "not modified" for ${Math.round(still / 1_000)} s; check whether its picture is frozen`,
    };
  }
}

/** FFmpeg's name of the codec of a picture. */
function codecOf(bytes: Uint8Array): string {
  const type = pictureTypeOf(fromPictureStart(bytes));
  return type === undefined || type === 'jpeg' ? 'mjpeg' : type;
}

function eventOf(said: Snapshot | StreamFault, at: number): CaptureEvent {
  if ('reason' in said) return { kind: 'fault', ...said, at };
  const { isUnchanged, ...picture } = said;
  const event = { kind: 'picture', picture, capturedAt: at, protocol: 'snapshot' } as const;
  return isUnchanged ? { ...event, isUnchanged } : event;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await delay(ms, undefined, { signal }).catch(() => undefined);
}
