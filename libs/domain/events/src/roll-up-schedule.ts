import type { Timers } from './timers.port.ts';

export interface RollUpScheduleOptions {
  readonly rollUp: () => Promise<unknown>;
  /** Starts the rounds; without it no round runs. */
  readonly timers?: Timers | undefined;
  /** Called for every round that fails; the next round retries. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Interval of the rounds, ms. */
const intervalMs = 60_000;

/** Runs the roll-up every minute, one round at a time, and counts the rounds that fail. */
export class RollUpSchedule {
  readonly #options: RollUpScheduleOptions;
  readonly #endTimer: (() => void) | undefined;
  #round: Promise<void> | undefined;
  #failures = 0;

  constructor(options: RollUpScheduleOptions) {
    this.#options = options;
    this.#endTimer = options.timers?.every(intervalMs, () => this.#startRound());
  }

  /** Rounds that failed since the start. */
  get failures(): number {
    return this.#failures;
  }

  /** Ends the schedule after the current round. */
  async stop(): Promise<void> {
    this.#endTimer?.();
    await this.#round;
  }

  #startRound(): void {
    this.#round ??= this.#run().finally(() => {
      this.#round = undefined;
    });
  }

  async #run(): Promise<void> {
    try {
      await this.#options.rollUp();
    } catch (error) {
      this.#failures += 1;
      this.#options.onError?.(error);
    }
  }
}
