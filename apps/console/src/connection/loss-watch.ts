import type { LiveStatus } from '../live/live-stream.ts';

/** Time after which a lost live connection is a lost connection, ms: most are restored sooner. */
export const graceMs = 4_000;

interface LossWatchOptions {
  /** Epoch ms. */
  readonly now: () => number;
  readonly onLost: (lostAt: number) => void;
  /** Called once after `onLost`, when the stream is live again. */
  readonly onRestored: () => void;
}

/**
 * Turns the states of the live stream into a lost and a restored connection. A stream that reconnects is connecting between two
 * failures: only a live one ends the loss. A hidden tab, whose stream is paused, has lost nothing.
 */
export class LossWatch {
  readonly #options: LossWatchOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLost = false;

  constructor(options: LossWatchOptions) {
    this.#options = options;
  }

  take(status: LiveStatus): void {
    if (status === 'reconnecting' && !this.#isLost) this.#timer ??= this.#lostLater();
    if (status === 'live' || status === 'paused') this.stop();
    if (status !== 'live' || !this.#isLost) return;
    this.#isLost = false;
    this.#options.onRestored();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #lostLater(): ReturnType<typeof setTimeout> {
    const lostAt = this.#options.now();
    return setTimeout(() => {
      this.#timer = undefined;
      this.#isLost = true;
      this.#options.onLost(lostAt);
    }, graceMs);
  }
}
