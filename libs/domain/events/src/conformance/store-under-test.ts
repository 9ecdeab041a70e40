import { zoneKey, type Clock } from '@vialog/contracts';
import type { EventMaintenance } from '../event-maintenance.port.ts';
import type { EpisodeReader, EventReader } from '../event-reader.port.ts';
import type { EventWriter } from '../event-writer.port.ts';
import type { TrendReader, ZoneSums } from '../trend-reader.port.ts';
import { SetClock } from './event-builders.ts';

export type EventStore = EventWriter & EventReader & EpisodeReader & TrendReader & EventMaintenance;

export interface StoreUnderTest<S extends EventStore = EventStore> {
  /** Reads return what earlier `append` calls stored. */
  readonly store: S;
  close(): Promise<void>;
}

/** Makes an empty store that takes its time from the clock. */
export type MakeStore<S extends EventStore = EventStore> = (clock: Clock) => Promise<StoreUnderTest<S>>;

/** Runs one test on an empty store at 2026-03-31T12:00Z (or a given time) and always closes it. */
export async function onEmptyStore<S extends EventStore>(
  makeStore: MakeStore<S>,
  test: (store: S, clock: SetClock) => Promise<void>,
  now = '2026-03-31T12:00:00.000Z',
): Promise<void> {
  const clock = new SetClock(now);
  const underTest = await makeStore(clock);
  try {
    await test(underTest.store, clock);
  } finally {
    await underTest.close();
  }
}

const always = { from: 0, to: Date.parse('2100-01-01T00:00:00.000Z') };

/** The ids a condition finds over all time, newest first. */
export async function foundBy(
  store: EventReader,
  where: Parameters<EventReader['search']>[0]['where'],
): Promise<readonly string[]> {
  const slice = await store.search({ ...always, where }, { limit: 1000 });
  return slice.items.map((item) => item.eventId);
}

/** Rows of sums by time, zone and camera version. */
export const inOrder = (rows: readonly ZoneSums[]): readonly ZoneSums[] =>
  [...rows].sort(
    (a, b) => a.start - b.start || zoneKey(a).localeCompare(zoneKey(b)) || a.cameraVersion - b.cameraVersion,
  );
