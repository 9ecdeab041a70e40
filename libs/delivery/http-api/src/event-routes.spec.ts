import { afterEach, describe, expect, test } from '@jest/globals';
import { VialogError, type EventsPage, type EventsQuery } from '@vialog/contracts';
import { ask, noEvents, startTestApi, type TestApi } from './http-api.fixture.ts';
import type { EventUseCases } from '@vialog/events';

let api: TestApi;
afterEach(() => api.close());
const start = async (events: Partial<EventUseCases>): Promise<void> => {
  api = await startTestApi({ events: { ...noEvents, ...events } });
};

const completeness = { expected: 0, measured: 0, pending: 0, coverage: null, reasons: {}, behindMs: 0 };
const page: EventsPage = {
  items: [],
  nextCursor: null,
  matched: { value: 0, relation: 'eq' },
  from: '2026-03-01T08:00:00.000Z',
  to: '2026-03-02T08:00:00.000Z',
  completeness,
};

describe('events over HTTP', () => {
  test('the use case receives the search line unchanged, with limit and cursor', async () => {
    const asked: EventsQuery[] = [];
    await start({
      search: (query) => {
        asked.push(query);
        return Promise.resolve(page);
      },
    });
    const q = 'car>=20 "北停车场 🅿️" near:31.03,112.20,2km';
    const answer = await ask(api, `GET /v1/events?q=${encodeURIComponent(q)}&limit=7&cursor=abc`);
    expect(answer).toMatchObject({ status: 200, body: page });
    await ask(api, 'GET /v1/events');
    expect(asked).toEqual([
      { q, limit: 7, cursor: 'abc' },
      { q: '', limit: 50 },
    ]);
  });

  test('an invalid search line is answered with the positions of its errors', async () => {
    const error = new VialogError('QUERY_SYNTAX', 'expected a number after car>=', {
      details: [{ from: 5, to: 6, message: 'expected a number, found "x"' }],
    });
    await start({ search: () => Promise.reject(error) });
    expect(await ask(api, 'GET /v1/events?q=car>=x')).toMatchObject({
      status: 400,
      body: { code: 'QUERY_SYNTAX', details: [{ from: 5, to: 6, message: 'expected a number, found "x"' }] },
    });
  });

  test.each(['?filter=car', `?q=${'x'.repeat(1001)}`, '?limit=1001', '?limit=ten', '?q=a&q=b'])(
    'GET /v1/events%s is refused, because the only filter is one valid q',
    async (query) => {
      await start({ search: () => Promise.resolve(page) });
      expect(await ask(api, `GET /v1/events${query}`)).toMatchObject({ status: 400 });
    },
  );

  test('an answer that breaks its contract is answered with INTERNAL and without its data', async () => {
    const broken = { ...page, matched: { value: -1, relation: 'eq' as const } };
    await start({ search: () => Promise.resolve(broken) });
    expect(await ask(api, 'GET /v1/events')).toMatchObject({
      status: 500,
      body: { code: 'INTERNAL', details: [] },
    });
  });

  test('fields outside of the contract are removed from the answer', async () => {
    const extended = { ...page, secret: 'x' } as EventsPage;
    await start({ search: () => Promise.resolve(extended) });
    expect((await ask(api, 'GET /v1/events')).body).toEqual(page);
  });

  test.each<[string, string, keyof EventUseCases]>([
    ['GET /v1/events/histogram?interval=15m&q=kind:gap', '{"q":"kind:gap","interval":"15m"}', 'histogram'],
    [
      'GET /v1/events/histogram?interval=1d&timeZone=Asia/Shanghai',
      '{"q":"","interval":"1d","timeZone":"Asia/Shanghai"}',
      'histogram',
    ],
    ['GET /v1/episodes?q=for:10m', '{"q":"for:10m","limit":50}', 'episodes'],
    ['GET /v1/events/0mmhbt0ao-abcabcabcabc-view', '"0mmhbt0ao-abcabcabcabc-view"', 'byId'],
    [
      'GET /v1/trends?classes=car,bus&interval=1d&from=1969-12-31T00:00:00Z',
      '{"measure":"presence","classes":["car","bus"],"from":"1969-12-31T00:00:00Z","interval":"1d","timeZone":"UTC"}',
      'trends',
    ],
    ['GET /v1/coverage?below=0.5', '{"below":0.5}', 'coverage'],
    ['GET /v1/ledger?cameras=abcabcabcabc', '{"cameras":["abcabcabcabc"],"limit":1000}', 'ledger'],
  ])('%s passes its parameters to the use case', async (route, asked, question) => {
    const questions: string[] = [];
    const answer = (query: unknown) => {
      questions.push(JSON.stringify(query));
      return Promise.reject(new VialogError('STORE_UNAVAILABLE'));
    };
    await start({ [question]: answer });
    expect(await ask(api, route)).toMatchObject({ status: 503, body: { code: 'STORE_UNAVAILABLE' } });
    expect(questions).toEqual([asked]);
  });

  test.each([
    'GET /v1/events/nonsense',
    'GET /v1/trends?interval=1y',
    'GET /v1/trends?from=2026-01-01',
    'GET /v1/trends?classes=unicorn',
    'GET /v1/ledger?from=yesterday',
    'GET /v1/coverage?below=2',
    'GET /v1/events/histogram?interval=2m',
    'GET /v1/events/histogram?timeZone=Mars/Olympus',
    'GET /v1/trends?timeZone=Mars/Olympus',
  ])('%s is refused as invalid', async (route) => {
    await start({});
    expect(await ask(api, route)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  });
});
