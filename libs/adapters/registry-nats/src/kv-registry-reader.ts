import { setTimeout as wait } from 'node:timers/promises';
import type { Camera } from '@vialog/contracts';
import {
  RegistryReset,
  type CameraDirectory,
  type RegistryChange,
  type RegistryReader,
  type RegistrySnapshot,
} from '@vialog/registry';
import type { NatsConnection } from '@nats-io/transport-node';
import { RegistryBucket, storedOf } from './registry-bucket.ts';

/** How often it is looked whether the bucket is still the same, ms. */
const lookMs = 1_000;

/** The registry as the broker keeps it, for services without a database. A revision is a sequence number of the bucket. */
export class KvRegistryReader implements RegistryReader, Pick<CameraDirectory, 'versions'> {
  readonly #bucket: RegistryBucket;
  /** Which bucket the revisions that were handed out are of. */
  #made: string | undefined;
  /** Ends of the watches that are open: a broker that restarted has forgotten them. */
  readonly #watches = new Set<() => void>();

  constructor(connection: NatsConnection) {
    this.#bucket = new RegistryBucket(connection);
    void this.#watchConnection(connection);
  }

  async snapshot(): Promise<RegistrySnapshot> {
    const { made, revision } = await this.#bucket.state();
    this.#made = made;
    const newest = new Map<string, Camera>();
    let last = revision;
    for (const { camera, revision: at } of await this.#bucket.read()) {
      last = Math.max(last, at);
      if (camera && camera.version > (newest.get(camera.cameraId)?.version ?? 0))
        newest.set(camera.cameraId, camera);
    }
    const cameras = [...newest.values()].sort((a, b) => (a.cameraId < b.cameraId ? -1 : 1));
    return { revision: last, cameras };
  }

  async versions(cameraIds?: readonly string[]): Promise<readonly Camera[]> {
    if (cameraIds?.length === 0) return [];
    const wanted = cameraIds && new Set(cameraIds);
    return (await this.#bucket.read(cameraIds))
      .flatMap(({ camera }) => (camera && (wanted?.has(camera.cameraId) ?? true) ? [camera] : []))
      .sort((a, b) => (a.cameraId === b.cameraId ? a.version - b.version : a.cameraId < b.cameraId ? -1 : 1));
  }

  async *changes(after: number, signal: AbortSignal): AsyncIterable<RegistryChange> {
    let seen = after;
    while (!signal.aborted) {
      await this.#checkSame(seen);
      for await (const change of this.#watch(seen, signal)) {
        seen = change.revision;
        yield change;
      }
    }
  }

  /** Changes until the signal aborts, the bucket is another one, or the broker was away: its watch ended then. */
  async *#watch(after: number, signal: AbortSignal): AsyncIterable<RegistryChange> {
    const entries = await (await this.#bucket.open()).watch({ resumeFromRevision: after + 1 });
    const over = new AbortController();
    const stop = (): void => {
      over.abort();
      entries.stop();
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    this.#watches.add(stop);
    void this.#guard(over.signal).finally(stop);
    try {
      for await (const entry of entries) {
        if (signal.aborted) return;
        const stored = storedOf(entry);
        if (!stored || stored.revision <= after) continue;
        const { revision, camera, cameraId } = stored;
        yield camera ? { revision, camera } : { revision, erased: cameraId };
      }
    } finally {
      signal.removeEventListener('abort', stop);
      this.#watches.delete(stop);
      stop();
    }
  }

  /** A revision of a bucket that is no more says nothing about this one. */
  async #checkSame(after: number): Promise<void> {
    const { made, revision } = await this.#bucket.state();
    const isAnother = this.#made !== undefined && made !== this.#made;
    this.#made = made;
    if (after > 0 && (isAnother || revision < after)) throw new RegistryReset();
  }

  /** Ends when the bucket is another one, or with the signal. A broker that is away has none: that is waited for. */
  async #guard(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await wait(lookMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const state = await this.#bucket.state().catch(() => undefined);
      if (state && state.made !== this.#made) return;
    }
  }

  async #watchConnection(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status())
      if (status.type === 'reconnect') for (const stop of this.#watches) stop();
  }
}
