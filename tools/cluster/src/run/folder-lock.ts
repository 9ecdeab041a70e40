import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Somebody else holds the folder. */
export class FolderTaken extends Error {
  constructor(folder: string) {
    super(`a cluster runs on ${folder} already; stop it, or choose another folder with --data`);
    this.name = 'FolderTaken';
  }
}

/**
 * Takes a folder for this process alone, for as long as it lives: the operating system lets go of it however the process
 * ends. Returns the way to let go earlier. Throws FolderTaken.
 */
export function takeFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if ((cause as { errcode?: number }).errcode === sqliteBusy) throw new FolderTaken(folder);
    throw cause;
  }
  return () => lock.close();
}

const sqliteBusy = 5;
