import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CountEvent } from '@vialog/contracts';
import { openSqliteEventStore, type SqliteEventStore } from '@vialog/events-sqlite';

/** A clock that is set by hand, for stores with records of an invented week. */
export class StandingClock {
  at: number;

  constructor(at: number) {
    this.at = at;
  }

  now(): number {
    return this.at;
  }

  monotonic(): number {
    return performance.now();
  }
}

/** Runs work on an event store in a new folder and removes the folder afterwards. */
export async function withStore<T>(
  options: { clock: StandingClock; retentionMs?: number },
  work: (store: SqliteEventStore, folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'vialog-bench-'));
  try {
    const store = await openSqliteEventStore({ ...options, folder });
    try {
      return await work(store, folder);
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const batch = 100;
const maxInFlight = 100;

/**
 * Appends records as a bus would: 100 per batch, up to 100 batches in flight.
 *
 * @throws {Error} when a record is not stored.
 */
export async function appendAll(store: SqliteEventStore, events: readonly CountEvent[]): Promise<void> {
  const inFlight = new Set<Promise<void>>();
  for (let i = 0; i < events.length; i += batch) {
    const sent = store.append(events.slice(i, i + batch)).then((verdicts) => {
      inFlight.delete(sent);
      const odd = verdicts.find(({ kind }) => kind !== 'stored');
      if (odd) throw new Error(`expected every record to be stored, found ${JSON.stringify(odd)}`);
    });
    inFlight.add(sent);
    if (inFlight.size >= maxInFlight) await Promise.race(inFlight);
  }
  await Promise.all(inFlight);
}
