import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@vialog/contracts';
import {
  type AddressRanges,
  type CaptureEvent,
  type CaptureRequest,
  type FrameSource,
  keepTrying,
  newestOf,
  silenceLimitMs,
  StreamPacer,
  type Trouble,
} from '@vialog/capture';
import { ffmpegArguments } from './ffmpeg-arguments.ts';
import { FfmpegChild } from './ffmpeg-child.ts';
import { FfmpegProgram } from './ffmpeg-program.ts';
import { runChild } from './run-child.ts';
import { streamInput } from './stream-input.ts';

export interface FfmpegSourceOptions {
  readonly clock: Clock;
  /** 0 ≤ x < 1; spreads retries. */
  readonly random: () => number;
  /** Folders in which ffmpeg is looked for, as in PATH. */
  readonly searchPath: string;
  /** Ranges that may be dialled although they are not public (VIALOG_ALLOW_CIDRS). */
  readonly allowed: AddressRanges;
  /** The only folder `file:` streams may come from (VIALOG_MEDIA_DIR). */
  readonly mediaDir?: string | undefined;
  /** How long a camera may be silent on the network, ms. Default 10 s. */
  readonly patienceMs?: number;
  /** How long a stream may give no picture, ms. Default: by the plan, at least 20 s. */
  readonly silenceMs?: number;
}

const DEFAULT_PATIENCE_MS = 10_000;

/** `rtsp:`, `rtsps:` and `file:` streams, each through one ffmpeg process of its own. */
export class FfmpegSource implements FrameSource {
  private readonly program: FfmpegProgram;

  constructor(private readonly options: FfmpegSourceOptions) {
    this.program = new FfmpegProgram(options.searchPath);
  }

  frames(request: CaptureRequest, signal: AbortSignal): AsyncIterable<CaptureEvent> {
    const surroundings = { clock: this.options.clock, random: this.options.random, pause };
    const attempt = (stop: AbortSignal): AsyncIterable<CaptureEvent> => this.attempt(request, stop);
    return newestOf((stop) => keepTrying(attempt, surroundings, stop), signal);
  }

  /** One process from its start to its end: pictures, then the trouble that ended it. */
  private async *attempt(request: CaptureRequest, signal: AbortSignal): AsyncGenerator<CaptureEvent> {
    const { clock, silenceMs = silenceLimitMs(request.plan) } = this.options;
    const child = await this.start(request);
    if (!(child instanceof FfmpegChild)) {
      yield this.trouble(child);
      return;
    }
    const pacer = new StreamPacer();
    const startedAt = clock.monotonic();
    let delivered = false;
    for await (const said of runChild(child, { signal, silenceMs })) {
      if ('reason' in said) {
        yield this.trouble(delivered ? said : this.unanswered(said, clock.monotonic() - startedAt));
      } else {
        delivered = true;
        const capturedAt = pacer.momentOf(said.streamMs, clock.now());
        yield { kind: 'picture', picture: said.picture, capturedAt };
      }
    }
  }

  /** ffmpeg calls it "invalid data" when the connection is accepted and then nothing comes, or nothing sensible. */
  private unanswered(said: Trouble, afterMs: number): Trouble {
    const patienceMs = this.options.patienceMs ?? DEFAULT_PATIENCE_MS;
    if (said.reason !== 'decode_error' || afterMs < patienceMs) return said;
    return {
      reason: 'offline',
      detail: `no answer of an RTSP camera came within ${Math.round(patienceMs / 1_000)} s`,
    };
  }

  private async start(request: CaptureRequest): Promise<FfmpegChild | Trouble> {
    const { allowed, mediaDir, patienceMs = DEFAULT_PATIENCE_MS } = this.options;
    const found = await this.program.find();
    if (!found.ok) return { reason: 'offline', detail: found.detail };
    const checked = await streamInput(request.stream, { allowed, mediaDir, patienceMs });
    if (!checked.ok) return checked.trouble;
    return new FfmpegChild(found.path, ffmpegArguments(checked.input, request));
  }

  private trouble({ reason, detail }: Trouble): CaptureEvent {
    return { kind: 'trouble', reason, detail, at: this.options.clock.now() };
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
