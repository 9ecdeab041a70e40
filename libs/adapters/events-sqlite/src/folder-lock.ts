import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Locks a folder for this process. The lock is a lock of SQLite on a file, so the operating system releases it when the
 * process ends for any reason.
 * @throws {Error} when another process holds the lock
 */
export function lockFolder(folder: string): { release(): void } {
  const pidFile = join(folder, 'lock.pid');
  const db = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    throw new Error(
      `folder ${folder} is open for writing in process ${pidIn(pidFile)}; stop that process or choose another data folder`,
      { cause },
    );
  }
  writeFileSync(pidFile, String(process.pid));
  return { release: () => db.close() };
}

function pidIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '(unknown)';
  }
}
