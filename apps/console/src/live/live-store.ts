import type { CameraHealth, CountEvent, LiveMessage } from '@vialog/contracts';
import { mergeLatest, type LatestCounts } from './latest-counts.ts';
import type { LiveStatus } from './live-stream.ts';

export interface LiveSnapshot {
  readonly counts: LatestCounts;
  readonly health: ReadonlyMap<string, CameraHealth>;
  readonly status: LiveStatus;
}

/** Collects live messages and notifies React at most once per `batchMs`, however fast they arrive. */
export class LiveStore {
  #snapshot: LiveSnapshot = { counts: new Map(), health: new Map(), status: 'connecting' };
  #pendingCounts: CountEvent[] = [];
  #pendingHealth: CameraHealth[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retry: () => void = () => undefined;
  readonly #listeners = new Set<() => void>();
  readonly #batchMs: number;

  constructor(batchMs = 250) {
    this.#batchMs = batchMs;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): LiveSnapshot => this.#snapshot;

  /** Sets how the stream connects at once. */
  setRetry(retry: () => void): void {
    this.#retry = retry;
  }

  /** Connects at once instead of after the delay. */
  readonly retry = (): void => this.#retry();

  setStatus(status: LiveStatus): void {
    this.#publish({ ...this.#snapshot, status });
  }

  /** Adds counts from the stream or from the event store, in any order. */
  addCounts(records: readonly CountEvent[]): void {
    this.#pendingCounts.push(...records);
    this.#flushLater();
  }

  take(message: LiveMessage): void {
    if (message.name === 'count' || message.name === 'gap') this.addCounts([message.data]);
    if (message.name !== 'health') return;
    this.#pendingHealth.push(message.data);
    this.#flushLater();
  }

  #flushLater(): void {
    this.#timer ??= setTimeout(() => this.#flush(), this.#batchMs);
  }

  #flush(): void {
    this.#timer = undefined;
    const counts = mergeLatest(this.#snapshot.counts, this.#pendingCounts);
    const health = new Map(this.#snapshot.health);
    for (const record of this.#pendingHealth) health.set(record.cameraId, record);
    this.#pendingCounts = [];
    this.#pendingHealth = [];
    this.#publish({ ...this.#snapshot, counts, health });
  }

  #publish(snapshot: LiveSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}
