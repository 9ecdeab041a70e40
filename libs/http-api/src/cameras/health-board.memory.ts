import { isoOf, type CameraHealth, type Clock } from '@vialog/contracts';
import type { HealthBoard } from '../ports/health-board.port.ts';

export interface HealthBoardOptions {
  readonly clock: Clock;
  /** Whoever watches a camera tells of it again and again; after so long without a word nobody does, ms. */
  readonly silentMs: number;
}

interface Heard {
  readonly health: CameraHealth;
  /** Wall clock of this process, epoch ms. */
  readonly at: number;
}

/** Remembers the last health message of each camera. The app passes every message to `heard`. */
export class InMemoryHealthBoard implements HealthBoard {
  readonly #last = new Map<string, Heard>();
  readonly #options: HealthBoardOptions | undefined;

  /** Without options the last word holds for ever. */
  constructor(options?: HealthBoardOptions) {
    this.#options = options;
  }

  heard(health: CameraHealth): void {
    const before = this.#last.get(health.cameraId)?.health;
    if (before && before.changedAt > health.changedAt) return;
    this.#last.set(health.cameraId, { health, at: this.#options?.clock.now() ?? 0 });
  }

  forget(cameraId: string): void {
    this.#last.delete(cameraId);
  }

  of(cameraId: string): CameraHealth | undefined {
    const last = this.#last.get(cameraId);
    return last && this.#isSilent(last) ? unwatched(last) : last?.health;
  }

  #isSilent({ at }: Heard): boolean {
    const { clock, silentMs = Infinity } = this.#options ?? {};
    return clock !== undefined && clock.now() - at > silentMs;
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
