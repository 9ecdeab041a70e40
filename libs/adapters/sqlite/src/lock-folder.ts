import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sqliteFaultOf } from './sqlite-fault.ts';

/** Another process holds the lock of the folder. */
export class FolderLocked extends Error {}

/**
 * Locks a folder for this process. The lock is a lock of SQLite on a file, so the operating system releases it when the
 * process ends for any reason. Returns a function that releases it earlier.
 *
 * @param messageOf text of the error for the id of the process that holds the lock
 * @throws {FolderLocked} when another process holds the lock
 * @throws {Error} when the lock file cannot be created
 */
export function lockFolder(folder: string, messageOf: (processId: string) => string): () => void {
  const pidFile = join(folder, 'lock.pid');
  const lock = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if (sqliteFaultOf(cause) === 'busy') throw new FolderLocked(messageOf(processIn(pidFile)), { cause });
    throw cause;
  }
  writeFileSync(pidFile, String(process.pid));
  return () => lock.close();
}

function processIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '(unknown)';
  }
}
