import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import type { ImportReport } from '@vialog/contracts';
import { commandFixture } from '../command.fixture.ts';
import { UsageError } from '../command.ts';
import { camerasCommand } from './cameras-command.ts';

let replies: ((dryRun: boolean) => string)[];
const api = commandFixture({
  files: { 'cameras.csv': 'name\nA\n' },
  reply: ({ url }, response) => {
    const [reply = () => ''] = replies;
    response.setHeader('x-left-out', '2').end(reply(url.includes('dryRun=true')));
  },
});
const run = (...args: string[]) => api.run(camerasCommand, ...args);

const report = (changes: Partial<ImportReport>): ImportReport => ({
  dryRun: false,
  applied: false,
  summary: { new: 1, changed: 0, unchanged: 0, repeated: 0, skipped: 0, invalid: 0, gone: 0 },
  problems: [],
  warnings: [],
  rows: [],
  gone: [],
  ...changes,
});
const lines = (last: object): string => `{"checked":1,"rows":1}\n${JSON.stringify(last)}\n`;

describe('vialog cameras import', () => {
  test('checks the file, then imports it with the token of the file', async () => {
    replies = [(dryRun) => lines({ report: report({ dryRun, applied: !dryRun }) })];
    expect(await run('import', api.path('cameras.csv'), '--crs', 'gcj02')).toBe(0);
    expect(api.received.map(({ url, authorization, body }) => [url, authorization, body])).toEqual([
      ['/v1/cameras/import?format=csv&crs=gcj02&dryRun=true', 'Bearer token-from-file', 'name\nA\n'],
      ['/v1/cameras/import?format=csv&crs=gcj02', 'Bearer token-from-file', 'name\nA\n'],
    ]);
    expect(api.printed).toContain('Imported: 1 new');
  });

  test('does not import a file with problems, lists them by row and writes the report', async () => {
    const row = {
      row: 3,
      line: 4,
      outcome: 'invalid' as const,
      changes: [],
      duplicates: [],
      problems: ['The row has no name.'],
      warnings: [],
    };
    const summary = { ...report({}).summary, invalid: 1 };
    replies = [(dryRun) => lines({ report: report({ dryRun, rows: [row], summary }) })];
    const path = api.path('report.json');
    expect(await run('import', api.path('cameras.csv'), '--report', path)).toBe(1);
    expect(api.received).toHaveLength(1);
    expect(api.warned).toContain('row 3, line 4: The row has no name.');
    expect(api.printed).toContain(
      'Checked, nothing stored: 1 new, 0 changed, 0 unchanged, 0 repeated, 0 skipped, 1 invalid',
    );
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ rows: [row] });
  });

  test('only checks with --dry-run', async () => {
    replies = [(dryRun) => lines({ report: report({ dryRun }) })];
    expect(await run('import', api.path('cameras.csv'), '--dry-run')).toBe(0);
    expect(api.received).toHaveLength(1);
  });

  test.each([
    [lines({ problem: { detail: 'The camera changed.', details: [] } }), 'The camera changed.'],
    ['{"checked":1,"rows":2}\n', 'closed the connection before it sent the report'],
  ])('fails with the reason of the server for %j', async (reply, reason) => {
    replies = [() => reply];
    await expect(run('import', api.path('cameras.csv'))).rejects.toThrow(reason);
  });
});

describe('vialog cameras export', () => {
  test('writes the file and says how many cameras the format left out', async () => {
    replies = [() => '<Response/>'];
    const path = api.path('out.xml');
    expect(await run('export', '--output', path)).toBe(0);
    expect(await readFile(path, 'utf8')).toBe('<Response/>');
    expect(api.received[0]?.url).toBe('/v1/cameras/export?format=gb28181');
    expect(api.warned).toContain('2 cameras have no 20-digit code');
  });
});

test.each([
  [[], /expected "import" or "export"/],
  [['import'], /expected one file/],
  [['import', 'cameras.json'], /--format is missing: expected one of csv/],
  [['import', 'cameras.csv', '--crs', 'utm'], /--crs: /],
  [['import', 'cameras.csv', '--time-zone', 'CST'], /--time-zone: .*abbreviation/],
  [['export'], /--format is missing/],
  [['export', '--format', 'csv', '--url', 'camera.example'], /--url: expected/],
  [['export', '--token', 'x'], /--token/],
])('the arguments %j of the cameras command are rejected', async (args, message) => {
  const outcome = camerasCommand.run(args, '');
  await expect(outcome).rejects.toThrow(UsageError);
  await expect(outcome).rejects.toThrow(message);
});
