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
 * Opens or creates an outbox file. With the journal mode WAL and synchronous NORMAL a commit survives `kill -9` without
 * waiting for the disk. A power failure can lose the commits since the last checkpoint. FULL would not prevent that: the
 * messages go to an event store with the same guarantee, and each group of messages would block the event loop for an
 * fsync.
 *
 * @throws {Error} when a newer version of Vialog wrote the file.
 */
export function openOutboxFile(path: string, maxBytes: number | undefined): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5000 });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  db.exec('PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864;');
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > layout) {
    db.close();
    throw new Error(
      `Unsupported layout ${version} of the outbox ${path}: this version of Vialog supports up to ${layout}. Start the newer version again.`,
    );
  }
  if (version === 0) db.exec(`BEGIN IMMEDIATE; ${tables} COMMIT;`);
  if (maxBytes !== undefined)
    db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageBytes))}`);
  return db;
}
