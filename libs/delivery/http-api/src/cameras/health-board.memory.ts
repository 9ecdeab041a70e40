import { isoOf, type CameraHealth, type Clock } from '@vialog/contracts';
import type { HealthBoard } from '../ports/health-board.port.ts';

export interface HealthBoardOptions {
  readonly clock: Clock;
  /** Whoever watches a camera tells of it again and again; after so long without a word nobody does, ms. */
  readonly silentMs: number;
  /**
   * A `stopped` is believed after so long without another word, ms: longer than watchers are silent. One that lost a camera
   * may say so after its successor began.
   */
  readonly handOverMs: number;
}

interface Heard {
  readonly health: CameraHealth;
  /** Wall clock of this process, epoch ms. */
  readonly at: number;
  /** A `stopped` that came after it, and may be the last word of somebody who does not watch the camera any more. */
  readonly doubtful?: Heard;
}

/**
 * Remembers the last health message of each camera, in the order they came: `changedAt` is of the senders' clocks, which
 * differ. The app passes every message to `heard`.
 */
export class InMemoryHealthBoard implements HealthBoard {
  readonly #last = new Map<string, Heard>();
  readonly #options: HealthBoardOptions | undefined;

  /** Without options the last word holds at once and for ever. */
  constructor(options?: HealthBoardOptions) {
    this.#options = options;
  }

  update(health: CameraHealth): void {
    const fresh = { health, at: this.#options?.clock.now() ?? 0 };
    const before = this.#settled(health.cameraId);
    this.#last.set(
      health.cameraId,
      before && this.#doubts(fresh, before) ? { ...before, doubtful: fresh } : fresh,
    );
  }

  of(cameraId: string): CameraHealth | undefined {
    const last = this.#settled(cameraId);
    return last && this.#isOlder(last, this.#options?.silentMs) ? unwatched(last) : last?.health;
  }

  #settled(cameraId: string): Heard | undefined {
    const last = this.#last.get(cameraId);
    const doubtful = last?.doubtful;
    return doubtful && this.#isOlder(doubtful, this.#options?.handOverMs) ? doubtful : last;
  }

  #doubts({ health }: Heard, before: Heard): boolean {
    const isWatched = before.health.state !== 'stopped' && !this.#isOlder(before, this.#options?.silentMs);
    return this.#options !== undefined && health.state === 'stopped' && isWatched;
  }

  #isOlder({ at }: Heard, ms = Infinity): boolean {
    return this.#options !== undefined && this.#options.clock.now() - at > ms;
  }
}

/** What is known of a camera that nobody tells of any more. */
function unwatched({ health: { v, cameraId, lastFrameAt }, at }: Heard): CameraHealth {
  return {
    ...{ v, cameraId, state: 'offline', reason: 'not_running', changedAt: isoOf(at) },
    detail: 'No ingest has told of this camera since; it is not counted.',
    ...(lastFrameAt === undefined ? {} : { lastFrameAt }),
  };
}
