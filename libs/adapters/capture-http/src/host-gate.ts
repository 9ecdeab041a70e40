import type { Clock } from '@vialog/contracts';
import type { Pause } from '@vialog/capture';

const forgetAbove = 1_000;

/** Limits requests per host: one at a time with a minimum interval, for all its cameras together. */
export class HostGate {
  readonly #freeAt = new Map<string, number>();

  readonly #gapMs: number;
  readonly #clock: Clock;
  readonly #pause: Pause;

  /** @param gapMs from one request to the next of the same host */
  constructor(gapMs: number, clock: Clock, pause: Pause) {
    this.#gapMs = gapMs;
    this.#clock = clock;
    this.#pause = pause;
  }

  /** Resolves when it is this caller's turn, or when the signal aborts. */
  async turn(host: string, signal: AbortSignal): Promise<void> {
    const now = this.#clock.monotonic();
    const at = Math.max(now, this.#freeAt.get(host) ?? 0);
    this.#freeAt.set(host, at + this.#gapMs);
    if (this.#freeAt.size > forgetAbove) this.#forget(now);
    if (at > now) await this.#pause(at - now, signal);
  }

  #forget(now: number): void {
    for (const [host, at] of this.#freeAt) if (at <= now) this.#freeAt.delete(host);
  }
}
