import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync } from 'node:fs'; // prettier-ignore
import { dirname, join, resolve } from 'node:path';
import type { FolderUse } from './folder-variable.ts';

/** Full disks come and go; the stores tell of them and go on when there is room again. */
const passing = new Set(['ENOSPC', 'EDQUOT']);

/** Why a folder cannot be used, and what to do; undefined where it can. Makes one that is to be written. */
export function folderFault(path: string, use: FolderUse): string | undefined {
  try {
    if (use === 'write') tryWriting(resolve(path));
    else tryReading(path);
    return undefined;
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (passing.has(code)) return undefined;
    return use === 'write'
      ? `expected a folder that can be made and written (${code}); name another, or create this one and give it to the user who starts Vialog`
      : `expected a folder that is there and may be read (${code}); create it or name another`;
  }
}

function tryReading(path: string): void {
  readdirSync(path);
  accessSync(path, constants.X_OK);
}

/** By doing it: permissions alone know nothing of file systems that are read-only or take no files at all. */
function tryWriting(path: string): void {
  make(path);
  rmdirSync(mkdtempSync(join(path, '.vialog-')));
}

/** Level by level: `recursive` of Node 24 never returns in a folder that denies its own parts, like /proc. */
function make(path: string): void {
  if (existsSync(path)) return;
  if (!existsSync(dirname(path))) make(dirname(path));
  mkdirSync(path);
}
