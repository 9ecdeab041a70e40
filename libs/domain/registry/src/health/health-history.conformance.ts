import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isoOf, maxHealthChanges } from '@vialog/contracts';
import type { CameraStore } from '../camera-store.port.ts';
import { aCamera, put } from '../registry-reader.conformance.ts';
import type { HealthHistory, RecordedChange } from './health-history.port.ts';

export interface HealthHistoryUnderTest {
  /** Holds the cameras of the changes. */
  readonly store: Pick<CameraStore, 'put' | 'erase'>;
  readonly healthHistory: HealthHistory;
  close(): Promise<void>;
}

const start = Date.UTC(2026, 0, 1, 8);
const idOf = (name: string): string => name.padStart(12, '0');
const change = (name: string, minute: number, extra: Partial<RecordedChange> = {}): RecordedChange => ({
  cameraId: idOf(name),
  changedAt: isoOf(start + minute * 60_000),
  state: minute % 2 === 0 ? 'online' : 'offline',
  ...extra,
});

/** Requirements on every history of states. */
export function healthHistoryConformance(name: string, open: () => Promise<HealthHistoryUnderTest>): void {
  describe(`health history: ${name}`, () => {
    let world: HealthHistoryUnderTest;
    beforeEach(async () => {
      world = await open();
      await put(world, await aCamera('a'), await aCamera('b'));
    });
    afterEach(() => world.close());

    test('the last changes of a camera are returned with reason and detail, newest first', async () => {
      const reason = { reason: 'offline', detail: 'connection refused' } as const;
      await world.healthHistory.append([change('a', 0), change('b', 0), change('a', 1, reason)]);
      await world.healthHistory.append([change('a', 2)]);
      const [newest, middle, oldest] = await world.healthHistory.last(idOf('a'), 10);
      expect([newest, oldest]).toEqual([
        { changedAt: isoOf(start + 120_000), state: 'online' },
        { changedAt: isoOf(start), state: 'online' },
      ]);
      expect(middle).toEqual({ changedAt: isoOf(start + 60_000), state: 'offline', ...reason });
      expect(await world.healthHistory.last(idOf('a'), 1)).toEqual([newest]);
      expect(await world.healthHistory.last(idOf('c'), 10)).toEqual([]);
    });

    test('a change that is appended again, as after a restart, is kept once', async () => {
      await world.healthHistory.append([change('a', 0), change('a', 0)]);
      await world.healthHistory.append([change('a', 0)]);
      expect(await world.healthHistory.last(idOf('a'), 10)).toHaveLength(1);
    });

    test('the oldest changes of a camera are removed', async () => {
      const changes = Array.from({ length: maxHealthChanges + 5 }, (_, minute) => change('a', minute));
      await world.healthHistory.append([...changes, change('b', 0)]);
      const kept = await world.healthHistory.last(idOf('a'), 1_000);
      expect(kept).toHaveLength(maxHealthChanges);
      expect(kept.at(-1)?.changedAt).toBe(changes[5]?.changedAt);
      expect(await world.healthHistory.last(idOf('b'), 10)).toHaveLength(1);
    });
  });
}
