import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@vialog/contracts';
import {
  openSqliteEventStore,
  type SqliteEventStore,
  type SqliteEventStoreOptions,
} from './sqlite-event-store.ts';

export interface TemporaryStore {
  readonly store: SqliteEventStore;
  readonly folder: string;
  /** Closes the store and removes its folder. */
  close(): Promise<void>;
}

/** Folder in memory, if there is one: conformance tests open and close hundreds of stores, and each of them waits for the disk. */
export const memoryFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Timeout of a query, ms: no query of a test fails because the machine is slow. */
export const unhurriedMs = 300_000;

/** A store in a new temporary folder. */
export async function temporaryStore(
  clock: Clock,
  options: Partial<SqliteEventStoreOptions> = {},
): Promise<TemporaryStore> {
  const folder = options.folder ?? mkdtempSync(join(memoryFolder, 'vialog-events-'));
  const store = await openSqliteEventStore({
    readers: 1,
    deadlineMs: unhurriedMs,
    ...options,
    folder,
    clock,
  });
  return {
    store,
    folder,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
