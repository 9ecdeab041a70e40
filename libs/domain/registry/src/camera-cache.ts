import type { Camera } from '@vialog/contracts';
import type { CameraDirectory } from './camera-directory.port.ts';
import type { RegistryReader } from './registry-reader.port.ts';

/**
 * All versions of all cameras, kept in memory: every question about events needs them. Follows the registry's feed, so
 * that a change is known a moment after it was made.
 */
export class CameraCache implements Pick<CameraDirectory, 'versions'> {
  readonly #directory: Pick<CameraDirectory, 'versions'>;
  readonly #feed: RegistryReader;
  readonly #byCamera = new Map<string, Camera[]>();
  #revision = 0;

  constructor(directory: Pick<CameraDirectory, 'versions'>, feed: RegistryReader) {
    this.#directory = directory;
    this.#feed = feed;
  }

  async load(): Promise<void> {
    this.#revision = (await this.#feed.snapshot()).revision;
    for (const camera of await this.#directory.versions()) this.#remember(camera);
  }

  versions(cameraIds?: readonly string[]): Promise<readonly Camera[]> {
    if (!cameraIds) return Promise.resolve([...this.#byCamera.values()].flat());
    return Promise.resolve(cameraIds.flatMap((id) => this.#byCamera.get(id) ?? []));
  }

  /**
   * Follows from the last change known on until the signal aborts; `onChange` is told of each change once. Throws where
   * the feed does.
   */
  async follow(
    onChange: (change: { camera: Camera } | { erased: string }) => void,
    signal: AbortSignal,
  ): Promise<void> {
    for await (const change of this.#feed.changes(this.#revision, signal)) {
      if ('camera' in change) this.#remember(change.camera);
      else this.#byCamera.delete(change.erased);
      this.#revision = change.revision;
      onChange(change);
    }
  }

  #remember(camera: Camera): void {
    const others = (this.#byCamera.get(camera.cameraId) ?? []).filter(
      (known) => known.version !== camera.version,
    );
    this.#byCamera.set(
      camera.cameraId,
      [...others, camera].sort((a, b) => a.version - b.version),
    );
  }
}
