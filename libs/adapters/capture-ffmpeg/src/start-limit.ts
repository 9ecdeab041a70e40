/** Processes that start at the same time: each needs the processor for about 0.1 s before it waits for its camera. */
const maxStarting = 4;
/** A process that has delivered nothing after this time waits for its camera and does not count any more, ms. */
const maxStartMs = 1_000;

/**
 * Limits how many processes start at the same time, so that many streams that fail and are opened again, or a network that
 * returns, do not take the processor from streams that run.
 */
export class StartLimit {
  readonly #max: number;
  readonly #maxStartMs: number;
  #starting = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(max = maxStarting, maxMs = maxStartMs) {
    this.#max = max;
    this.#maxStartMs = maxMs;
  }

  /** Resolves when a process may start, with the function to call when it has started or ended; at once after an abort. */
  async enter(signal: AbortSignal): Promise<() => void> {
    if (this.#starting < this.#max) this.#starting += 1;
    else if (!(await this.#turn(signal))) return () => undefined;
    let hasLeft = false;
    const leave = (): void => {
      clearTimeout(timer);
      if (!hasLeft) this.#handOn();
      hasLeft = true;
    };
    const timer = setTimeout(leave, this.#maxStartMs);
    return leave;
  }

  #handOn(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#starting -= 1;
  }

  /** False after an abort. */
  #turn(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const onTurn = (): void => {
        signal.removeEventListener('abort', onAbort);
        resolve(true);
      };
      const onAbort = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(onTurn), 1);
        resolve(false);
      };
      this.#waiting.push(onTurn);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }
}
