import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { CountsImportReport } from '@vialog/contracts';
import { commandFixture } from '../command.fixture.ts';
import { UsageError } from '../command.ts';
import { countsCommand } from './counts-command.ts';

let rejected: number;

const report = (isDryRun: boolean): CountsImportReport => ({
  dryRun: isDryRun,
  accepted: 3,
  known: 1,
  rejected,
  problems:
    rejected === 0
      ? []
      : [{ row: 2, line: 3, kind: 'invalid', field: 'Ein', message: 'expected a whole number' }],
  columns: { startAt: 'Von' },
  warnings: ['These columns are ignored: weather.'],
});

beforeEach(() => {
  rejected = 0;
});
const api = commandFixture({
  files: { 'counts.csv': 'Von,Ein\n' },
  reply: ({ url }, response) => void response.end(JSON.stringify(report(url.includes('dryRun=true')))),
});
const run = (...args: string[]) => api.run(countsCommand, 'import', api.path('counts.csv'), ...args);

describe('vialog counts import', () => {
  test('counts are checked, then imported with the token of the file', async () => {
    expect(await run('--counter', 'L1', '--time-zone', 'Europe/Berlin')).toBe(0);
    const sent = 'counter=L1&timeZone=Europe%2FBerlin';
    const request = { authorization: 'Bearer token-from-file', body: 'Von,Ein\n' };
    expect(api.received).toMatchObject([
      { ...request, url: `/v1/events/import?${sent}&dryRun=true` },
      { ...request, url: `/v1/events/import?${sent}` },
    ]);
    expect(api.warned).toContain('columns: startAt = "Von"');
    expect(api.warned).toContain('warning: These columns are ignored: weather.');
    expect(api.printed).toContain('Imported: 3 new, 1 known, 0 rejected.');
  });

  test('a file of counts with invalid rows is not imported, and its rows are listed', async () => {
    rejected = 1;
    const path = api.path('report.json');
    expect(await run('--report', path)).toBe(1);
    expect(api.received).toHaveLength(1);
    expect(api.warned).toContain('row 2, line 3 (Ein): expected a whole number');
    expect(api.printed).toContain('Rejected, nothing stored: 3 new, 1 known, 1 rejected.');
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ rejected: 1 });
  });

  test('the valid rows of a file of counts are imported with --skip-invalid', async () => {
    rejected = 1;
    expect(await run('--skip-invalid')).toBe(1);
    expect(api.received).toHaveLength(2);
  });

  test('counts are only checked with --dry-run', async () => {
    expect(await run('--dry-run')).toBe(0);
    expect(api.received).toHaveLength(1);
    expect(api.printed).toContain('Checked, nothing stored: 3 new');
  });
});

test('a file of counts that does not exist is named with the reason', async () => {
  const missing = api.path('missing.csv');
  await expect(countsCommand.run(['import', missing, '--token-file', api.path('token')], '')).rejects.toThrow(
    `cannot read the file ${missing}: it does not exist; check the path`,
  );
});

test.each([
  [[], /expected "import" or "compare"/],
  [['compare'], /id of one camera/],
  [['compare', 'Gate 3'], /12 characters/],
  [['compare', 'cam000000001', '--counter', 'L17'], /--zone: /],
  [['compare', 'cam000000001', '--zone', 'gate', '--counter', 'L17', '--interval', '1d'], /--interval: /],
  [['import'], /expected one file/],
  [['import', 'a.csv', 'b.csv'], /expected one file/],
  [['import', 'a.csv', '--time-zone', 'CST'], /--time-zone: .*abbreviation/],
  [['import', 'a.csv', '--zone', 'Lane 1'], /--zone: /],
  [['import', 'a.csv', '--token', 'x'], /--token/],
])('the arguments %j of the counts command are rejected', async (args, message) => {
  const outcome = countsCommand.run(args, '');
  await expect(outcome).rejects.toThrow(UsageError);
  await expect(outcome).rejects.toThrow(message);
});
