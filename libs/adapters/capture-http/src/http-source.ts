import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { samplingIntervalMs, type Clock, type Picture } from '@vialog/contracts';
import {
  Authenticator,
  backOffMs,
  type CaptureEvent,
  type CaptureRequest,
  type FrameSource,
  maxKeyframesPerSecond,
  RefreshMonitor,
  silenceLimitMs,
  snapshotIntervalMs,
  type StreamFault,
  unexpectedFault,
  waitAfterRejection,
} from '@vialog/capture';
import type { StreamAddressRules } from '@vialog/network-guard';
import { decodeSnapshot } from './decode-snapshot.ts';
import { type Fetched, fetchPicture, type Validators } from './fetch-picture.ts';
import { HostGate } from './host-gate.ts';
import { HttpClient } from './http-client.ts';
import { readMjpeg } from './mjpeg-stream.ts';
import { fromPictureStart, pictureTypeOf } from './picture-type.ts';

export interface HttpSourceOptions extends StreamAddressRules {
  readonly clock: Clock;
  /** 0 ≤ x < 1; spreads retries. */
  readonly random: () => number;
  /** For one picture from the first packet to the last byte, ms. Default 10 s. */
  readonly timeoutMs?: number;
  /** Time without a picture after which a motion JPEG stream is closed, ms. Default: by the plan, at least 20 s. */
  readonly silenceMs?: number;
  /** From one request to the next of the same host, over all its cameras, ms. Default 200. */
  readonly hostGapMs?: number;
}

const defaultTimeoutMs = 10_000;

type Series = Extract<Fetched, { kind: 'series' }>;

/**
 * Pictures over HTTP(S). What the URL answers decides: a single picture is requested at the interval of the plan, a motion JPEG
 * stream (`multipart/x-mixed-replace`) is read.
 */
export class HttpSource implements FrameSource {
  readonly #gate: HostGate;

  readonly #options: HttpSourceOptions;

  constructor(options: HttpSourceOptions) {
    this.#options = options;
    this.#gate = new HostGate(options.hostGapMs ?? 200, options.clock, pause);
  }

  async *frames(request: CaptureRequest, signal: AbortSignal): AsyncGenerator<CaptureEvent, void, undefined> {
    const { clock, random } = this.#options;
    const camera = new HttpCamera(request, this.#options);
    const periodMs = snapshotIntervalMs(request.plan, request.stream);
    const host = new URL(request.stream.url).host;
    let failures = 0;
    while (!signal.aborted) {
      await this.#gate.turn(host, signal);
      const askedAt = clock.monotonic();
      const answer = await camera.next(signal).catch(unexpectedFault);
      if (signal.aborted) return closeSeries(answer);
      const isFailure = isFault(answer) && answer.reason !== 'frozen';
      failures = isFailure ? failures + 1 : 0;
      yield* this.#eventsOf(answer, request, signal);
      const mustBackOff = isFailure || isSeries(answer);
      const waitMs = mustBackOff
        ? Math.max(periodMs, backOffMs(Math.max(0, failures - 1), random))
        : periodMs;
      const since = isSeries(answer) ? clock.monotonic() : askedAt;
      await pause(since + waitMs - clock.monotonic(), signal);
    }
  }

  async *#eventsOf(
    answer: Answer,
    request: CaptureRequest,
    signal: AbortSignal,
  ): AsyncGenerator<CaptureEvent> {
    const { clock, random } = this.#options;
    if (answer === undefined) return;
    if (isSeries(answer)) {
      yield* this.#series(answer, request, signal);
      return;
    }
    yield eventOf(answer, clock.now());
    if (isFault(answer) && answer.isRejection)
      yield* waitAfterRejection(answer, { clock, random, pause }, signal);
  }

