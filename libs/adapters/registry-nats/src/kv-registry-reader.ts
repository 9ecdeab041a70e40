import { setTimeout as wait } from 'node:timers/promises';
import type { Camera } from '@vialog/contracts';
import {
  RegistryReset,
  type RegistryChange,
  type RegistryPosition,
  type RegistryReader,
  type RegistrySnapshot,
} from '@vialog/registry';
import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { RegistryBucket, storedOf, type CopyMark } from './registry-bucket.ts';

/** Interval between checks that the bucket is still the same, ms. */
const checkMs = 1_000;

/**
 * Reads the copy of the registry at the broker, for services without a database. A revision is a sequence number of the
 * bucket; an epoch identifies the bucket and the copy in it.
 */
export class KvRegistryReader implements RegistryReader {
  readonly #bucket: RegistryBucket;
  /** Functions that end the open watches. A restarted broker has no watches. */
  readonly #watches = new Set<() => void>();

  constructor(connection: NatsConnection) {
    this.#bucket = new RegistryBucket(connection);
    void this.#watchConnection(connection);
  }

  async snapshot(): Promise<RegistrySnapshot> {
    const { created } = await this.#bucket.state();
    const { versions, mark, revision } = await this.#bucket.read();
    const position = { epoch: epochOf(created, mark), revision };
    return { position, cameras: versions.toSorted(compareVersions), isComplete: mark !== undefined };
  }

  async versions(cameraIds?: readonly string[]): Promise<readonly Camera[]> {
    if (cameraIds?.length === 0) return [];
    const wanted = cameraIds && new Set(cameraIds);
    const { versions } = await this.#bucket.read(cameraIds);
    return versions.filter(({ cameraId }) => wanted?.has(cameraId) ?? true).toSorted(compareVersions);
  }

  async *changes(after: RegistryPosition, signal: AbortSignal): AsyncIterable<RegistryChange> {
    let seen = after;
    while (!signal.aborted) {
      await this.#checkPosition(seen).catch(resetIfDeleted);
      for await (const change of this.#watch(seen, signal)) {
        seen = { ...seen, revision: change.revision };
        yield change;
      }
    }
  }

  /** Yields changes until the signal aborts, the bucket is replaced or the connection is lost. */
  async *#watch(
    { epoch, revision: after }: RegistryPosition,
    signal: AbortSignal,
  ): AsyncIterable<RegistryChange> {
    const entries = await this.#bucket
      .open()
      .then((bucket) => bucket.watch({ resumeFromRevision: after + 1 }))
      .catch(resetIfDeleted);
    const over = new AbortController();
    const stop = (): void => {
      over.abort();
      entries.stop();
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    this.#watches.add(stop);
    void this.#untilReplaced(epoch, over.signal).finally(stop);
    try {
      for await (const entry of entries) {
        if (signal.aborted) return;
        const stored = storedOf(entry);
        if (!stored || stored.revision <= after) continue;
        if (stored.kind === 'epoch') return;
        const { revision } = stored;
        yield stored.kind === 'version'
          ? { kind: 'version', revision, camera: stored.camera }
          : { kind: 'erased', revision, cameraId: stored.cameraId };
      }
    } finally {
      signal.removeEventListener('abort', stop);
      this.#watches.delete(stop);
      stop();
    }
  }

  /** @throws {RegistryReset} when the position belongs to another bucket or to another copy in it. */
  async #checkPosition(after: RegistryPosition): Promise<void> {
    const { created, revision } = await this.#bucket.state();
    const epoch = epochOf(created, await this.#bucket.mark());
    // A copy without a mark is incomplete; readers get one reset when it is complete.
    const isSameBucket = after.epoch.startsWith(created);
    if (revision < after.revision || !isSameBucket) throw new RegistryReset();
    if (epoch !== after.epoch && epoch !== created) throw new RegistryReset();
  }

  /** Resolves when the bucket was replaced or the signal aborts. Waits while the broker is unavailable. */
  async #untilReplaced(epoch: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await wait(checkMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const state = await this.#bucket.state().catch(() => undefined);
      if (state && !epoch.startsWith(state.created)) return;
    }
  }

  async #watchConnection(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status())
      if (status.type === 'reconnect') for (const stop of this.#watches) stop();
  }
}

/** The bucket was deleted and is not created again yet: no position in it is valid any more. */
function resetIfDeleted(error: unknown): never {
  const isDeleted = error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
  throw isDeleted ? new RegistryReset() : error;
}

/** Creation time of the bucket, followed by the identity of a complete copy. */
const epochOf = (created: string, mark: CopyMark | undefined): string =>
  mark ? `${created}/${mark.epoch}/${mark.copy}` : created;

const compareVersions = (a: Camera, b: Camera): number =>
  a.cameraId === b.cameraId ? a.version - b.version : a.cameraId < b.cameraId ? -1 : 1;
