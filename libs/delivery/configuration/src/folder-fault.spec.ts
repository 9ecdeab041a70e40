import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { folderFault } from './folder-fault.ts';

describe('a folder of the environment', () => {
  let place: string;
  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'vialog-folder-'));
    mkdirSync(join(place, 'there'));
    writeFileSync(join(place, 'file'), '');
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  test('to write is made with the folders above it, and nothing is left in it', () => {
    expect(folderFault(join(place, 'a/b/c'), 'write')).toBeUndefined();
    expect(readdirSync(join(place, 'a/b/c'))).toEqual([]);
  });

  test('to read is not made', () => {
    expect(folderFault(join(place, 'there'), 'read')).toBeUndefined();
    expect(folderFault(join(place, 'none'), 'read')).toMatch(
      /is there and may be read \(ENOENT\); create it/,
    );
    expect(existsSync(join(place, 'none'))).toBe(false);
  });

  test.each(['read', 'write'] as const)('to %s is no file', (use) => {
    expect(folderFault(join(place, 'file'), use)).toMatch(/ENOTDIR/);
    expect(folderFault(join(place, 'file/in'), use)).toMatch(/ENOTDIR|EEXIST/);
  });

  // Making it with `recursive` never came back: the server hung without a word.
  test('that can never be made is told at once', () => {
    expect(folderFault('/proc/nope/deeper', 'write')).toMatch(
      /can be made and written \(\w+\); name another/,
    );
  });
});
