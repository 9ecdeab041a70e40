import type { CameraHealth, CountEvent, LiveMessage } from '@vialog/contracts';
import { mergeLatest, type LatestCounts } from './latest-counts.ts';
import type { LiveStatus } from './live-stream.ts';

export interface LiveSnapshot {
  readonly counts: LatestCounts;
  readonly health: ReadonlyMap<string, CameraHealth>;
  readonly status: LiveStatus;
}

/** Collects what the stream brings and tells React at most `rounds` apart, however fast messages come. */
export class LiveStore {
  #snapshot: LiveSnapshot = { counts: new Map(), health: new Map(), status: 'connecting' };
  #waiting: CountEvent[] = [];
  #healthWaiting: CameraHealth[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #roundMs: number;

  constructor(roundMs = 250) {
    this.#roundMs = roundMs;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): LiveSnapshot => this.#snapshot;

  setStatus(status: LiveStatus): void {
    this.#publish({ ...this.#snapshot, status });
  }

  /** Records of any age: from the stream or read from the store to begin with. */
  addCounts(records: readonly CountEvent[]): void {
    this.#waiting.push(...records);
    this.#later();
  }

  take(message: LiveMessage): void {
    if (message.name === 'count' || message.name === 'gap') this.addCounts([message.data]);
    if (message.name !== 'health') return;
    this.#healthWaiting.push(message.data);
    this.#later();
  }

  #later(): void {
    this.#timer ??= setTimeout(() => this.#flush(), this.#roundMs);
  }

  #flush(): void {
    this.#timer = undefined;
    const counts = mergeLatest(this.#snapshot.counts, this.#waiting);
    const health = new Map(this.#snapshot.health);
    for (const one of this.#healthWaiting) health.set(one.cameraId, one);
    this.#waiting = [];
    this.#healthWaiting = [];
    this.#publish({ ...this.#snapshot, counts, health });
  }

  #publish(snapshot: LiveSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}
