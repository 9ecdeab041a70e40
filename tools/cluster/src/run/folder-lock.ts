import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sqliteFaultOf } from '@vialog/sqlite-errors';

/** Another cluster uses the folder. */
export class FolderLocked extends Error {
  constructor(folder: string) {
    super(`another cluster uses ${folder}; stop it, or choose another folder with --data`);
    this.name = 'FolderLocked';
  }
}

/**
 * Locks a folder for this process. The operating system releases the lock when the process ends. Returns a function that
 * releases it earlier.
 *
 * @throws {FolderLocked} when another process holds the lock
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if (sqliteFaultOf(cause) === 'busy') throw new FolderLocked(folder);
    throw cause;
  }
  return () => lock.close();
}
