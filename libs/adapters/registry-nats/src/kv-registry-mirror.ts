import { setTimeout as wait } from 'node:timers/promises';
import type { CameraDirectory, RegistryReader } from '@vialog/registry';
import type { NatsConnection } from '@nats-io/transport-node';
import { RegistryBucket } from './registry-bucket.ts';

export interface MirrorOptions {
  readonly connection: NatsConnection;
  /** The registry that is mirrored, and its changes. */
  readonly feed: RegistryReader;
  readonly directory: Pick<CameraDirectory, 'versions'>;
  /** Something failed and is tried again. */
  readonly onError: (what: string, error: unknown) => void;
}

const retryMs = 1_000;

/**
 * Keeps the broker's copy of the registry: each change once it is told, everything at the start and whenever the broker
 * was away. Several may run side by side: they write the same.
 */
export class KvRegistryMirror {
  readonly #options: MirrorOptions;
  readonly #bucket: RegistryBucket;
  readonly #closing = new AbortController();
  #reconciling: Promise<void> = Promise.resolve();
  #running: Promise<void> = Promise.resolve();

  constructor(options: MirrorOptions) {
    this.#options = options;
    this.#bucket = new RegistryBucket(options.connection);
  }

  /** Resolves when what the registry holds at this moment is at the broker, which is tried until it works. */
  async start(): Promise<void> {
    const { revision } = await this.#options.feed.snapshot();
    await this.reconcile();
    this.#running = this.#follow(revision);
  }

  /** Puts what is missing and removes what is gone. Call it when the broker is back: its bucket may be a new one. */
  reconcile(): Promise<void> {
    // One after the other: two at once would put everything twice.
    this.#reconciling = this.#reconciling.then(() =>
      this.#untilDone('mirroring the registry', () => this.#reconcileNow()),
    );
    return this.#reconciling;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([this.#running, this.#reconciling]);
  }

  async #reconcileNow(): Promise<void> {
    // The broker first: what comes into the registry in between is in the second list, and not taken for gone.
    const there = await this.#bucket.versions();
    const kept = await this.#options.directory.versions();
    const ids = new Set(kept.map((camera) => camera.cameraId));
    for (const camera of kept)
      if (there.get(camera.cameraId)?.has(camera.version) !== true) await this.#bucket.put(camera);
    for (const cameraId of there.keys()) if (!ids.has(cameraId)) await this.#bucket.erase(cameraId);
  }

  async #follow(revision: number): Promise<void> {
    let seen = revision;
    while (!this.#closing.signal.aborted) {
      try {
        for await (const change of this.#options.feed.changes(seen, this.#closing.signal)) {
          await this.#untilDone('mirroring a change of the registry', () =>
            'camera' in change ? this.#bucket.put(change.camera) : this.#bucket.erase(change.erased),
          );
          seen = change.revision;
        }
      } catch (error) {
        this.#options.onError('following the registry', error);
      }
      await this.#pause();
    }
  }

  async #untilDone(what: string, work: () => Promise<void>): Promise<void> {
    while (!this.#closing.signal.aborted) {
      try {
        return await work();
      } catch (error) {
        this.#options.onError(what, error);
      }
      await this.#pause();
    }
  }

  async #pause(): Promise<void> {
    await wait(retryMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }
}
