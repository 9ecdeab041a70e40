import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openAnalytics } from './open-analytics.ts';

let dataDir: string;
beforeEach(async () => (dataDir = await mkdtemp(join(tmpdir(), 'vialog-analytics-'))));
afterEach(() => rm(dataDir, { recursive: true }));

const definition = `question: When is the square busiest?
measure: presence
population: sites
period: 4 weeks
finding: peak_hours
chart: week
`;

describe('openAnalytics', () => {
  it('lists the shipped analytics without a folder of own ones', async () => {
    const catalogue = await openAnalytics({ folder: undefined, dataDir });
    const { items, rejected } = await catalogue.list();
    expect(items.length).toBeGreaterThanOrEqual(10);
    expect(items.every(({ origin }) => origin === 'shipped')).toBe(true);
    expect(rejected).toEqual([]);
  });

  it('finds an analytic that is added while the server runs, and drops it when its file is removed', async () => {
    const catalogue = await openAnalytics({ folder: undefined, dataDir });
    await mkdir(join(dataDir, 'analytics'));
    const file = join(dataDir, 'analytics', 'busy-square.yaml');
    await writeFile(file, definition);
    await writeFile(join(dataDir, 'analytics', 'notes.txt'), 'not a definition');
    expect((await catalogue.find('busy-square')).summary).toMatchObject({
      origin: 'own',
      finding: 'peak_hours',
    });
    await rm(file);
    await expect(catalogue.find('busy-square')).rejects.toMatchObject({ code: 'ANALYTIC_NOT_FOUND' });
  });

  it('leaves out files that are too large or cannot be read, and names them', async () => {
    const folder = join(dataDir, 'own');
    await mkdir(join(folder, 'folder.yaml'), { recursive: true });
    await writeFile(join(folder, 'huge.yaml'), '#'.repeat(70_000));
    await writeFile(join(folder, 'busy-square.yaml'), definition);
    const { items, rejected } = await (await openAnalytics({ folder, dataDir })).list('square');
    expect(items.map(({ id }) => id)).toEqual(['busy-square']);
    expect(rejected).toEqual([
      { file: 'folder.yaml', line: 1, message: 'expected a readable file (EISDIR)' },
      { file: 'huge.yaml', line: 1, message: 'expected at most 65536 bytes, found 70000' },
    ]);
  });

  it('reads the first 200 files of a folder and names the others', async () => {
    const names = Array.from({ length: 202 }, (_, n) => `own-${String(n).padStart(3, '0')}`);
    await Promise.all(names.map((name) => writeFile(join(dataDir, `${name}.yaml`), definition)));
    const { items, rejected } = await (await openAnalytics({ folder: dataDir, dataDir })).list();
    expect(items.filter(({ origin }) => origin === 'own')).toHaveLength(200);
    expect(rejected).toEqual(
      ['own-200.yaml', 'own-201.yaml'].map((file) => ({
        file,
        line: 1,
        message: 'expected at most 200 files',
      })),
    );
  });

  it('a folder that disappears is reported with the variable to correct', async () => {
    const catalogue = await openAnalytics({ folder: join(dataDir, 'gone'), dataDir });
    expect((await catalogue.list()).rejected).toEqual([
      { file: 'gone', line: 1, message: 'expected a readable folder (ENOENT); correct VIALOG_ANALYTICS_DIR' },
    ]);
  });
});
