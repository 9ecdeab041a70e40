import type { ShardKeeper } from '@vialog/ingest';
import type { Msg, Subscription } from '@nats-io/transport-node';
import { FrameCounting, type FrameCountingOptions } from './frame-counting.ts';
import { partitionSubject } from './frame-names.ts';

export interface TrackedFrameWorkerOptions extends FrameCountingOptions {
  /** Leases of the tracking partitions of this detector. */
  readonly partitions: Pick<ShardKeeper, 'shards' | 'leaving' | 'fencingTokenOf' | 'giveUp' | 'run'>;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Counts the frames of cameras with tracked zones: only those of the partitions whose leases this detector holds, so that all
 * frames of a camera meet its tracks. The broker does not store them; a frame that no detector receives fails at once.
 */
export class TrackedFrameWorker {
  readonly #options: TrackedFrameWorkerOptions;
  readonly #counting: FrameCounting;
  readonly #subscriptions = new Map<number, Subscription>();
  /** Frames that are being counted, by partition. */
  readonly #inProgress = new Map<number, Set<Promise<void>>>();
  readonly #ending = new AbortController();
  #keeping: Promise<void> = Promise.resolve();
  #closing = false;

  constructor(options: TrackedFrameWorkerOptions) {
    this.#options = options;
    this.#counting = new FrameCounting(options);
  }

  /** Takes this detector's share of the partitions and counts their frames. */
  start(): void {
    const { partitions, pause } = this.#options;
    this.#keeping = partitions.run((ms, signal) => {
      this.#followLeases();
      return pause(ms, signal);
    }, this.#ending.signal);
  }

  /** Completes the frames in progress, then releases the partitions. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const partition of this.#subscriptions.keys()) this.#unsubscribe(partition);
    await Promise.all([...this.#inProgress.keys()].map((partition) => this.#completed(partition)));
    this.#ending.abort();
    await this.#keeping;
  }

  /** Receives the frames of the partitions that are held, and hands over those that are leaving. */
  #followLeases(): void {
    const { connection, partitions } = this.#options;
    if (this.#closing || connection.isClosed()) return;
    const leaving = partitions.leaving;
    const kept = new Set(partitions.shards.filter((partition) => !leaving.includes(partition)));
    for (const partition of this.#subscriptions.keys())
      if (!kept.has(partition)) this.#unsubscribe(partition);
    for (const partition of kept) this.#subscribe(partition);
    for (const partition of leaving) void this.#handOver(partition);
  }

  #subscribe(partition: number): void {
    if (this.#subscriptions.has(partition)) return;
    const callback = (error: Error | null, message: Msg): void => {
      if (error) this.#options.onEvent({ kind: 'unavailable', detail: error.message });
      else this.#receive(partition, message);
    };
    const subscription = this.#options.connection.subscribe(partitionSubject(partition), { callback });
    this.#subscriptions.set(partition, subscription);
  }

  #unsubscribe(partition: number): void {
    if (!this.#options.connection.isClosed()) this.#subscriptions.get(partition)?.unsubscribe();
    this.#subscriptions.delete(partition);
  }

  async #handOver(partition: number): Promise<void> {
    await this.#completed(partition);
    const { partitions } = this.#options;
    // Another detector can have left meanwhile: then this partition stays, and the next round receives it again.
    if (!this.#closing && partitions.leaving.includes(partition)) partitions.giveUp(partition);
  }

  #receive(partition: number, message: Msg): void {
    const received = this.#counting.accept(message.headers);
    if (received.kind !== 'accepted') return;
    const { partitions, onEvent } = this.#options;
    const inProgress = this.#inProgress.get(partition) ?? new Set();
    this.#inProgress.set(partition, inProgress);
    const counted = this.#counting
      .countLeased(received, message.data, (cameraId) => partitions.fencingTokenOf(cameraId))
      .catch((error: unknown) => onEvent({ kind: 'unavailable', detail: (error as Error).message }))
      .finally(() => inProgress.delete(counted));
    inProgress.add(counted);
  }

  async #completed(partition: number): Promise<void> {
    await Promise.all([...(this.#inProgress.get(partition) ?? [])]);
  }
}
