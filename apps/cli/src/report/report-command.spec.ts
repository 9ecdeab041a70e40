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
    const createdAt = '2026-03-02T08:00:00.000Z';
    const made = { scheduleId: '00000000000a', createdBy: 'a', createdAt, dueAfterAt: createdAt };
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
    '--channel',
    'channel00001',
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
    channelId: 'channel00001',
    isOn: true,
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
  [
    ['schedule', 'get', '00000000000a-1775019600', '--format', 'docx'],
    /^--format: expected one of html, pdf/,
  ],
  [['schedule', 'change', '00000000000a'], /^change: expected at least one option/],
  [['schedule', 'change', '00000000000a', '--at', '07:00'], /^--at: expected --every with it/],
  [['schedule', 'change', '00000000000a', '--channel', 'x'], /^--channel: /],
  [[...add, '--every', 'day', '--formats', 'none'], /^--formats: expected at least one format, or a channel/],
  [['schedule', 'resend', '00000000000a'], /^resend: expected the id of a run/],
  [['schedule', 'stop'], /^expected list, add, change, pause, resume, run, runs, get, resend or delete/],
])('the schedule arguments %j are rejected with the option and what was expected', async (args, message) => {
  const failure = run(...args);
  await expect(failure).rejects.toThrow(UsageError);
  await expect(failure).rejects.toThrow(message);
});

const changed = {
  scheduleId: '00000000000a',
  name: 'n',
  parameters: {},
  period: 'last_day',
  rule: { kind: 'daily', at: '06:00' },
  timeZone: 'Europe/Berlin',
  formats: ['pdf'],
  language: 'en',
  channelId: null,
  isOn: false,
  createdBy: 'a',
  createdAt: '2026-03-02T08:00:00.000Z',
  dueAfterAt: '2026-03-02T08:00:00.000Z',
};

test.each([
  [['pause', '00000000000a'], { isOn: false }],
  [['resume', '00000000000a'], { isOn: true }],
  [
    ['change', '00000000000a', '--channel', 'none', '--every', 'monday'],
    { channelId: null, rule: { kind: 'weekly', weekday: 1, at: '06:00' } },
  ],
])('vialog report schedule %j sends only what changes', async (args, patch) => {
  reply = (response) => response.end(JSON.stringify(changed));
  expect(await run('schedule', ...args)).toBe(0);
  expect(api.received).toMatchObject([{ url: '/v1/report-schedules/00000000000a' }]);
  expect(JSON.parse(api.received[0]?.body ?? '')).toEqual(patch);
  expect(api.printed).toBe('Changed: 00000000000a (paused)\n');
});

test('vialog report schedule change keeps parameters that no option names, and removes those of empty options', async () => {
  const parameters = { measure: 'occupancy', sites: 'site00000001', minCoverage: '0.5' };
  reply = (response) =>
    response.end(
      JSON.stringify(api.received.length === 1 ? { items: [{ ...changed, parameters }] } : changed),
    );
  expect(await run('schedule', 'change', '00000000000a', '--sites', '', '--min-coverage', '0.8')).toBe(0);
  expect(api.received.map(({ method }) => method)).toEqual(['GET', 'PATCH']);
  expect(JSON.parse(api.received[1]?.body ?? '')).toEqual({
    parameters: { measure: 'occupancy', minCoverage: '0.8' },
  });
});

test('vialog report schedule resend sends the event of a run again that its channel gave up', async () => {
  const runId = '00000000000a-1775019600';
  const dueAt = '2026-04-01T05:00:00.000Z';
  const event = { channelId: 'channel00001', eventId: `${runId}-written`, attempts: 9 };
  const written = {
    runId,
    scheduleId: '00000000000a',
    dueAt,
    from: dueAt,
    to: dueAt,
    state: 'written',
    attempts: 1,
    isManual: false,
    channelId: 'channel00001',
    isLate: false,
    files: [],
    delivery: { ...event, state: 'dead_lettered', failure: { code: 'status', status: 500 } },
  };
  reply = (response) => {
    const isResend = api.received.at(-1)?.url?.endsWith('/resends');
    response.end(JSON.stringify(isResend ? { resent: 1 } : { items: [written], nextCursor: null }));
  };
  expect(await run('schedule', 'runs', '00000000000a')).toBe(0);
  expect(api.printed).toContain('written, event dead_lettered (status)');
  expect(await run('schedule', 'resend', runId)).toBe(0);
  const sent = api.received.at(-1);
  expect(sent?.url).toBe('/v1/alert-channels/channel00001/resends');
  expect(JSON.parse(sent?.body ?? '')).toEqual({ eventId: event.eventId });
  written.delivery.state = 'delivered';
  await expect(run('schedule', 'resend', runId)).rejects.toThrow('was not given up, but is delivered');
});
