import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openReportFolder } from './start-report-schedules.ts';

test('files of scheduled reports are in the folder reports of the data folder', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'vialog-reports-'));
  try {
    const file = { pieces: ['text'], mediaType: 'text/html', fileName: 'a.html' };
    await openReportFolder(dataDir).write('00000000000a-1775019600', file);
    const files = await readdir(dataDir, { recursive: true, withFileTypes: true });
    expect(files.filter((each) => each.isFile()).map(({ name, parentPath }) => [name, parentPath])).toEqual([
      ['a.html', expect.stringContaining(join(dataDir, 'reports'))],
    ]);
  } finally {
    await rm(dataDir, { recursive: true });
  }
});
