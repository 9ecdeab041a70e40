import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Calendar, CalendarImportReport } from '@vialog/contracts';
import { UsageError } from '../command.ts';
import { calendarsCommand } from './calendars-command.ts';

const calendar: Calendar = {
  calendarId: '00000000000a',
  name: 'Markets',
  sites: null,
  source: { kind: 'file', dayKind: 'event', events: 2 },
  createdAt: '2026-03-02T08:00:00.000Z',
  changedAt: '2026-03-02T08:00:00.000Z',
};

let dir: string;
let server: Server;
let received: string[];
let problems: CalendarImportReport['problems'];
let printed: string;

function responseTo(route: string): object | undefined {
  if (route.includes('/import')) {
    const dryRun = route.includes('dryRun=true');
    const found = {
      name: 'Markets',
      events: 2,
      firstDay: '2026-05-02',
      problems,
      warnings: ['Ignored: 1 of VTODO.'],
    };
    return { dryRun, calendar: dryRun ? null : calendar, ...found };
  }
  if (route.startsWith('DELETE')) return undefined;
  if (route.startsWith('POST'))
    return { ...calendar, source: { kind: 'region', region: 'DE-BY', types: ['public'] } };
  if (route.includes('regions'))
    return { items: [{ code: 'DE', name: 'Germany', nameZh: null, hasParts: true }] };
  const name = { text: 'Neujahr', en: "New Year's Day", zh: null };
  if (route.includes('special-days'))
    return { items: [{ date: '2026-01-01', kind: 'holiday', name, calendarId: calendar.calendarId }] };
  return { items: [calendar] };
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vialog-cli-'));
  await writeFile(join(dir, 'markets.ics'), 'BEGIN:VCALENDAR\n');
  await writeFile(join(dir, 'token'), 'token-from-file\n');
  [received, problems, printed] = [[], [], ''];
  server = createServer((request, response) => {
    void Array.fromAsync(request.setEncoding('utf8')).then((parts) => {
      const route = `${request.method} ${request.url}`;
      received.push(`${route} ${parts.join('')}`.trim());
      const body = responseTo(route);
      response.writeHead(body ? 200 : 204).end(body && JSON.stringify(body));
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
  return calendarsCommand.run([...args, '--url', url, '--token-file', join(dir, 'token')], '');
};

test('an iCalendar file is checked, then imported', async () => {
  expect(await run('import', join(dir, 'markets.ics'), '--kind', 'holiday')).toBe(0);
  const sent = 'POST /v1/calendars/import?kind=holiday';
  expect(received).toEqual([`${sent}&dryRun=true BEGIN:VCALENDAR`, `${sent} BEGIN:VCALENDAR`]);
  expect(printed).toContain('warning: Ignored: 1 of VTODO.');
  expect(printed).toContain('Imported: 00000000000a  Markets  file with 2 events (event)  all sites');
});

test('an iCalendar file with a problem is not imported, and its line is printed', async () => {
  problems = [{ line: 7, message: 'The event has no start; expected DTSTART.' }];
  expect(await run('import', join(dir, 'markets.ics'))).toBe(1);
  expect(received).toHaveLength(1);
  expect(printed).toContain('line 7: The event has no start; expected DTSTART.');
  expect(printed).toContain('Rejected, nothing stored: 2 events.');
});

test('an iCalendar file is only checked with --dry-run', async () => {
  expect(await run('import', join(dir, 'markets.ics'), '--dry-run')).toBe(0);
  expect(received).toHaveLength(1);
  expect(printed).toContain('Checked, nothing stored: 2 events.');
});

test('holidays of a region are added, and calendars, days and regions are listed and deleted', async () => {
  for (const args of [
    ['add', 'DE-BY', '--name', 'Bavaria'],
    ['list'],
    ['days', '--from', '2026-01-01', '--to', '2026-12-31'],
    ['regions'],
    ['delete', '00000000000a'],
  ])
    expect(await run(...args)).toBe(0);
  expect(received[0]).toContain('{"name":"Bavaria","sites":null,"region":"DE-BY","types":["public"]}');
  expect(printed.split('\n')).toEqual([
    'Added: 00000000000a  Markets  DE-BY (public)  all sites',
    '00000000000a  Markets  file with 2 events (event)  all sites',
    "2026-01-01  holiday  Neujahr (New Year's Day)",
    'DE  Germany  (has parts)',
    'Deleted: 00000000000a',
    '',
  ]);
});

test.each([
  [[], /expected one of list, add/],
  [['add'], /expected one region, like DE-BY, found 0/],
  [['add', 'Bavaria'], /^region: expected a country/],
  [['add', 'DE', '--types', 'none'], /^--types: /],
  [['list', 'all'], /expected no name, found 1/],
  [['list', '--name', 'x'], /--name does not apply to "list"/],
  [['import', 'a.ics', '--kind', 'party'], /--kind: /],
  [['delete', 'x'], /calendar id: expected 12 characters/],
  [['days', '--from', '2026-01-01'], /--to: /],
  [['list', '--token', 'x'], /--token/],
])('the arguments %j of the calendars command are rejected', async (args, message) => {
  const outcome = calendarsCommand.run(args, '');
  await expect(outcome).rejects.toThrow(UsageError);
  await expect(outcome).rejects.toThrow(message);
});
