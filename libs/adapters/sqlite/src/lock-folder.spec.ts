import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FolderLocked, lockFolder } from './lock-folder.ts';

const messageOf = (processId: string): string => `process ${processId} uses the folder`;

describe('the lock of a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vialog-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('a folder is locked once until its lock is released, and the error names the process that holds it', () => {
    const release = lockFolder(folder, messageOf);
    const lockAgain = () => lockFolder(folder, messageOf);
    expect(lockAgain).toThrow(FolderLocked);
    expect(lockAgain).toThrow(`process ${process.pid} uses the folder`);
    release();
    lockAgain()();
  });

  test('a lock file that cannot be opened is not reported as a locked folder', () => {
    symlinkSync(join(folder, 'missing', 'lock.db'), join(folder, 'lock.db'));
    const lock = () => lockFolder(folder, messageOf);
    expect(lock).toThrow(/unable to open database file/);
    expect(lock).not.toThrow(FolderLocked);
  });
});
