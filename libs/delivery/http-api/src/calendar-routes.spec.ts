import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { maxCalendars, siteInput, type Calendar } from '@vialog/contracts';
import { aCalendar, InMemoryCalendars } from '@vialog/calendars/conformance';
import { registerSite } from '@vialog/registry';
import { administratorToken, send, startTestApi, type TestApi } from './http-api.fixture.ts';

let api: TestApi;
let calendars: InMemoryCalendars;
beforeEach(async () => {
  calendars = new InMemoryCalendars();
  api = await startTestApi();
});
afterEach(() => api.close());

const file = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'X-WR-CALNAME:Markets', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join(
    '\n',
  );
const market = file('SUMMARY:Market', 'DTSTART;VALUE=DATE:20260502', 'RRULE:FREQ=WEEKLY;COUNT=2');

async function upload(text: string, query = '') {
  const { statusCode, body } = await api.app.inject({
    method: 'POST',
    url: `/v1/calendars/import${query}`,
    payload: text,
    headers: {
      host: 'localhost:7070',
      authorization: `Bearer ${administratorToken}`,
      'content-type': 'text/calendar',
    },
  });
  return { status: statusCode, body: JSON.parse(body) as Record<string, unknown> & { calendar: Calendar } };
}

const add = (body: object) => send(api, 'POST /v1/calendars', { body });

describe('calendars of regions', () => {
  test('a region becomes a calendar of public holidays for all sites, is renamed and deleted', async () => {
    const added = await add({ name: 'Bavaria', region: 'DE-BY' });
    expect(added).toMatchObject({
      status: 201,
      body: { sites: null, source: { kind: 'region', region: 'DE-BY', types: ['public'] } },
    });
    const { calendarId } = added.body as Calendar;
    const path = `/v1/calendars/${calendarId}`;
    expect(await send(api, `PATCH ${path}`, { body: { name: 'Holidays' } })).toMatchObject({
      status: 200,
      body: { name: 'Holidays', sites: null },
    });
    expect((await send(api, 'GET /v1/calendars')).body).toMatchObject({ items: [{ name: 'Holidays' }] });
    expect((await send(api, `DELETE ${path}`)).status).toBe(204);
    for (const method of ['DELETE', 'PATCH'])
      expect(await send(api, `${method} ${path}`, method === 'PATCH' ? { body: {} } : {})).toMatchObject({
        status: 404,
        body: { code: 'CALENDAR_NOT_FOUND' },
      });
  });

  test.each([
    [{ region: 'DE-ZZ' }, 'region', /The holidays of "DE-ZZ" are not known: expected DE-BY/],
    [{ region: 'XX' }, 'region', /expected a country like DE/],
    [{ region: 'Bavaria' }, 'region', /expected a country, or a country with its state and region/],
    [{ region: 'DE', types: [] }, 'types', /at least one type/],
    [{ region: 'DE', sites: [] }, 'sites', /null for all sites/],
  ])('the input %j is rejected', async (input, path, message) => {
    const response = await add({ name: 'Holidays', ...input });
    expect(response).toMatchObject({
      status: 400,
      body: { details: [{ path, message: expect.stringMatching(message) as unknown }] },
    });
  });

  test('a calendar for a site that does not exist is rejected', async () => {
    expect(await add({ name: 'Holidays', region: 'DE', sites: ['000000000000'] })).toMatchObject({
      status: 404,
      body: { code: 'SITE_NOT_FOUND' },
    });
  });

  test('more calendars than the limit are rejected', async () => {
    for (let i = 0; i < maxCalendars; i += 1) await calendars.add(aCalendar(`${i}`), []);
    await api.close();
    api = await startTestApi({ calendars });
    expect(await add({ name: 'One more', region: 'DE' })).toMatchObject({ status: 400 });
    expect(await upload(market)).toMatchObject({ status: 400 });
  });

  test('regions are listed by country, and the parts of a country', async () => {
    expect((await send(api, 'GET /v1/holiday-regions')).body).toMatchObject({
      items: [{ code: 'CN' }, { code: 'DE', hasParts: true }],
    });
    expect((await send(api, 'GET /v1/holiday-regions?within=DE')).body).toMatchObject({
      items: [{ code: 'DE-BY' }],
    });
    expect((await send(api, 'GET /v1/holiday-regions?within=CN')).status).toBe(400);
  });
});

