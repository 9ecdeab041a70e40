import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { FileReportFolder } from './file-report-folder.ts';

let dir: string;
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), 'vialog-reports-'))));
afterEach(() => rm(dir, { recursive: true }));

const [runId, other] = ['00000000000a-1775019600', '00000000000a-1775106000'];
const fileOf = (...pieces: (string | Uint8Array)[]) => ({
  pieces,
  mediaType: 'text/html',
  fileName: 'a.html',
});
const textOf = async (folder: FileReportFolder, id: string) => {
  const content = await folder.read(id, 'a.html');
  return content && (await Array.fromAsync(content)).map(String).join('');
};

test('a file of a run is written with its size and hash, read, replaced and removed', async () => {
  const folder = new FileReportFolder(dir);
  const sha256 = createHash('sha256').update('周六停车场').digest('hex');
  expect(await folder.write(runId, fileOf('周六', Buffer.from('停车场')))).toEqual({ bytes: 15, sha256 });
  expect(await textOf(folder, runId)).toBe('周六停车场');
  await folder.write(runId, fileOf('new'));
  expect(await textOf(folder, runId)).toBe('new');
  await folder.write(other, fileOf('other'));
  await folder.remove(runId);
  expect(await textOf(folder, runId)).toBeUndefined();
  expect(await textOf(folder, other)).toBe('other');
  await folder.removeAll('00000000000a');
  expect(await readdir(dir)).toEqual([]);
});

test('the last run of a schedule that is removed leaves no folder', async () => {
  const folder = new FileReportFolder(dir);
  await folder.write(runId, fileOf('a'));
  await folder.write(other, fileOf('b'));
  await folder.remove(runId);
  expect(await textOf(folder, other)).toBe('b');
  await folder.remove(other);
  await folder.remove(other);
  expect(await readdir(dir)).toEqual([]);
});

test('a file that is too large or whose content fails leaves nothing', async () => {
  const folder = new FileReportFolder(dir, 4);
  await expect(folder.write(runId, fileOf('abc', 'de'))).rejects.toThrow(
    'a.html is larger than 4 bytes; choose fewer series',
  );
  const failing = function* () {
    yield 'a';
    throw new Error('the store is away');
  };
  await expect(folder.write(runId, { ...fileOf(), pieces: failing() })).rejects.toThrow('the store is away');
  expect(await readdir(join(dir, '00000000000a', '1775019600'))).toEqual([]);
});

test('of two processes that write the same file, each writes a whole one', async () => {
  const [one, two] = [new FileReportFolder(dir), new FileReportFolder(dir)];
  let resume = (): void => undefined;
  const paused = new Promise<void>((resolve) => (resume = resolve));
  const slow = async function* () {
    yield 'first ';
    await paused;
    yield 'half';
  };
  const first = one.write(runId, { ...fileOf(), pieces: slow() });
  await two.write(runId, fileOf('second'));
  expect(await textOf(two, runId)).toBe('second');
  resume();
  await first;
  expect(await textOf(two, runId)).toBe('first half');
});
