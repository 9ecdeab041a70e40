import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoresAgree, type MakeStore } from '@vialog/events/conformance';
import { openSqliteEventStore } from '@vialog/events-sqlite';
import { describeWithElasticsearch, storeUnderTest } from './elastic-store.fixture.ts';

const sqlite: MakeStore = async (clock) => {
  const folder = mkdtempSync(join(tmpdir(), 'vialog-both-'));
  const store = await openSqliteEventStore({
    folder,
    clock,
    readers: 1,
    // No query fails because the machine is slow.
    deadlineMs: 300_000,
    durability: 'process',
  });
  const close = async (): Promise<void> => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { store, close };
};

// A few histories: each store is compared with the in-memory store on many, so that the two agree with each other.
describeWithElasticsearch('SQLite and Elasticsearch', () => {
  eventStoresAgree('from records', [sqlite, (clock) => storeUnderTest(clock, false)], 2);
  eventStoresAgree('from bins', [sqlite, (clock) => storeUnderTest(clock, true)], 1);
});