describe('calendars of files', () => {
  test('a file is checked, imported for a site and replaced, and its days are listed', async () => {
    const site = await registerSite(
      api.registry,
      siteInput.parse({ name: 'North Lot', kind: 'parking_lot', position: [112.2, 31.03] }),
    );
    const checked = await upload(market, '?dryRun=true');
    expect(checked).toMatchObject({
      status: 200,
      body: {
        dryRun: true,
        calendar: null,
        name: 'Markets',
        events: 1,
        firstDay: '2026-05-02',
        problems: [],
      },
    });
    expect((await send(api, 'GET /v1/calendars')).body).toEqual({ items: [] });
    const { body } = await upload(market, `?sites=${site.siteId}`);
    expect(body.calendar).toMatchObject({
      name: 'Markets',
      sites: [site.siteId],
      source: { kind: 'file', dayKind: 'event', events: 1 },
    });
    const days = `GET /v1/special-days?from=2026-05-01&to=2026-05-31&sites=${site.siteId}`;
    expect((await send(api, days)).body).toMatchObject({
      items: [
        { date: '2026-05-02', kind: 'event', name: { text: 'Market', en: null, zh: null } },
        { date: '2026-05-09' },
      ],
    });
    expect((await send(api, 'GET /v1/special-days?from=2026-05-01&to=2026-05-31')).body).toEqual({
      items: [],
    });
    const { calendarId } = body.calendar;
    const fair = file('SUMMARY:Fair', 'DTSTART;VALUE=DATE:20260520');
    const replaced = await upload(fair, `?calendarId=${calendarId}&kind=holiday`);
    expect(replaced.body.calendar).toMatchObject({
      calendarId,
      sites: [site.siteId],
      source: { dayKind: 'event' },
    });
    expect((await send(api, days)).body).toMatchObject({
      items: [{ date: '2026-05-20', name: { text: 'Fair' } }],
    });
  });

  test('an invalid file is reported with its line, and never stored', async () => {
    const invalid = file('SUMMARY:Market', 'DTSTART:tomorrow');
    const message = expect.stringMatching(/"tomorrow" is not a date/) as unknown;
    expect(await upload(invalid, '?dryRun=true')).toMatchObject({
      status: 200,
      body: { problems: [{ line: 5, message }] },
    });
    expect(await upload(invalid)).toMatchObject({
      status: 422,
      body: { code: 'IMPORT_REFUSED', details: [{ path: 'line 5', message }] },
    });
    expect((await send(api, 'GET /v1/calendars')).body).toEqual({ items: [] });
  });

  test('a file cannot replace the holidays of a region, nor a calendar that does not exist', async () => {
    const { calendarId } = (await add({ name: 'Germany', region: 'DE' })).body as Calendar;
    expect(await upload(market, `?calendarId=${calendarId}`)).toMatchObject({
      status: 400,
      body: { details: [{ path: 'calendarId' }] },
    });
    expect(await upload(market, '?calendarId=000000000000')).toMatchObject({ status: 404 });
    expect(await upload('', '')).toMatchObject({ status: 400 });
  });
});

test.each([
  ['from=2026-05-02&to=2026-05-01', 'Expected a day on or after 2026-05-02, found 2026-05-01.'],
  [
    'from=2020-01-01&to=2026-05-01',
    'Expected at most 1200 days after 2020-01-01, found 2026-05-01; choose a shorter range.',
  ],
  ['from=2100-12-31&to=2101-01-01', 'Expected a day of the years 1970 to 2100, found 2101-01-01.'],
  ['from=0001-01-01&to=0001-12-31', 'Expected a day of the years 1970 to 2100, found 0001-01-01.', 'from'],
])('the range %s of special days is rejected', async (query, message, path = 'to') => {
  expect(await send(api, `GET /v1/special-days?${query}`)).toMatchObject({
    status: 400,
    body: { details: [{ path, message }] },
  });
});
