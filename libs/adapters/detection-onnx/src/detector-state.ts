/** State of a detector child, for health and metrics. */
export interface DetectorState {
  readonly modelId: string;
  /**
   * starting: loads and warms up; ready: counts; backing_off: waits before the next start; rejected: the model cannot
   * be used; closed: ended by `close()`.
   */
  readonly phase: 'starting' | 'ready' | 'backing_off' | 'rejected' | 'closed';
  readonly pid: number | undefined;
  /** Number of children that were replaced. */
  readonly restarts: number;
  readonly inFlight: 0 | 1;
  /** Number of frames that wait for this model. */
  readonly waiting: number;
  /** Number of frames this child and its predecessors counted. */
  readonly counted: number;
  /** Median duration of the last 101 inferences, ms. */
  readonly p50Ms: number | undefined;
  /** Why the last child was replaced or the model rejected. */
  readonly lastError: string | undefined;
}

/** An event for the log. */
export interface DetectorEvent {
  readonly level: 'info' | 'warn' | 'error';
  readonly modelId: string;
  readonly message: string;
}

const maxValues = 101;

/** Median of the last 101 measurements. */
export class RecentMedian {
  readonly #values: number[] = [];

  add(value: number): void {
    this.#values.push(value);
    if (this.#values.length > maxValues) this.#values.shift();
  }

  get(): number | undefined {
    return [...this.#values].sort((a, b) => a - b)[this.#values.length >> 1];
  }
}
