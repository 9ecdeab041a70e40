/** A listener armed before it looks: a ring between looking and waiting is not missed. */
export interface ArmedListener {
  /** Until the bell has rung since arming, the time is up or the signal aborts. */
  until(ms: number, signal: AbortSignal): Promise<void>;
}

/** Wakes listeners of this process when a change was committed; changes of other processes are found by polling. */
export class ChangeNotifier {
  #rings = 0;
  readonly #waiting = new Set<() => void>();

  notify(): void {
    this.#rings += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  listen(): ArmedListener {
    const armedAt = this.#rings;
    return { until: (ms, signal) => (this.#rings === armedAt ? this.#wait(ms, signal) : Promise.resolve()) };
  }

  async #wait(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
