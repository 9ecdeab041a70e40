import { epochOf, type SetCount } from '@vialog/contracts';
import type { SetCountStore } from './set-count-store.port.ts';

/** Set counts in memory. */
export class InMemorySetCounts implements SetCountStore {
  readonly #counts: SetCount[] = [];

  add(count: SetCount): Promise<void> {
    this.#counts.push(count);
    return Promise.resolve();
  }

  ofSite(
    siteId: string,
    { limit, before = Infinity }: { readonly limit: number; readonly before?: number },
  ): Promise<readonly SetCount[]> {
    const own = this.#counts.filter((count) => count.siteId === siteId && epochOf(count.countedAt) < before);
    return Promise.resolve(own.toSorted(newestFirst).slice(0, limit));
  }
}

const newestFirst = (a: SetCount, b: SetCount): number =>
  epochOf(b.countedAt) - epochOf(a.countedAt) || epochOf(b.createdAt) - epochOf(a.createdAt);
