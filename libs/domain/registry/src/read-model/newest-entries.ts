import type { Camera } from '@vialog/contracts';
import { compareEntries, entryOf, type CameraEntry } from './camera-entry.ts';

/**
 * The newest version of every camera, sorted by name, then id. A change only marks its camera; the next read merges the
 * marked cameras into the sorted list, so that registering many cameras does not sort all of them each time.
 */
export class NewestEntries {
  readonly #cameras = new Map<string, Camera>();
  readonly #changed = new Set<string>();
  #sorted: readonly CameraEntry[] = [];

  set(camera: Camera): void {
    this.#cameras.set(camera.cameraId, camera);
    this.#changed.add(camera.cameraId);
  }

  delete(cameraId: string): void {
    if (this.#cameras.delete(cameraId)) this.#changed.add(cameraId);
  }

  /** Returns the same list until a camera changes. A returned list never changes. */
  sorted(): readonly CameraEntry[] {
    if (this.#changed.size === 0) return this.#sorted;
    const kept = this.#sorted.filter(({ camera }) => !this.#changed.has(camera.cameraId));
    const changed = [...this.#changed].flatMap((id) => this.#cameras.get(id) ?? []);
    const added = changed.map(entryOf).sort(compareEntries);
    this.#sorted = merged(kept, added);
    this.#changed.clear();
    return this.#sorted;
  }
}

function merged(a: readonly CameraEntry[], b: readonly CameraEntry[]): CameraEntry[] {
  const all: CameraEntry[] = [];
  let next = 0;
  for (const entry of a) {
    for (let other = b[next]; other && compareEntries(other, entry) < 0; other = b[next]) {
      all.push(other);
      next += 1;
    }
    all.push(entry);
  }
  return [...all, ...b.slice(next)];
}
