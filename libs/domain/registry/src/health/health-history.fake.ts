import { maxHealthChanges, type HealthChange } from '@vialog/contracts';
import type { HealthHistory, RecordedChange } from './health-history.port.ts';

/** Changes in memory. */
export class InMemoryHealthHistory implements HealthHistory {
  readonly #changes = new Map<string, HealthChange[]>();

  append(changes: readonly RecordedChange[]): Promise<void> {
    for (const { cameraId, ...change } of changes) {
      const known = this.#changes.get(cameraId) ?? [];
      const isKnown = known.some(
        ({ changedAt, state }) => changedAt === change.changedAt && state === change.state,
      );
      if (isKnown) continue;
      const sorted = [...known, change].sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1));
      this.#changes.set(cameraId, sorted.slice(0, maxHealthChanges));
    }
    return Promise.resolve();
  }

  last(cameraId: string, limit: number): Promise<readonly HealthChange[]> {
    return Promise.resolve((this.#changes.get(cameraId) ?? []).slice(0, limit));
  }
}
