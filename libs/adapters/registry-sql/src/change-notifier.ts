/** A listener that is armed before a query: a notification between the query and the wait is not missed. */
export interface ArmedListener {
  /** Resolves on the first notification since arming, after `ms`, or when the signal aborts. */
  until(ms: number, signal: AbortSignal): Promise<void>;
}

/** Notifies listeners of this process of committed changes; polling finds changes of other processes. */
export class ChangeNotifier {
  #notifications = 0;
  readonly #waiting = new Set<() => void>();

  notify(): void {
    this.#notifications += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  listen(): ArmedListener {
    const armedAt = this.#notifications;
    return {
      until: (ms, signal) => (this.#notifications === armedAt ? this.#wait(ms, signal) : Promise.resolve()),
    };
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