  async *#series(
    series: Series,
    { plan, width, onNote }: CaptureRequest,
    signal: AbortSignal,
  ): AsyncGenerator<CaptureEvent> {
    const { clock } = this.#options;
    const intervalMs = samplingIntervalMs(plan) ?? 1_000 / maxKeyframesPerSecond;
    const { silenceMs = silenceLimitMs(plan) } = this.#options;
    const close = (): void => series.close();
    signal.addEventListener('abort', close);
    try {
      for await (const event of readMjpeg(series.body, { clock, intervalMs, silenceMs, width, onNote })) {
        if (signal.aborted) return;
        yield event;
      }
    } finally {
      signal.removeEventListener('abort', close);
      close();
    }
  }
}

/** Undefined when there is no newer picture. */
type Answer = Picture | StreamFault | Series | undefined;

const isFault = (answer: Answer): answer is StreamFault => answer !== undefined && 'reason' in answer;
const isSeries = (answer: Answer): answer is Series => answer !== undefined && 'close' in answer;
function closeSeries(answer: Answer): void {
  if (isSeries(answer)) answer.close();
}
const randomNonce = (): string => randomBytes(16).toString('hex');

/** How long an unchanged picture is handed on again, ms: below the minute after which identical pixels count as frozen. */
const reuseMs = 50_000;

/** What is known of one camera from picture to picture. */
class HttpCamera {
  #validators: Validators = {};
  readonly #refresh: RefreshMonitor;
  readonly #client: HttpClient;
  #last: { readonly picture: Picture; readonly at: number } | undefined;

  readonly #request: CaptureRequest;
  readonly #options: HttpSourceOptions;

  constructor(request: CaptureRequest, options: HttpSourceOptions) {
    this.#request = request;
    this.#options = options;
    this.#refresh = new RefreshMonitor(request.stream.refreshMs);
    const { allowed, resolve, timeoutMs = defaultTimeoutMs } = options;
    const { credentials, onNote } = request;
    const onChallenge = (schemes: readonly string[]): void => onNote?.({ kind: 'challenge', schemes });
    const authenticator = new Authenticator({ credentials, randomNonce, onChallenge });
    const client = { rules: { allowed, resolve }, authenticator, silenceMs: timeoutMs };
    this.#client = new HttpClient(request.stream.url, client);
  }

  /** Returns the next picture, a motion JPEG stream, a fault, or undefined when there is no newer picture. */
  async next(signal: AbortSignal): Promise<Answer> {
    const { timeoutMs = defaultTimeoutMs, clock } = this.#options;
    const fetched = await fetchPicture(this.#client, this.#validators, timeoutMs, signal);
    if (fetched.kind === 'fault') return fetched.fault;
    if (fetched.kind === 'series') {
      this.#request.onNote?.({ kind: 'protocol', protocol: 'mjpeg' });
      return fetched;
    }
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

  /** The camera says that its picture is still the last one: it is counted for this moment too, until that is doubtful. */
  #stillTrue(at: number): Picture | undefined {
    if (this.#last === undefined || at - this.#last.at > reuseMs) return undefined;
    return { ...this.#last.picture, pixels: this.#last.picture.pixels.slice() };
  }

  #frozen(at: number): StreamFault | undefined {
    const still = this.#refresh.frozenForMs(at);
    if (still === undefined) return undefined;
    return {
      reason: 'frozen',
      detail: `the camera has answered "not modified" for ${Math.round(still / 1_000)} s; check whether its picture is frozen`,
    };
  }
}

/** FFmpeg's name of the codec of a picture. */
function codecOf(bytes: Uint8Array): string {
  const type = pictureTypeOf(fromPictureStart(bytes));
  return type === undefined || type === 'jpeg' ? 'mjpeg' : type;
}

function eventOf(said: Picture | StreamFault, at: number): CaptureEvent {
  if ('reason' in said) return { kind: 'fault', ...said, at };
  return { kind: 'picture', picture: said, capturedAt: at };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await delay(ms, undefined, { signal }).catch(() => undefined);
}
