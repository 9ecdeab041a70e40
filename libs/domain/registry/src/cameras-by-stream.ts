import { recognisableStream, type Camera } from '@vialog/contracts';
import { compareCameras } from './name-order.ts';

/** Finds cameras by their stream. Built at the first question, then kept up to date camera by camera. */
export class CamerasByStream {
  readonly #all: () => readonly Camera[];
  #byIdentity: Map<string, Map<string, Camera>> | undefined;
  readonly #identityOf = new Map<string, string>();

  /** @param all the newest version of every camera */
  constructor(all: () => readonly Camera[]) {
    this.#all = all;
  }

  /** Builds the index again at the next question. */
  reset(): void {
    this.#byIdentity = undefined;
    this.#identityOf.clear();
  }

  /** Replaces what is known of a camera by its newest version. */
  set(newest: Camera): void {
    if (this.#byIdentity === undefined) return;
    this.remove(newest.cameraId);
    const identity = recognisableStream(newest.stream.url);
    if (newest.lifecycle === 'retired' || identity === undefined) return;
    const cameras = this.#byIdentity.get(identity) ?? new Map<string, Camera>();
    this.#byIdentity.set(identity, cameras.set(newest.cameraId, newest));
    this.#identityOf.set(newest.cameraId, identity);
  }

  remove(cameraId: string): void {
    const identity = this.#identityOf.get(cameraId);
    if (identity === undefined) return;
    this.#identityOf.delete(cameraId);
    const cameras = this.#byIdentity?.get(identity);
    cameras?.delete(cameraId);
    if (cameras?.size === 0) this.#byIdentity?.delete(identity);
  }

  withStream(url: string): readonly Camera[] {
    if (this.#byIdentity === undefined) {
      this.#byIdentity = new Map();
      for (const camera of this.#all()) this.set(camera);
    }
    const cameras = this.#byIdentity.get(recognisableStream(url) ?? '');
    return [...(cameras?.values() ?? [])].sort(compareCameras);
  }
}
