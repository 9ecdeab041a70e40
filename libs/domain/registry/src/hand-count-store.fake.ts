import type { HandCount } from '@vialog/contracts';
import type { HandCountStore } from './hand-count-store.port.ts';

/** Hand counts in memory. */
export class InMemoryHandCounts implements HandCountStore {
  readonly #counts: HandCount[] = [];

  add(count: HandCount): Promise<void> {
    this.#counts.push(count);
    return Promise.resolve();
  }

  ofCamera(cameraId: string): Promise<readonly HandCount[]> {
    const own = this.#counts.filter((count) => count.cameraId === cameraId);
    return Promise.resolve(own.toSorted((a, b) => Date.parse(b.startAt) - Date.parse(a.startAt)));
  }
}
