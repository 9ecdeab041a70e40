export interface RollUpScheduleOptions {
  readonly rollUp: () => Promise<unknown>;
  /** Interval of the rounds, ms; 0: none. */
  readonly intervalMs: number;
  /** Called for every round that fails; the next round retries. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Rolls sums up at an interval, one round at a time, and counts the rounds that fail. */
export class RollUpSchedule {
  readonly #options: RollUpScheduleOptions;
  readonly #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #failures = 0;

  constructor(options: RollUpScheduleOptions) {
    this.#options = options;
    if (options.intervalMs > 0)
      this.#timer = setInterval(() => void this.#next(), options.intervalMs).unref();
  }

  /** Rounds that failed since the start. */
  get failures(): number {
    return this.#failures;
  }

  /** Ends the schedule after the current round. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#round;
  }

  #next(): void {
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
