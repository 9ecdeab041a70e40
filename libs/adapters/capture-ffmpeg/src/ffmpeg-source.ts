import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@vialog/contracts';
import {
  aspectRatioOf,
  Authenticator,
  type CaptureEvent,
  type CaptureRequest,
  type FrameSource,
  type QualityMark,
  type RetryOptions,
  retryUntilAborted,
  latestEvents,
  silenceLimitMs,
  type StreamFault,
  waitAfterRejection,
} from '@vialog/capture';
import type { StreamAddressRules } from '@vialog/network-guard';
import { clipDefect } from './clip-defect.ts';
import { type ClipInput, ffmpegArguments, type Input } from './ffmpeg-arguments.ts';
import { FfmpegChild } from './ffmpeg-child.ts';
import { FfmpegProgram } from './ffmpeg-program.ts';
import { PacketList } from './packet-list.ts';
import { runChild } from './run-child.ts';
import { RtspRelay } from './rtsp-relay.ts';
import { StartLimit } from './start-limit.ts';
import { StreamConnection } from './stream-connection.ts';
import { type CheckedCamera, streamInput } from './stream-input.ts';

export interface FfmpegSourceOptions extends StreamAddressRules {
  readonly clock: Clock;
  /** 0 ≤ x < 1; spreads retries. */
  readonly random: () => number;
  /** Folders in which ffmpeg is searched, as in PATH. */
  readonly searchPath: string;
  /** The only folder `file:` streams may come from (VIALOG_MEDIA_DIR). */
  readonly mediaDir?: string | undefined;
  /** Time without data from the camera after which the connection is closed, ms. Default 10 s. */
  readonly networkTimeoutMs?: number;
  /** Time without a picture after which the process is ended, ms. Default: by the plan, at least 20 s. */
  readonly silenceMs?: number;
  /** Called for each mark of a stream. */
  readonly onMark?: ((mark: QualityMark) => void) | undefined;
}

const defaultNetworkTimeoutMs = 10_000;

interface Watching {
  readonly request: CaptureRequest;
  readonly signal: AbortSignal;
  readonly authenticator: Authenticator;
  /** The relay between the process and the camera. */
  readonly relay?: RtspRelay;
}

/** `rtsp:`, `rtsps:` and `file:` streams, one ffmpeg process each. */
export class FfmpegSource implements FrameSource {
  readonly #program: FfmpegProgram;
  readonly #starts = new StartLimit();
  readonly #networkTimeoutMs: number;

  readonly #options: FfmpegSourceOptions;

  constructor(options: FfmpegSourceOptions) {
    this.#options = options;

    this.#networkTimeoutMs = options.networkTimeoutMs ?? defaultNetworkTimeoutMs;
    this.#program = new FfmpegProgram(options.searchPath);
  }

  frames(request: CaptureRequest, signal: AbortSignal): AsyncIterable<CaptureEvent> {
    const { credentials, onNote } = request;
    const onChallenge = (schemes: readonly string[]): void => onNote?.({ kind: 'challenge', schemes });
    const authenticator = new Authenticator({ credentials, randomNonce, onChallenge });
    const attempt = (stop: AbortSignal): AsyncIterable<CaptureEvent> =>
      this.#attempt({ request, signal: stop, authenticator });
    return latestEvents((stop) => retryUntilAborted(attempt, this.#surroundings(), stop), signal);
  }

  #surroundings(): RetryOptions {
    return { clock: this.#options.clock, random: this.#options.random, pause };
  }

  /** One connection from its start to its end: pictures, then the fault that ended it. */
  async *#attempt(watching: Watching): AsyncGenerator<CaptureEvent> {
    const { allowed, resolve, mediaDir } = this.#options;
    const found = await this.#program.find();
    if (!found.ok) {
      yield this.#fault({ reason: 'offline', detail: found.detail });
      return;
    }
    const checked = await streamInput(watching.request.stream, { allowed, resolve, mediaDir });
    if (checked.kind === 'fault') yield this.#fault(checked.fault);
    else if (checked.kind === 'clip') yield* this.#watchClip(found.path, checked.input, watching);
    else yield* this.#throughRelay(found.path, checked, watching);
  }

  /** A clip that breaks off is played as far as it can be read, and reported once. */
  async *#watchClip(program: string, input: ClipInput, watching: Watching): AsyncGenerator<CaptureEvent> {
    let defect: string | undefined;
    const { request, signal } = watching;
    // A probe reports what it sees itself.
    if (request.onNote === undefined)
      void clipDefect(program, input.path, signal).then((found) => (defect = found));
    for await (const event of this.#watch(program, input, watching)) {
      yield event;
      if (defect === undefined) continue;
      yield this.#fault({ reason: 'decode_error', detail: defect, continues: true });
      defect = undefined;
    }
  }

