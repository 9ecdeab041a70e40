import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { Clock } from '@vialog/contracts';
import { ReaderPool } from './reader-pool.ts';
import { SqliteEventStore } from './sqlite-event-store.ts';
import { memoryFolder, unhurriedMs, type TemporaryStore } from './temporary-store.fixture.ts';

/** Reader processes that stay when their store is closed. */
class KeptReaders extends ReaderPool {
  override close(): Promise<void> {
    return Promise.resolve();
  }

  end(): Promise<void> {
    return super.close();
  }
}

/**
 * Makes the stores of a file of tests, one after the other. Each has a new writer and an empty folder. The folder has the same
 * name, so that all of them use one reader process: its start takes longer than most tests.
 */
export function successiveStores(): (clock: Clock) => Promise<Omit<TemporaryStore, 'folder'>> {
  const folder = mkdtempSync(join(memoryFolder, 'vialog-events-'));
  const readers = new KeptReaders({ folder, deadlineMs: unhurriedMs, readers: 1, maxQueued: 200 });
  afterAll(async () => {
    await readers.end();
    rmSync(folder, { recursive: true, force: true });
  });
  return async (clock) => {
    const store = await SqliteEventStore.open({ folder, clock }, readers);
    return {
      store,
      close: async () => {
        await store.close();
        for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
      },
    };
  };
}
