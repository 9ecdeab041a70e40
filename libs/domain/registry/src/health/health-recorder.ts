import type { CameraHealth } from '@vialog/contracts';
import type { HealthHistory, RecordedChange } from './health-history.port.ts';

export interface HealthRecorderPorts {
  readonly history: HealthHistory;
  /** Called for the first of several failures in a row. */
  readonly onError: (error: unknown) => void;
}

/** Changes that wait while the history does not accept them; the oldest are dropped beyond. */
const maxWaiting = 50_000;
/** Transitions of a process and not of a camera: a start, and an ingest that hands over or ends. */
const passing: ReadonlySet<CameraHealth['state']> = new Set(['starting', 'stopped']);

/** Records changes of health in the history: each change once, in batches, so that flapping streams do not disturb others. */
export class HealthRecorder {
  readonly #ports: HealthRecorderPorts;
  readonly #last = new Map<string, string>();
  #waiting: RecordedChange[] = [];
  #writing: Promise<void> | undefined;
  #isFailing = false;

  constructor(ports: HealthRecorderPorts) {
    this.#ports = ports;
  }

  /** Health is published repeatedly; only changes are recorded. */
  update({ cameraId, changedAt, state, reason, detail }: CameraHealth): void {
    if (passing.has(state)) return;
    const key = `${state} ${reason ?? ''} ${changedAt}`;
    if (this.#last.get(cameraId) === key) return;
    this.#last.set(cameraId, key);
    this.#waiting.push({
      cameraId,
      changedAt,
      state,
      ...(reason === undefined ? {} : { reason }),
      ...(detail === undefined ? {} : { detail }),
    });
    if (this.#waiting.length > maxWaiting) this.#waiting.shift();
  }

  /** Writes the waiting changes; call it every second and before the history closes. Never rejects. */
  async flush(): Promise<void> {
    await this.#writing;
    if (this.#waiting.length === 0) return;
    this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
    await this.#writing;
  }

  async #write(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      await this.#ports.history.append(batch);
      this.#isFailing = false;
    } catch (error) {
      this.#waiting = [...batch, ...this.#waiting].slice(-maxWaiting);
      if (!this.#isFailing) this.#ports.onError(error);
      this.#isFailing = true;
    }
  }
}
