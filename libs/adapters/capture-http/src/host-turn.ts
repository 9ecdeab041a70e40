import {
  type CaptureEvent,
  describeHostRate,
  type HostLimiter,
  type HostWait,
  type StreamFault,
} from '@vialog/capture';
import type { Clock } from '@vialog/contracts';

/** A camera that waits repeats the reason this often, ms, so that no slot lacks it. */
const repeatMs = 20_000;
/** A shorter wait for the turn is not worth a message, ms. */
const minLateMs = 2_000;

export interface HostTurnOptions {
  readonly limiter: HostLimiter;
  /** The registered URL. */
  readonly url: URL;
  /** Planned time between two requests, ms. */
  readonly periodMs: number;
  readonly clock: Clock;
}

/** The turns of one camera at its host. Says why the camera is requested less often than planned. */
export class HostTurn {
  readonly #options: HostTurnOptions;
  #isLate = false;

  constructor(options: HostTurnOptions) {
    this.#options = options;
  }

  /** Ends when the camera may be requested, or when the signal aborts; until then repeats the reason for the wait. */
  async *turn(signal: AbortSignal): AsyncGenerator<CaptureEvent, void, undefined> {
    const { limiter, url, periodMs, clock } = this.#options;
    const wait = limiter.waitOf(url);
    const isLate = wait.forMs > Math.max(periodMs / 2, minLateMs);
    const turn = limiter.turn(url, signal);
    if (wait.kind === 'turn') yield* this.#changeOf(isLate, wait.forMs);
    const reason = (): CaptureEvent => ({ kind: 'fault', ...this.#reasonOf(wait), at: clock.now() });
    if (wait.kind === 'pause') yield reason();
    while (!signal.aborted && !(await endsWithin(turn, repeatMs)))
      // A pause that another camera caused prolongs a wait that was short.
      if (isLate || limiter.waitOf(url).kind === 'pause') yield reason();
  }

  /** Call with the fault of each request, so that a pause which the host requires holds for all its cameras. */
  settle(fault: StreamFault | undefined): void {
    const { limiter, url } = this.#options;
    if (fault?.retryAfterMs !== undefined) limiter.requirePause(url, fault.retryAfterMs);
  }

  /** The transition between on time and late; between the limits nothing changes, so that the health does not flap. */
  *#changeOf(isLate: boolean, waitMs: number): Generator<CaptureEvent> {
    const { periodMs, clock } = this.#options;
    if (isLate) yield { kind: 'fault', ...this.#late(waitMs), at: clock.now() };
    if (this.#isLate && waitMs <= Math.max(periodMs / 4, minLateMs / 2)) {
      yield { kind: 'recovered', reason: 'no_frame', at: clock.now() };
      this.#isLate = false;
    }
    this.#isLate ||= isLate;
  }

  /** @param first when the wait began */
  #reasonOf(first: HostWait): StreamFault {
    const { kind, forMs } = this.#options.limiter.waitOf(this.#options.url);
    return kind === 'pause' ? this.#paused(forMs) : this.#late(first.forMs);
  }

  #late(waitMs: number): StreamFault {
    const { limiter, url, periodMs } = this.#options;
    const rate = limiter.rateOf(url);
    const limit =
      rate === undefined ? 'requests of its other cameras' : `request rate, ${describeHostRate(rate)}`;
    const remedy = rate === undefined ? 'configure' : 'if its terms allow more, raise';
    const every = `a picture every ${seconds(periodMs + waitMs)} instead of every ${seconds(periodMs)}`;
    return {
      reason: 'no_frame',
      detail: `waiting for the host ${url.hostname} (${limit}): ${every}; choose a longer interval, or ${remedy} VIALOG_HOST_RATES`,
      continues: true,
    };
  }

  #paused(forMs: number): StreamFault {
    const detail = `the host ${this.#options.url.hostname} required a pause (Retry-After); the next request follows in ${seconds(forMs)}`;
    return { reason: 'offline', detail };
  }
}

const seconds = (ms: number): string => `${Math.round(ms / 1_000)} s`;

async function endsWithin(turn: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([turn.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
