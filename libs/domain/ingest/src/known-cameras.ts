import type { Camera } from '@vialog/contracts';
import { currentAndLaterVersions, versionInForceAt } from './camera-versions.ts';

/** Every camera of the registry, ours or not, as far as it matters from now on. */
export class KnownCameras {
  readonly #versions = new Map<string, readonly Camera[]>();

  get ids(): readonly string[] {
    return [...this.#versions.keys()];
  }

  /** Takes a version in; false where it, or a newer one, is known: a feed that began anew tells old things again. */
  add(camera: Camera, now: number): boolean {
    const known = this.#versions.get(camera.cameraId) ?? [];
    if (known.some((each) => each.version >= camera.version)) return false;
    this.#versions.set(camera.cameraId, currentAndLaterVersions([...known, camera], now));
    return true;
  }

  forget(cameraId: string): void {
    this.#versions.delete(cameraId);
  }

  /** The version in force and those to come, ascending. */
  of(cameraId: string): readonly Camera[] {
    return this.#versions.get(cameraId) ?? [];
  }

  /** The version in force, or the first that will be. */
  at(cameraId: string, now: number): Camera | undefined {
    const versions = this.#versions.get(cameraId);
    return versions && (versionInForceAt(versions, now) ?? versions[0]);
  }
}
