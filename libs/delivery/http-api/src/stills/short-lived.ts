import type { Clock } from '@vialog/contracts';

/** Values in memory that are deleted after a time. Nothing of them is written to disk. */
export class ShortLived<T> {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #lifeMs: number;
  readonly #max: number;
  readonly #entries = new Map<string, { readonly value: T; readonly until: number }>();

  /** @param max number of values; the oldest is deleted when there are more */
  constructor(clock: Pick<Clock, 'monotonic'>, { lifeMs, max }: { lifeMs: number; max: number }) {
    this.#clock = clock;
    this.#lifeMs = lifeMs;
    this.#max = max;
  }

  put(key: string, value: T): void {
    this.#forgetOld();
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: this.#clock.monotonic() + this.#lifeMs });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#max && oldest !== undefined) this.#entries.delete(oldest);
  }

  get(key: string): T | undefined {
    this.#forgetOld();
    return this.#entries.get(key)?.value;
  }

  #forgetOld(): void {
    const now = this.#clock.monotonic();
    for (const [key, { until }] of this.#entries) if (until <= now) this.#entries.delete(key);
  }
}
