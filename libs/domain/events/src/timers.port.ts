/** Starts tasks that repeat. */
export interface Timers {
  /** Calls the task at every interval, ms, until the returned function is called. */
  every(ms: number, task: () => void): () => void;
}
