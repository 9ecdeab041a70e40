import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnalyticsCatalogue } from '@vialog/analytics';
import { analyticsList, type AnalyticResult, type AnalyticsList } from '@vialog/contracts';
import { noEvents, send, startTestApi, type TestApi } from './http-api.fixture.ts';

const definition = `question: { en: "How full is the square?", zh: "广场有多满？" }
measure: presence
population: sites
period: 2 weeks
finding: overview
chart: days
`;
const catalogue = new AnalyticsCatalogue({
  shipped: [{ name: 'square.yaml', text: definition }],
  own: {
    read: () =>
      Promise.resolve({
        files: [{ name: 'broken.yaml', text: definition.replace('presence', 'speed') }],
        rejected: [],
      }),
  },
});

describe('the analytics routes', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({
      analytics: catalogue,
      events: {
        ...noEvents,
        sites: {
          sites: (_, page) =>
            Promise.resolve(
              page.after
                ? []
                : [
                    {
                      siteId: 'site00000001',
                      name: 'Market square',
                      kind: 'parking_lot',
                      position: [11, 48],
                      address: '',
                      timeZone: 'UTC',
                      createdAt: '2026-01-01T00:00:00.000Z',
                    },
                  ],
            ),
        },
      },
    });
  });
  afterAll(() => api.close());

  it('lists the analytics that contain the words, and the faults of own definitions', async () => {
    const { status, body } = await send(api, 'GET /v1/analytics?q=square');
    expect(status).toBe(200);
    const { items, rejected } = analyticsList.parse(body);
    expect(items.map(({ id }) => id)).toEqual(['square']);
    expect(rejected[0]).toEqual({
      file: 'broken.yaml',
      line: 2,
      message: expect.stringMatching(/^measure: expected one of presence, .*found "speed"$/),
    });
    const none = (await send(api, 'GET /v1/analytics?q=harbour')).body as AnalyticsList;
    expect(none.items).toEqual([]);
  });

  it('runs an analytic in the language of the reader', async () => {
    const { status, body } = await send(api, 'GET /v1/analytics/square?language=zh');
    expect(status).toBe(200);
    const { analytic, report, compared } = body as AnalyticResult;
    expect([analytic.id, compared, report.question]).toEqual(['square', null, '广场有多满？']);
    expect(report.findings[0]).toContain('Market square：有效数据不足');
    expect([report.from, report.to]).toEqual(['2026-02-16T07:00:00.000Z', '2026-03-02T07:00:00.000Z']);
  });

  it('sends a result as a page and a chart of it', async () => {
    const page = await send(api, 'GET /v1/analytics/square/file');
    expect(page.headers).toMatchObject({
      'content-type': expect.stringContaining('text/html'),
      'content-disposition': 'attachment; filename="vialog-square-2026-02-16-2026-03-02.html"',
    });
    expect(page.text).toContain('How full is the square?');
    expect((await send(api, 'GET /v1/analytics/square/chart')).text).toMatch(/^<svg /);
  });

  it('rejects an unknown analytic, a faulty one and parameters that do not match', async () => {
    expect(await send(api, 'GET /v1/analytics/unknown')).toMatchObject({
      status: 404,
      body: { code: 'ANALYTIC_NOT_FOUND' },
    });
    expect((await send(api, 'GET /v1/analytics/broken')).text).toContain('fault in line 2 of broken.yaml');
    expect((await send(api, 'GET /v1/analytics/square?measure=flow')).status).toBe(400);
    expect((await send(api, 'GET /v1/analytics/square?changeAt=2026-02-20T00:00:00Z')).text).toContain(
      'leave out',
    );
    expect((await send(api, 'GET /v1/analytics/Big%20Square')).status).toBe(400);
    expect((await send(api, 'GET /v1/analytics', { signedIn: false })).status).toBe(401);
  });
});
