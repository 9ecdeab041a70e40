import { epochOf, quarterMs, type Camera, type CameraHealth, type ChangeCheck } from '@vialog/contracts';
import { slotOf } from '@vialog/measuring';
import type { HealthBoard } from '@vialog/registry';
import type { Timers } from '../timers.port.ts';
import { checkChange, checkedMs, type ChangeCheckPorts } from './check-change.ts';

export interface ChangeWatchOptions extends ChangeCheckPorts {
  /** The newest version of every camera. */
  readonly newest: () => Iterable<Camera>;
  readonly timers: Timers;
  /** Called when figures could not be read; the next round tries again. */
  readonly onError: (error: unknown) => void;
}

interface Checked {
  readonly check: ChangeCheck;
  /** Version and quarter hour of the check: the result of another check of both is the same. */
  readonly key: string;
  /** When the camera became unusual, ISO 8601. */
  readonly since: string;
}

const intervalMs = 60_000;

/** Checks the figures of the cameras that changed in the last days, every quarter hour, and keeps what is unusual. */
export class ChangeWatch {
  readonly #options: ChangeWatchOptions;
  readonly #checked = new Map<string, Checked>();
  readonly #endTimer: () => void;
  #round: Promise<void> | undefined;

  constructor(options: ChangeWatchOptions) {
    this.#options = options;
    this.#endTimer = options.timers.every(intervalMs, () => void this.refresh());
  }

  /** Health of a camera: degraded if its frames are counted and its figures are unusual since a change. */
  healthOf(health: CameraHealth): CameraHealth {
    const found = this.#checked.get(health.cameraId);
    if (health.state !== 'online' || found?.check.verdict !== 'unusual') return health;
    const detail = detailOf(found.check).slice(0, 300);
    return { ...health, state: 'degraded', reason: 'unusual', detail, changedAt: found.since };
  }

  /** Checks every changed camera once per quarter hour; one round at a time. Never rejects. */
  refresh(): Promise<void> {
    this.#round ??= this.#check()
      .catch((error: unknown) => this.#options.onError(error))
      .finally(() => (this.#round = undefined));
    return this.#round;
  }

  /** Ends the watch after the current round. */
  async stop(): Promise<void> {
    this.#endTimer();
    await this.#round;
  }

  async #check(): Promise<void> {
    const { clock, latenessMs, newest } = this.#options;
    const now = clock.now();
    const quarter = slotOf(now - latenessMs, quarterMs);
    const changed = [...newest()].filter((camera) => mayBeChanged(camera, now));
    const ids = new Set(changed.map(({ cameraId }) => cameraId));
    for (const cameraId of this.#checked.keys()) if (!ids.has(cameraId)) this.#checked.delete(cameraId);
    for (const { cameraId, version } of changed) {
      const key = `${version} ${quarter}`;
      const before = this.#checked.get(cameraId);
      if (before?.key === key) continue;
      const check = await checkChange(this.#options, cameraId);
      const isSame = before?.check.verdict === 'unusual' && before.check.changedAt === check.changedAt;
      this.#checked.set(cameraId, { check, key, since: isSame ? before.since : new Date(now).toISOString() });
    }
  }
}

const mayBeChanged = ({ version, lifecycle, validFromAt }: Camera, now: number): boolean =>
  version > 1 && lifecycle === 'active' && epochOf(validFromAt) > now - checkedMs;

function detailOf({ changedAt = '', causes, figures }: ChangeCheck): string {
  const [worst] = figures.filter(({ isUnusual }) => isUnusual);
  const at = `${changedAt.slice(0, 16).replace('T', ' ')} UTC`;
  const figure = worst
    ? `: zone "${worst.zoneId}" has ${tenths(worst.mean)} ${words[worst.figure]} on average, usually ${tenths(worst.low)} to ${tenths(worst.high)} at this time`
    : '';
  return `The figures are unusual since the change of ${at} (${causes.join(', ')})${figure}.`;
}

const words = { total: 'objects', occupied: 'occupied spaces', unknown: 'unknown spaces' } as const;

const tenths = (value = 0): string => value.toFixed(1);

/** A health board whose cameras are degraded while their figures are unusual since a change. */
export const withChanges = (board: HealthBoard, watch: Pick<ChangeWatch, 'healthOf'>): HealthBoard => ({
  of: (cameraId) => {
    const health = board.of(cameraId);
    return health && watch.healthOf(health);
  },
});
