import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Camera } from '@vialog/contracts';
import {
  RegistryReset,
  type RegistryChange,
  type RegistryPosition,
  type RegistryReader,
} from '@vialog/registry';
import type { NatsConnection } from '@nats-io/transport-node';
import { RegistryBucket } from './registry-bucket.ts';
import { versionKey } from './registry-keys.ts';

export interface MirrorOptions {
  readonly connection: NatsConnection;
  /** The registry that is mirrored. */
  readonly registry: RegistryReader;
  /** A step failed and is retried. */
  readonly onError: (what: string, error: unknown) => void;
}

const retryMs = 1_000;

/**
 * Keeps the copy of the registry at the broker up to date: copies each change as it happens, and everything at the start
 * and after each reconnection. Several mirrors can run at the same time, because they write the same records.
 */
export class KvRegistryMirror {
  readonly #options: MirrorOptions;
  readonly #bucket: RegistryBucket;
  readonly #closing = new AbortController();
  #position: RegistryPosition = { epoch: '', revision: 0 };
  /** The last write. */
  #writing: Promise<void> = Promise.resolve();
  #running: Promise<void> = Promise.resolve();

  constructor(options: MirrorOptions) {
    this.#options = options;
    this.#bucket = new RegistryBucket(options.connection);
  }

  /** Resolves when the copy has the current content of the registry; retries until then. */
  async start(): Promise<void> {
    await this.reconcile();
    this.#running = this.#follow();
  }

  /** Makes the copy equal to the registry. Call it after a reconnection, because the broker can have lost the bucket. */
  reconcile(): Promise<void> {
    return this.#write('mirroring the registry', () => this.#reconcileNow());
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([this.#running, this.#writing]);
  }

  /**
   * A copy of another registry, or of a later state of this one (restored from a backup), is rebuilt: its mark is removed
   * first and set again last, with a new identity, so that readers read everything again and never use an incomplete copy.
   */
  async #reconcileNow(): Promise<void> {
    // The copy is read first: a version that is stored in between is in the snapshot and is not deleted as surplus.
    const mark = await this.#bucket.mark();
    const copied = await this.#bucket.records();
    const { position, cameras } = await this.#options.registry.snapshot();
    const plan = planOf(cameras, copied);
    const isRebuilt = mark?.epoch !== position.epoch || plan.contradicts;
    if (isRebuilt && mark) await this.#bucket.setMark(undefined);
    for (const cameraId of plan.returning) await this.#bucket.unerase(cameraId);
    for (const key of plan.surplus) await this.#bucket.remove(key);
    for (const camera of plan.missing) await this.#bucket.put(camera);
    for (const cameraId of plan.gone) await this.#bucket.erase(cameraId);
    if (isRebuilt) await this.#bucket.setMark({ epoch: position.epoch, copy: randomUUID() });
    this.#position = position;
  }

  async #follow(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      try {
        for await (const change of this.#options.registry.changes(this.#position, this.#closing.signal)) {
          await this.#write('mirroring a change of the registry', () => this.#copyChange(change));
        }
      } catch (error) {
        this.#options.onError('following the registry', error);
        if (error instanceof RegistryReset) await this.reconcile();
      }
      await this.#pause();
    }
  }

  async #copyChange(change: RegistryChange): Promise<void> {
    // The change is part of the snapshot that was copied meanwhile.
    if (change.revision <= this.#position.revision) return;
    if (change.kind === 'version') await this.#bucket.put(change.camera);
    else await this.#bucket.erase(change.cameraId);
    this.#position = { ...this.#position, revision: change.revision };
  }

  /**
   * One write at a time: a snapshot that is older than a change must not be written after it. Otherwise an erased camera or an
   * old password would return.
   */
  #write(what: string, work: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing.then(() => this.#untilDone(what, work));
    return this.#writing;
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

const cameraIdOf = (key: string): string => key.slice(0, key.indexOf('.'));

type CopiedRecords = Awaited<ReturnType<RegistryBucket['records']>>;

/** The difference between the registry and its copy. `contradicts`: changes that are not copied yet cannot explain it. */
function planOf(cameras: readonly Camera[], { versions, erased }: CopiedRecords) {
  const wanted = new Map(cameras.map((camera) => [versionKey(camera.cameraId, camera.version), camera]));
  const ids = new Set(cameras.map(({ cameraId }) => cameraId));
  const keys = [...versions.keys()];
  const surplus = keys.filter((key) => !wanted.has(key) && ids.has(cameraIdOf(key)));
  const missing = [...wanted].filter(([key, camera]) => versions.get(key) !== JSON.stringify(camera));
  const isReplaced = missing.some(([key]) => versions.has(key));
  const returning = [...erased].filter((cameraId) => ids.has(cameraId));
  return {
    surplus,
    returning,
    missing: missing.map(([, camera]) => camera),
    gone: new Set(keys.map(cameraIdOf).filter((cameraId) => !ids.has(cameraId))),
    contradicts: isReplaced || surplus.length > 0 || returning.length > 0,
  };
}
