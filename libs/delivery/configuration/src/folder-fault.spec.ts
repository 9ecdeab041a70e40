import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { folderFault } from './folder-fault.ts';

describe('folder variables', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'vialog-folder-'));
    mkdirSync(join(root, 'existing'));
    writeFileSync(join(root, 'file'), '');
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test('a folder for writing is created with its parents and stays empty', () => {
    expect(folderFault(join(root, 'a/b/c'), 'write')).toBeUndefined();
    expect(readdirSync(join(root, 'a/b/c'))).toEqual([]);
  });

  test('a missing folder for reading is reported and not created', () => {
    expect(folderFault(join(root, 'existing'), 'read')).toBeUndefined();
    expect(folderFault(join(root, 'missing'), 'read')).toMatch(/a readable folder \(ENOENT\); create it/);
    expect(existsSync(join(root, 'missing'))).toBe(false);
  });

  test.each(['read', 'write'] as const)('a file instead of a folder for %s access is reported', (use) => {
    expect(folderFault(join(root, 'file'), use)).toMatch(/ENOTDIR/);
    expect(folderFault(join(root, 'file/in'), use)).toMatch(/ENOTDIR|EEXIST/);
  });

  // mkdir with `recursive` did not return here, and the server did not start.
  test('a folder that cannot be created is reported at once', () => {
    expect(folderFault('/proc/nope/deeper', 'write')).toMatch(/a writable folder \(\w+\); set another path/);
  });
});
