import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Takes a folder for this process. The lock is SQLite's lock on a file, so the operating system gives it back however
 * the process ends. Throws where another process has it.
 */
export function lockFolder(folder: string): { release(): void } {
  const noteFile = join(folder, 'lock.pid');
  const db = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    throw new Error(
      `expected to be the only one writing to ${folder}, found process ${noteOf(noteFile)} there; stop it or choose another data folder`,
      { cause },
    );
  }
  writeFileSync(noteFile, String(process.pid));
  return { release: () => db.close() };
}

function noteOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '(unknown)';
  }
}
