import type { Camera } from '@vialog/contracts';
import { CamerasByStream } from './cameras-by-stream.ts';
import type { CameraChange, CameraStore } from './camera-store.port.ts';
import type { CameraEntry } from './read-model/camera-entry.ts';
import type { CameraReadModel } from './read-model/camera-read-model.port.ts';
import { NewestEntries } from './read-model/newest-entries.ts';
import {
  RegistryReset,
  type CameraEvent,
  type CameraVersions,
  type RegistryPosition,
  type RegistryReader,
} from './registry-reader.port.ts';

/**
 * The read model of the registry: all versions of all cameras in memory. It follows the registry; lists, map, models,
 * suggestions and queries about events read it.
 */
export class CameraCache implements CameraVersions, CameraReadModel {
  readonly #reader: RegistryReader;
  #byCamera = new Map<string, readonly Camera[]>();
  /** All versions in one list; undefined after a change, until the next read. */
  #all: readonly Camera[] | undefined;
  #position: RegistryPosition = { epoch: '', revision: 0 };
  #entries = new NewestEntries();
  /** Cameras of a list of entries. */
  #newest: { readonly of: readonly CameraEntry[]; readonly cameras: readonly Camera[] } | undefined;
  readonly #byStream = new CamerasByStream(() => this.newest());

  constructor(reader: RegistryReader) {
    this.#reader = reader;
  }

  async load(): Promise<void> {
    const { position, cameras } = await this.#reader.snapshot();
    this.#byCamera = Map.groupBy(cameras, ({ cameraId }) => cameraId);
    this.#all = undefined;
    this.#position = position;
    this.#entries = new NewestEntries();
    for (const versions of this.#byCamera.values()) this.#setNewest(versions);
    this.#byStream.reset();
  }

  /** Without ids, returns the same list until a camera changes, so that callers can cache what they derive from it. */
  versions(cameraIds?: readonly string[]): Promise<readonly Camera[]> {
    if (!cameraIds) return Promise.resolve((this.#all ??= [...this.#byCamera.values()].flat()));
    return Promise.resolve(cameraIds.flatMap((id) => this.#byCamera.get(id) ?? []));
  }

  entries(): readonly CameraEntry[] {
    return this.#entries.sorted();
  }

  newest(): readonly Camera[] {
    const entries = this.#entries.sorted();
    if (this.#newest?.of !== entries)
      this.#newest = { of: entries, cameras: entries.map(({ camera }) => camera) };
    return this.#newest.cameras;
  }

  withStream(url: string): readonly Camera[] {
    return this.#byStream.withStream(url);
  }

  /** Wraps a store: a change is in the cache when its write returns. */
  wrap(store: CameraStore): CameraStore {
    return {
      put: async (change: CameraChange) => {
        await store.put(change);
        this.#add(change.camera);
      },
      replaceSecrets: (change) => store.replaceSecrets(change),
      putAll: async (changes) => {
        await store.putAll(changes);
        for (const { camera } of changes) this.#add(camera);
      },
      erase: async (ids) => {
        await store.erase(ids);
        for (const cameraId of ids.cameras) this.#remove(cameraId);
      },
      putSite: (change) => store.putSite(change),
      zoneIdsEverUsed: (cameraId) => store.zoneIdsEverUsed(cameraId),
    };
  }

  /**
   * Follows the registry from the last known change until the signal aborts; calls `onChange` once per change. After a
   * restore it reads the registry again and calls `onChange` for every camera.
   * @throws {Error} when the registry cannot be read
   */
  async follow(onChange: (change: CameraEvent) => void, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#followOnce(onChange, signal);
      } catch (error) {
        if (!(error instanceof RegistryReset)) throw error;
        await this.#reload(onChange);
      }
    }
  }

  async #followOnce(onChange: (change: CameraEvent) => void, signal: AbortSignal): Promise<void> {
    for await (const change of this.#reader.changes(this.#position, signal)) {
      if (change.kind === 'version') this.#add(change.camera);
      else this.#remove(change.cameraId);
      this.#position = { ...this.#position, revision: change.revision };
      onChange(change);
    }
  }

  async #reload(onChange: (change: CameraEvent) => void): Promise<void> {
    const before = [...this.#byCamera.keys()];
    await this.load();
    for (const cameraId of before) if (!this.#byCamera.has(cameraId)) onChange({ kind: 'erased', cameraId });
    for (const camera of this.newest()) onChange({ kind: 'version', camera });
  }

  #remove(cameraId: string): void {
    this.#byCamera.delete(cameraId);
    this.#byStream.remove(cameraId);
    this.#entries.delete(cameraId);
    this.#all = undefined;
  }

  #add(camera: Camera): void {
    this.#all = undefined;
    const others = (this.#byCamera.get(camera.cameraId) ?? []).filter(
      ({ version }) => version !== camera.version,
    );
    const versions = [...others, camera].sort((a, b) => a.version - b.version);
    this.#byCamera.set(camera.cameraId, versions);
    this.#byStream.set(versions.at(-1) ?? camera);
    this.#setNewest(versions);
  }

  #setNewest(versions: readonly Camera[]): void {
    const newest = versions.at(-1);
    if (newest) this.#entries.set(newest);
  }
}
