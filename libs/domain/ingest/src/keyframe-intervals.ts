import type { Camera } from '@vialog/contracts';

const kept = 20;
const minCount = 5;

/**
 * How far apart a camera's key frames come. They are a sampling plan only where the 95th percentile of the time between
 * them is at most half the shortest slot; "smart" codecs send one in ten seconds and more.
 */
export class KeyframeIntervals {
  #gapsMs: number[] = [];
  #lastAt: number | undefined;

  /** A picture of a key-frame plan arrived, monotonic ms. */
  arrived(at: number): void {
    if (this.#lastAt !== undefined) this.#gapsMs = [...this.#gapsMs, at - this.#lastAt].slice(-kept);
    this.#lastAt = at;
  }

  /** Forgets the measured intervals: another stream, or the same one opened again. */
  reset(): void {
    this.#gapsMs = [];
    this.#lastAt = undefined;
  }

  /** Whether the key frames are too far apart for the zones of this version. Not before a few were seen. */
  isTooSlowFor({ zones }: Pick<Camera, 'zones'>): boolean {
    if (this.#gapsMs.length < minCount) return false;
    const sorted = [...this.#gapsMs].sort((a, b) => a - b);
    const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] as number;
    return p95 > Math.min(...zones.map((zone) => zone.slotMs)) / 2;
  }
}