  async *#throughRelay(
    program: string,
    { target, transport }: CheckedCamera,
    watching: Watching,
  ): AsyncGenerator<CaptureEvent> {
    const networkTimeoutMs = this.#networkTimeoutMs;
    const { authenticator, signal } = watching;
    const onResynchronised = (): void => this.#options.onMark?.('resynchronised');
    const options = { networkTimeoutMs, authenticator, transport, onResynchronised };
    const relay = await RtspRelay.open(target, options, signal);
    if ('reason' in relay) {
      if (!signal.aborted) yield this.#fault(relay);
      return;
    }
    try {
      const input = { kind: 'rtsp', url: relay.url, transport, networkTimeoutMs } as const;
      yield* this.#watch(program, input, { ...watching, relay });
    } finally {
      await relay.close();
    }
    const { fault } = relay;
    if (fault?.isRejection) yield* waitAfterRejection(fault, this.#surroundings(), signal);
  }

  /** One process from its start to its end. */
  async *#watch(
    program: string,
    input: Input,
    { request, signal, relay }: Watching,
  ): AsyncGenerator<CaptureEvent> {
    const { clock, onMark, silenceMs = silenceLimitMs(request.plan) } = this.#options;
    const { pixelFormat } = request;
    const connection = new StreamConnection({ clock, onMark, plan: request.plan });
    let ending: StreamFault | undefined;
    const started = await this.#turnOf(request, signal);
    if (signal.aborted) return started();
    const child = startChild(program, input, request);
    void child.ended.then(started);
    const onSilence = (silentForMs: number): StreamFault | undefined =>
      relay?.deliversVideo === true ? connection.silent(silentForMs) : undefined;
    for await (const said of runChild(child, {
      pixelFormat,
      signal,
      silenceMs,
      onSilence,
      ...transportOf(input),
    })) {
      started();
      if ('picture' in said) yield connection.picture(said);
      else if ('waiting' in said) yield this.#fault(said.waiting);
      else ending = said;
    }
    const fault = relay?.fault ?? this.#explained(ending, connection);
    if (fault !== undefined && !signal.aborted) yield this.#fault(fault);
  }

  /** A probe has a short deadline and does not wait. */
  #turnOf({ onNote }: CaptureRequest, signal: AbortSignal): Promise<() => void> {
    return onNote ? Promise.resolve(() => undefined) : this.#starts.enter(signal);
  }

  /** ffmpeg reports "invalid data" when the connection is accepted and then no data or no RTSP response comes. */
  #explained(said: StreamFault | undefined, connection: StreamConnection): StreamFault | undefined {
    if (said?.reason !== 'decode_error' || connection.hasPicture) return said;
    if (connection.ageMs < this.#networkTimeoutMs) return said;
    return {
      reason: 'offline',
      cause: 'unreachable',
      detail: `the camera did not respond as an RTSP server within ${Math.round(this.#networkTimeoutMs / 1_000)} s`,
    };
  }

  #fault(fault: StreamFault): CaptureEvent {
    return { kind: 'fault', ...fault, at: this.#options.clock.now() };
  }
}

const transportOf = (input: Input): { readonly transport?: 'tcp' | 'udp' } =>
  input.kind === 'rtsp' ? { transport: input.transport } : {};

function startChild(program: string, input: Input, request: CaptureRequest): FfmpegChild {
  const { onNote } = request;
  const output = { ...request, aspectRatio: aspectRatioOf(request.stream.aspectRatio) };
  if (onNote === undefined) return new FfmpegChild(program, ffmpegArguments(input, output));
  const list = new PacketList(onNote);
  const args = ffmpegArguments(input, { ...output, listsPackets: true });
  return new FfmpegChild(program, args, { onPacketText: (text) => list.push(text) });
}

const randomNonce = (): string => randomBytes(16).toString('hex');

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
