import { mkdtemp, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Ballast } from './ballast.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'vialog-ballast-'))));
afterEach(() => rm(folder, { recursive: true }));

const bytes = 3_000_000;
const path = () => join(folder, 'ballast');

test('holds room of the disk, and gives it back once', async () => {
  const ballast = new Ballast({ path: path(), bytes });
  expect(await ballast.lay()).toBe(true);
  const laid = await stat(path());
  expect(laid.size).toBe(bytes);
  // Not a hole: the disk has set it aside (blocks of 512 bytes).
  expect(laid.blocks * 512).toBeGreaterThanOrEqual(bytes);
  expect(await ballast.lay()).toBe(true);
  expect([await ballast.drop(), await ballast.drop()]).toEqual([true, false]);
  await expect(stat(path())).rejects.toMatchObject({ code: 'ENOENT' });
});

test('one that was broken off is laid anew', async () => {
  await writeFile(path(), 'too short');
  expect(await new Ballast({ path: path(), bytes }).lay()).toBe(true);
  expect((await stat(path())).size).toBe(bytes);
});

test('takes nothing of a disk that has little left', async () => {
  const { bavail, bsize } = await statfs(folder);
  const ballast = new Ballast({ path: path(), bytes: Math.ceil((bavail * bsize) / 2) });
  expect(await ballast.lay()).toBe(false);
  await expect(stat(path())).rejects.toMatchObject({ code: 'ENOENT' });
});
