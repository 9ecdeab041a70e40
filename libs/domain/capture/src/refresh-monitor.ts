const frozenAfterPeriods = 3;
const defaultRefreshMs = 20_000;

/** Decides how long a source may respond "not modified" before it counts as frozen: 3 refresh periods. */
export class RefreshMonitor {
  readonly #knownMs: number | undefined;
  #maxMs = defaultRefreshMs;
  #changedAt: number | undefined;

  /** @param knownMs the camera's refresh period; without it 20 s or the longest one observed, whichever is longer */
  constructor(knownMs: number | undefined) {
    this.#knownMs = knownMs;
  }

  /** Records the arrival of a new picture. @param at monotonic ms */
  changed(at: number): void {
    if (this.#changedAt !== undefined) this.#maxMs = Math.max(this.#maxMs, at - this.#changedAt);
    this.#changedAt = at;
  }

  /** Time since the last change, ms, if it is too long; otherwise undefined. @param at monotonic ms */
  frozenForMs(at: number): number | undefined {
    if (this.#changedAt === undefined) return undefined;
    const unchangedMs = at - this.#changedAt;
    return unchangedMs > frozenAfterPeriods * (this.#knownMs ?? this.#maxMs) ? unchangedMs : undefined;
  }
}
