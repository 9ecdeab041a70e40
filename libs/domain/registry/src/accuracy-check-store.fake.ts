import type { CounterComparison, HandCount } from '@vialog/contracts';
import type { AccuracyCheckStore } from './accuracy-check-store.port.ts';

/** Accuracy checks in memory. */
class InMemoryAccuracyChecks<
  Check extends Pick<HandCount, 'cameraId' | 'startAt' | 'createdAt'>,
> implements AccuracyCheckStore<Check> {
  readonly #checks: Check[] = [];

  add(check: Check): Promise<void> {
    this.#checks.push(check);
    return Promise.resolve();
  }

  ofCamera(cameraId: string, limit: number): Promise<readonly Check[]> {
    const own = this.#checks.filter((check) => check.cameraId === cameraId);
    return Promise.resolve(own.toSorted(newestFirst).slice(0, limit));
  }
}

type Times = Pick<HandCount, 'startAt' | 'createdAt'>;

const newestFirst = (a: Times, b: Times): number =>
  Date.parse(b.startAt) - Date.parse(a.startAt) || Date.parse(b.createdAt) - Date.parse(a.createdAt);

export class InMemoryHandCounts extends InMemoryAccuracyChecks<HandCount> {}
export class InMemoryCounterComparisons extends InMemoryAccuracyChecks<CounterComparison> {}
