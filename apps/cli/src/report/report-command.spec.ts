import { readFile, readdir } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { beforeEach, expect, test } from '@jest/globals';
import { commandFixture } from '../command.fixture.ts';
import { UsageError } from '../command.ts';
import { reportCommand } from './report-command.ts';

let reply: (response: ServerResponse) => void;
beforeEach(() => {
  reply = (response) => response.end('<!doctype html>');
});
const api = commandFixture({ reply: (_request, response) => reply(response) });
const run = (...args: string[]) => api.run(reportCommand, ...args);

test('vialog report writes the report of the server to a file whose extension is the format', async () => {
  const output = api.path('lots.xlsx');
  const code = await run(
    '--output',
    output,
    '--measure',
    'occupancy',
    '--language',
    'zh',
    '--min-coverage',
    '0.5',
  );
  expect(code).toBe(0);
  expect(api.received).toMatchObject([
    {
      authorization: 'Bearer token-from-file',
      url: '/v1/reports/file?measure=occupancy&language=zh&minCoverage=0.5&format=xlsx',
    },
  ]);
  expect(await readFile(output, 'utf8')).toBe('<!doctype html>');
});

test('vialog report without an output writes to standard output', async () => {
  expect(await run('--sites', 'site00000001')).toBe(0);
  expect(api.printed).toBe('<!doctype html>');
  expect(api.received).toMatchObject([{ url: '/v1/reports/file?sites=site00000001' }]);
});

test('a transfer that fails leaves no file', async () => {
  reply = (response) => {
    response.write('<!doctype');
    response.socket?.destroySoon();
  };
  await expect(run('--output', api.path('a.html'))).rejects.toThrow();
  expect(await readdir(api.path('.'))).toEqual(['token']);
});

test('the detail of a rejected request is shown', async () => {
  reply = (response) => {
    response.writeHead(404).end(JSON.stringify({ detail: 'There is no site "site00000009".' }));
  };
  await expect(run('--sites', 'site00000009')).rejects.toThrow('There is no site "site00000009".');
});

test.each([
  [['--measure', 'speed'], /^--measure: /],
  [['--min-coverage', '2'], /^--min-coverage: /],
  [['--output', 'report.docx'], /^--format is missing: expected one of html, pdf, json/],
  [['--lot', '3'], /'--lot'/],
])('the arguments %j are rejected with the option and what was expected', async (args, message) => {
  const failure = run(...args);
  await expect(failure).rejects.toThrow(UsageError);
  await expect(failure).rejects.toThrow(message);
});

test('vialog report schedule add sends the schedule with its rule and the parameters of the report', async () => {
  reply = (response) => {
    const made = { scheduleId: '00000000000a', createdBy: 'a', createdAt: '2026-03-02T08:00:00.000Z' };
    const input = JSON.parse(api.received[0]?.body ?? '') as object;
    response.writeHead(201).end(JSON.stringify({ ...input, ...made }));
  };
  const schedule = ['schedule', 'add', '--name', '月报', '--period', 'last_month', '--every', '1'];
  const code = await run(
    ...schedule,
    '--time-zone',
    'Asia/Shanghai',
    '--min-coverage',
    '0.5',
    '--formats',
    'pdf,xlsx',
  );
  expect(code).toBe(0);
  expect(JSON.parse(api.received[0]?.body ?? '')).toEqual({
    name: '月报',
    period: 'last_month',
    rule: { kind: 'monthly', day: 1, at: '06:00' },
    timeZone: 'Asia/Shanghai',
    parameters: { minCoverage: '0.5' },
    formats: ['pdf', 'xlsx'],
    language: 'en',
  });
  expect(api.printed).toBe('Added: 00000000000a\n');
});

const add = ['schedule', 'add', '--name', 'n', '--period', 'last_day', '--time-zone', 'Europe/Berlin'];
test.each([
  [[...add, '--every', '31'], /^--every: expected a day from 1 to 28/],
  [[...add, '--every', 'fortnight'], /^--every: expected day, a weekday like monday/],
  [[...add, '--every', 'day', '--at', '25:00'], /^--at: expected a time such as 06:30/],
  [[...add, '--every', 'monday', '--min-coverage', '7'], /^--min-coverage: /],
  [['schedule', 'runs'], /^runs: expected the id of a schedule/],
  [
    ['schedule', 'delete', '../sites/site00000001'],
    /^delete: expected the id of a schedule, which list shows/,
  ],
  [['schedule', 'delete', '00000000000a', '00000000000b'], /^delete: expected one id, found "00000000000b"/],
  [
    ['schedule', 'get', '00000000000a', '--format', 'pdf'],
    /^get: expected the id of a run, which runs shows/,
  ],
  [['schedule', 'get', 'x', '--format', 'docx'], /^--format: expected one of html, pdf/],
  [['schedule', 'stop'], /^expected list, add, delete, runs or get/],
])('the schedule arguments %j are rejected with the option and what was expected', async (args, message) => {
  const failure = run(...args);
  await expect(failure).rejects.toThrow(UsageError);
  await expect(failure).rejects.toThrow(message);
});
