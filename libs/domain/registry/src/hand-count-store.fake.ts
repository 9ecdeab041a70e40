import type { HandCount } from '@vialog/contracts';
import type { HandCountStore } from './hand-count-store.port.ts';

/** Hand counts in memory. */
export class InMemoryHandCounts implements HandCountStore {
  readonly #counts: HandCount[] = [];

  add(count: HandCount): Promise<void> {
    this.#counts.push(count);
    return Promise.resolve();
  }

  ofCamera(cameraId: string, limit: number): Promise<readonly HandCount[]> {
    const own = this.#counts.filter((count) => count.cameraId === cameraId);
    const newestFirst = own.toSorted((a, b) => Date.parse(b.startAt) - Date.parse(a.startAt));
    return Promise.resolve(newestFirst.slice(0, limit));
  }
}
