import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { CountsImportReport } from '@vialog/contracts';
import { UsageError } from '../command.ts';
import { countsCommand } from './counts-command.ts';

let dir: string;
let server: Server;
let received: string[];
let rejected: number;
let printed: string;

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

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vialog-cli-'));
  await writeFile(join(dir, 'counts.csv'), 'Von,Ein\n');
  await writeFile(join(dir, 'token'), 'token-from-file\n');
  received = [];
  rejected = 0;
  printed = '';
  server = createServer((request, response) => {
    void Array.fromAsync(request.setEncoding('utf8')).then((parts) => {
      const { url = '', headers } = request;
      received.push(`${url} ${headers.authorization} ${parts.join('')}`);
      response.end(JSON.stringify(report(url.includes('dryRun=true'))));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
});
afterEach(async () => {
  jest.restoreAllMocks();
  server.closeAllConnections();
  server.close();
  await rm(dir, { recursive: true });
});

const run = (...args: string[]) => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return countsCommand.run(
    ['import', join(dir, 'counts.csv'), ...args, '--url', url, '--token-file', join(dir, 'token')],
    '',
  );
};

describe('vialog counts import', () => {
  test('counts are checked, then imported with the token of the file', async () => {
    expect(await run('--counter', 'L1', '--time-zone', 'Europe/Berlin')).toBe(0);
    const sent = 'counter=L1&timeZone=Europe%2FBerlin';
    expect(received).toEqual([
      `/v1/events/import?${sent}&dryRun=true Bearer token-from-file Von,Ein\n`,
      `/v1/events/import?${sent} Bearer token-from-file Von,Ein\n`,
    ]);
    expect(printed).toContain('columns: startAt = "Von"');
    expect(printed).toContain('warning: These columns are ignored: weather.');
    expect(printed).toContain('Imported: 3 new, 1 known, 0 rejected.');
  });

  test('a file of counts with invalid rows is not imported, and its rows are listed', async () => {
    rejected = 1;
    const path = join(dir, 'report.json');
    expect(await run('--report', path)).toBe(1);
    expect(received).toHaveLength(1);
    expect(printed).toContain('row 2, line 3 (Ein): expected a whole number');
    expect(printed).toContain('Rejected, nothing stored: 3 new, 1 known, 1 rejected.');
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ rejected: 1 });
  });

  test('the valid rows of a file of counts are imported with --skip-invalid', async () => {
    rejected = 1;
    expect(await run('--skip-invalid')).toBe(1);
    expect(received).toHaveLength(2);
  });

  test('counts are only checked with --dry-run', async () => {
    expect(await run('--dry-run')).toBe(0);
    expect(received).toHaveLength(1);
    expect(printed).toContain('Checked, nothing stored: 3 new');
  });
});

test('a file of counts that does not exist is named with the reason', async () => {
  const missing = join(dir, 'missing.csv');
  await expect(
    countsCommand.run(['import', missing, '--token-file', join(dir, 'token')], ''),
  ).rejects.toThrow(`cannot read the file ${missing}: it does not exist; check the path`);
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
