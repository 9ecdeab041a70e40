import type { CameraHealth } from '@vialog/contracts';
import type { HealthBoard } from '../ports/health-board.port.ts';

/** Remembers the last health message of each camera. The app passes every message to `heard`. */
export class InMemoryHealthBoard implements HealthBoard {
  readonly #last = new Map<string, CameraHealth>();

  heard(health: CameraHealth): void {
    const before = this.#last.get(health.cameraId);
    if (!before || before.changedAt <= health.changedAt) this.#last.set(health.cameraId, health);
  }

  forget(cameraId: string): void {
    this.#last.delete(cameraId);
  }

  of(cameraId: string): CameraHealth | undefined {
    return this.#last.get(cameraId);
  }
}
