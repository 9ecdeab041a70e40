import { setTimeout as wait } from 'node:timers/promises';
import type { Camera } from '@vialog/contracts';
import {
  RegistryReset,
  type CameraDirectory,
  type RegistryChange,
  type RegistryFeed,
  type RegistrySnapshot,
} from '@vialog/registry';
import type { NatsConnection } from '@nats-io/transport-node';
import { RegistryBucket, storedOf } from './registry-bucket.ts';

/** How often it is looked whether the bucket is still the same, ms. */
const lookMs = 1_000;

/** The registry as the broker keeps it, for services without a database. A revision is a sequence number of the bucket. */
export class KvRegistryFeed implements RegistryFeed, Pick<CameraDirectory, 'versions'> {
  readonly #bucket: RegistryBucket;
  /** Which bucket the revisions that were handed out are of. */
  #made: string | undefined;

  constructor(connection: NatsConnection) {
    this.#bucket = new RegistryBucket(connection);
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
    await this.#checkSame(after);
    if (signal.aborted) return;
    const bucket = await this.#bucket.open();
    const entries = await bucket.watch({ resumeFromRevision: after + 1 });
    const over = new AbortController();
    const stop = (): void => {
      over.abort();
      entries.stop();
    };
    signal.addEventListener('abort', stop, { once: true });
    const guarded = this.#guard(over.signal).finally(stop);
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
      stop();
    }
    if ((await guarded) === 'made anew') this.#reset();
  }

  /** A revision of a bucket that is no more says nothing about this one. */
  async #checkSame(after: number): Promise<void> {
    const { made, revision } = await this.#bucket.state();
    this.#made ??= made;
    if (after > 0 && (made !== this.#made || revision < after)) this.#reset(made);
    this.#made = made;
  }

  #reset(made?: string): never {
    this.#made = made;
    throw new RegistryReset();
  }

  /** Ends when the bucket is another one, or with the signal. A broker that is away has none: that is waited for. */
  async #guard(signal: AbortSignal): Promise<'made anew' | 'over'> {
    while (!signal.aborted) {
      await wait(lookMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) break;
      const state = await this.#bucket.state().catch(() => undefined);
      if (state && state.made !== this.#made) return 'made anew';
    }
    return 'over';
  }
}
