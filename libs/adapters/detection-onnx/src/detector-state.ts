/** Where a detector child stands, for health and metrics. */
export interface DetectorState {
  readonly modelId: string;
  /**
   * starting: loads and warms up; ready: counts; backing_off: waits before the next start; refused: the model cannot
   * be used; closed: ended on purpose.
   */
  readonly phase: 'starting' | 'ready' | 'backing_off' | 'refused' | 'closed';
  readonly pid: number | undefined;
  /** Children that were replaced, number. */
  readonly restarts: number;
  readonly inFlight: 0 | 1;
  /** Frames that wait for this model, number. */
  readonly waiting: number;
  readonly counted: number;
  /** Median of the last 101 frames inside the child, ms. */
  readonly p50Ms: number | undefined;
  /** Why the last child was replaced or the model refused. */
  readonly lastError: string | undefined;
}

/** Something a log should know. */
export interface DetectorEvent {
  readonly level: 'info' | 'warn' | 'error';
  readonly modelId: string;
  readonly message: string;
}

/** Median of the last measurements. */
export class RecentMedian {
  private readonly values: number[] = [];

  add(value: number): void {
    this.values.push(value);
    if (this.values.length > 101) this.values.shift();
  }

  get(): number | undefined {
    return [...this.values].sort((a, b) => a - b)[this.values.length >> 1];
  }
}
