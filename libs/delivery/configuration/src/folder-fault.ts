import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { FolderUse } from './folder-variable.ts';

/** A full disk is temporary: the stores report it and continue when space is available. */
const temporary = new Set(['ENOSPC', 'EDQUOT']);

/** Describes why a folder cannot be used and what to do, or returns undefined. Creates a missing folder for writing. */
export function folderFault(path: string, use: FolderUse): string | undefined {
  try {
    if (use === 'write') tryWriting(resolve(path));
    else tryReading(path);
    return undefined;
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (temporary.has(code)) return undefined;
    return use === 'write'
      ? `expected a writable folder (${code}); set another path, or create the folder and make the user that runs Vialog its owner`
      : `expected a readable folder (${code}); create it or set another path`;
  }
}

function tryReading(path: string): void {
  readdirSync(path);
  accessSync(path, constants.X_OK);
}

/** Creates and removes a subfolder: permissions do not show that a file system is read-only or accepts no files. */
function tryWriting(path: string): void {
  createFolder(path);
  rmdirSync(mkdtempSync(join(path, '.vialog-')));
}

/** Creates one level after the other: `recursive` of Node 24 does not return in a folder like /proc, which takes no entries. */
function createFolder(path: string): void {
  if (existsSync(path)) return;
  if (!existsSync(dirname(path))) createFolder(dirname(path));
  mkdirSync(path);
}
