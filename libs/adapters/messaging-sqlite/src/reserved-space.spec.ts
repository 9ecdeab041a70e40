import { mkdtemp, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ReservedSpace } from './reserved-space.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'vialog-reserved-'))));
afterEach(() => rm(folder, { recursive: true }));

const bytes = 3_000_000;
const path = () => join(folder, 'reserved');

test('reserves disk space and releases it once', async () => {
  const space = new ReservedSpace({ path: path(), bytes });
  expect(await space.reserve()).toBe(true);
  const created = await stat(path());
  expect(created.size).toBe(bytes);
  // The file is not sparse: its blocks (512 bytes each) are allocated.
  expect(created.blocks * 512).toBeGreaterThanOrEqual(bytes);
  expect(await space.reserve()).toBe(true);
  expect([await space.release(), await space.release()]).toEqual([true, false]);
  await expect(stat(path())).rejects.toMatchObject({ code: 'ENOENT' });
});

test('creates an incomplete file again', async () => {
  await writeFile(path(), 'too short');
  expect(await new ReservedSpace({ path: path(), bytes }).reserve()).toBe(true);
  expect((await stat(path())).size).toBe(bytes);
});

test('reserves nothing on a disk with little free space', async () => {
  const { bavail, bsize } = await statfs(folder);
  const space = new ReservedSpace({ path: path(), bytes: Math.ceil((bavail * bsize) / 2) });
  expect(await space.reserve()).toBe(false);
  await expect(stat(path())).rejects.toMatchObject({ code: 'ENOENT' });
});
