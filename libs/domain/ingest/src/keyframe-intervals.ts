import type { Camera } from '@vialog/contracts';

const kept = 20;
const minCount = 5;

/**
 * Measures the interval of a camera's key frames. Key frames are usable as a sampling plan if the 95th percentile of the
 * interval is at most half the shortest slot; "smart" codecs send a key frame every ten seconds or less often.
 */
export class KeyframeIntervals {
  #gapsMs: number[] = [];
  #lastAt: number | undefined;

  /** Records the arrival of a key frame, monotonic ms. */
  arrived(at: number): void {
    if (this.#lastAt !== undefined) this.#gapsMs = [...this.#gapsMs, at - this.#lastAt].slice(-kept);
    this.#lastAt = at;
  }

  /** Deletes the measured intervals, because a stream is opened. */
  reset(): void {
    this.#gapsMs = [];
    this.#lastAt = undefined;
  }

  /** Records that pictures are missing, because the time across a fault is not an interval of the camera. */
  interrupt(): void {
    this.#lastAt = undefined;
  }

  /** The longest recent interval, ms; undefined until two key frames arrived. */
  get longestMs(): number | undefined {
    return this.#gapsMs.length === 0 ? undefined : Math.max(...this.#gapsMs);
  }

  /** Whether the key frames are too far apart for the zones of this version. False until enough intervals were measured. */
  isTooSlowFor(camera: Pick<Camera, 'zones'>): boolean {
    if (this.#gapsMs.length < minCount) return false;
    const sorted = [...this.#gapsMs].sort((a, b) => a - b);
    const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] as number;
    return isTooSlow(p95, camera);
  }
}

/** Whether pictures at this interval, ms, are too far apart for the slots of a camera. */
export const isTooSlow = (intervalMs: number, { zones }: Pick<Camera, 'zones'>): boolean =>
  intervalMs > Math.min(...zones.map((zone) => zone.slotMs)) / 2;
