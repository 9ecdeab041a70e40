import { isoOf, type CameraHealth, type Clock } from '@vialog/contracts';
import type { HealthBoard } from './health-board.port.ts';

export interface HealthBoardOptions {
  readonly clock: Clock;
  /** The ingest of a camera repeats its health message. After this time without one, the camera is offline, ms. */
  readonly silentMs: number;
  /**
   * Time after which a `stopped` without a later message takes effect, ms; longer than the interval of health messages. During
   * a handover, the previous ingest may send `stopped` after the next ingest has started.
   */
  readonly handOverMs: number;
}

interface Received {
  readonly health: CameraHealth;
  /** Wall clock of this process, epoch ms. */
  readonly at: number;
  /** Monotonic clock of this process, ms: ages do not change when the wall clock is set. */
  readonly receivedAt: number;
  /** A later `stopped` that may come from the previous ingest of the camera. */
  readonly unconfirmedStop?: Received;
}

/**
 * Keeps the latest health message of each camera in the order of arrival: `changedAt` is of the senders' clocks, which
 * differ. The app passes every message to `update`.
 */
export class InMemoryHealthBoard implements HealthBoard {
  readonly #latest = new Map<string, Received>();
  readonly #options: HealthBoardOptions | undefined;

  /** Without options, the latest message takes effect at once and never expires. */
  constructor(options?: HealthBoardOptions) {
    this.#options = options;
  }

  update(health: CameraHealth): void {
    const clock = this.#options?.clock;
    const received = { health, at: clock?.now() ?? 0, receivedAt: clock?.monotonic() ?? 0 };
    const previous = this.#current(health.cameraId);
    this.#latest.set(
      health.cameraId,
      previous && this.#isUnconfirmedStop(received, previous)
        ? { ...previous, unconfirmedStop: received }
        : received,
    );
  }

  of(cameraId: string): CameraHealth | undefined {
    const current = this.#current(cameraId);
    return current && this.#isOlder(current, this.#options?.silentMs) ? offline(current) : current?.health;
  }

  #current(cameraId: string): Received | undefined {
    const latest = this.#latest.get(cameraId);
    const stop = latest?.unconfirmedStop;
    return stop && this.#isOlder(stop, this.#options?.handOverMs) ? stop : latest;
  }

  #isUnconfirmedStop({ health }: Received, previous: Received): boolean {
    const isSampled =
      previous.health.state !== 'stopped' && !this.#isOlder(previous, this.#options?.silentMs);
    return this.#options !== undefined && health.state === 'stopped' && isSampled;
  }

  #isOlder({ receivedAt }: Received, ms = Infinity): boolean {
    return this.#options !== undefined && this.#options.clock.monotonic() - receivedAt > ms;
  }
}

/** The health of a camera whose ingest stopped sending messages. */
function offline({ health: { v, cameraId, lastFrameAt }, at }: Received): CameraHealth {
  return {
    v,
    cameraId,
    state: 'offline',
    reason: 'not_running',
    detail: 'No ingest has reported this camera since then; it is not counted.',
    changedAt: isoOf(at),
    ...(lastFrameAt === undefined ? {} : { lastFrameAt }),
  };
}
