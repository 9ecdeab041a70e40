import { beforeEach, expect, test } from '@jest/globals';
import type { Calendar, CalendarImportReport } from '@vialog/contracts';
import { commandFixture } from '../command.fixture.ts';
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

let problems: CalendarImportReport['problems'];

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

beforeEach(() => {
  problems = [];
});
const api = commandFixture({
  files: { 'markets.ics': 'BEGIN:VCALENDAR\n' },
  reply: ({ method, url }, response) => {
    const body = responseTo(`${method} ${url}`);
    response.writeHead(body ? 200 : 204).end(body && JSON.stringify(body));
  },
});
const run = (...args: string[]) => api.run(calendarsCommand, ...args);

test('an iCalendar file is checked, then imported', async () => {
  expect(await run('import', api.path('markets.ics'), '--kind', 'holiday')).toBe(0);
  const sent = { method: 'POST', body: 'BEGIN:VCALENDAR\n' };
  expect(api.received).toMatchObject([
    { ...sent, url: '/v1/calendars/import?kind=holiday&dryRun=true' },
    { ...sent, url: '/v1/calendars/import?kind=holiday' },
  ]);
  expect(api.warned).toContain('warning: Ignored: 1 of VTODO.');
  expect(api.printed).toContain('Imported: 00000000000a  Markets  file with 2 events (event)  all sites');
});

test('an iCalendar file with a problem is not imported, and its line is printed', async () => {
  problems = [{ line: 7, message: 'The event has no start; expected DTSTART.' }];
  expect(await run('import', api.path('markets.ics'))).toBe(1);
  expect(api.received).toHaveLength(1);
  expect(api.warned).toContain('line 7: The event has no start; expected DTSTART.');
  expect(api.printed).toContain('Rejected, nothing stored: 2 events.');
});

test('an iCalendar file is only checked with --dry-run', async () => {
  expect(await run('import', api.path('markets.ics'), '--dry-run')).toBe(0);
  expect(api.received).toHaveLength(1);
  expect(api.printed).toContain('Checked, nothing stored: 2 events.');
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
  expect(api.received[0]?.body).toBe('{"name":"Bavaria","sites":null,"region":"DE-BY","types":["public"]}');
  expect(api.printed.split('\n')).toEqual([
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
