import { DatabaseSync } from 'node:sqlite';

const layout = 1;
const pageBytes = 4096;

const tables = `
  CREATE TABLE message (id INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE TABLE durable (name TEXT PRIMARY KEY, subject TEXT NOT NULL) STRICT;
  CREATE TABLE pending (id INTEGER NOT NULL, durable TEXT NOT NULL, deliveries INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (id, durable)) STRICT, WITHOUT ROWID;
  CREATE TABLE dead_letter (number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, subject TEXT NOT NULL,
    durable TEXT NOT NULL, body TEXT NOT NULL, why TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
  PRAGMA user_version = ${layout};
`;

/**
 * Opens or creates an outbox file. Journal in WAL with synchronous NORMAL: a commit survives the end of the process at
 * any moment (kill -9), without waiting for the disk. Loss of power may cost the commits since the last checkpoint;
 * FULL would not save them, since what leaves the outbox goes to a store with the same promise, and would block the
 * event loop for one fsync per group of messages.
 */
export function openOutboxFile(path: string, maxBytes: number | undefined): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5000 });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  db.exec('PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864;');
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > layout) {
    db.close();
    throw new Error(
      `the outbox ${path} has layout ${version}, this version of Vialog knows up to ${layout}; start the newer version again`,
    );
  }
  if (version === 0) db.exec(`BEGIN IMMEDIATE; ${tables} COMMIT;`);
  if (maxBytes !== undefined)
    db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageBytes))}`);
  return db;
}
