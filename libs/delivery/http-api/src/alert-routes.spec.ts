import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { anAlert, InMemoryAlerts } from '@vialog/alerting/conformance';
import type { AlertRule, AlertRulesResponse, AlertsPage } from '@vialog/contracts';
import { noEvents, send, startTestApi, type TestApi } from './http-api.fixture.ts';

let api: TestApi;
let alerts: InMemoryAlerts;
beforeEach(async () => {
  alerts = new InMemoryAlerts();
  api = await startTestApi({ alerts });
});
afterEach(() => api.close());

const create = (body: object) => send(api, 'POST /v1/alert-rules', { body });

async function raise(...ids: string[]): Promise<void> {
  const token = (await alerts.takeLease({ holder: 'test', now: 0, ttlMs: 1 })) ?? 0;
  const raised = ids.map((id) => anAlert(id));
  await alerts.commit({ token, ruleId: 'r', next: undefined, raised, closed: [] });
}

test('a rule carries the account that created it, is off by default, and is listed with what it watches', async () => {
  const created = await create({ name: 'Full', q: 'occupancy>=90%' });
  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({
    createdBy: 'administrator',
    isOn: false,
    groupBy: 'zone',
    onMissing: 'hold',
    revision: 1,
  });
  const { items } = (await send(api, 'GET /v1/alert-rules')).body as AlertRulesResponse;
  expect(items).toEqual([{ ...(created.body as AlertRule), fired: { lastDay: 0, lastWeek: 0 }, zones: 0 }]);
});

test('a change of the settings begins a new evaluation, a new name and a mute do not', async () => {
  const { ruleId } = (await create({ name: 'Full', q: 'occupancy>=90%' })).body as AlertRule;
  const change = (body: object) => send(api, `PATCH /v1/alert-rules/${ruleId}`, { body });
  expect((await change({ name: 'Very full', mutedUntilAt: '2026-03-02T09:00:00Z' })).body).toMatchObject({
    name: 'Very full',
    revision: 1,
    mutedUntilAt: '2026-03-02T09:00:00.000Z',
  });
  expect((await change({ isOn: true, minDurationMs: 60_000 })).body).toMatchObject({
    revision: 2,
    isOn: true,
  });
  expect((await change({ isOn: true })).body).toMatchObject({ revision: 2 });
  expect((await change({ mutedUntilAt: null })).body).not.toHaveProperty('mutedUntilAt');
  expect((await send(api, `DELETE /v1/alert-rules/${ruleId}`)).status).toBe(204);
  expect(await change({ name: 'x' })).toMatchObject({ status: 404, body: { code: 'RULE_NOT_FOUND' } });
});

test.each([
  [{ q: '   ' }, 'q', /expected a condition/],
  [{ minDurationMs: 1500 }, 'minDurationMs', /whole seconds/],
  [{ schedule: { days: [], from: '07:00', to: '19:00' } }, 'schedule.days', /at least one weekday/],
  [{ schedule: { days: ['mon'], from: '7:00', to: '19:00' } }, 'schedule.from', /a time such as 07:30/],
  [{ schedule: { days: ['mon'], from: '24:00', to: '07:00' } }, 'schedule.from', /a day starts at 00:00/],
  [{ hysteresis: 2, q: 'kind:gap' }, 'hysteresis', /one number, found none/],
])('a rule with %j is rejected with its field', async (fields, path, message) => {
  const response = await create({ name: 'Full', q: 'car>=10', ...fields });
  expect(response).toMatchObject({
    status: 400,
    body: { details: [{ path, message: expect.stringMatching(message) }] },
  });
});

test('a line that cannot be parsed is rejected with its position', async () => {
  const rejected = { status: 400, body: { code: 'QUERY_SYNTAX', details: [{ from: 5 }] } };
  expect(await create({ name: 'Full', q: 'car>=many' })).toMatchObject(rejected);
});

test('alerts are listed page by page, and a note and an acknowledgement carry the account', async () => {
  await raise('1', '2', '3');
  const first = (await send(api, 'GET /v1/alerts?state=active&limit=2')).body as AlertsPage;
  const rest = await send(api, `GET /v1/alerts?state=active&limit=2&cursor=${first.nextCursor}`);
  expect(first.items.map(({ alertId }) => alertId)).toEqual([anAlert('1').alertId, anAlert('2').alertId]);
  expect(rest.body).toMatchObject({ items: [anAlert('3')], nextCursor: null });
  const path = `/v1/alerts/${anAlert('1').alertId}`;
  const changed = await send(api, `PATCH ${path}`, { body: { acknowledged: true, note: 'towed away' } });
  expect(changed.body).toMatchObject({
    state: 'acknowledged',
    acknowledgedBy: 'administrator',
    note: 'towed away',
    notedBy: 'administrator',
  });
  const cleared = await send(api, `PATCH ${path}`, { body: { note: '' } });
  expect(cleared.body).not.toHaveProperty('note');
  expect(cleared.body).toMatchObject({ state: 'acknowledged' });
  const unknown = await send(api, 'PATCH /v1/alerts/none00000000', { body: { acknowledged: true } });
  expect(unknown).toMatchObject({ status: 404, body: { code: 'ALERT_NOT_FOUND' } });
});

test('a back-test of a rule without places reads nothing', async () => {
  const { events } = noEvents;
  await api.close();
  const search = () => Promise.resolve({ items: [], more: false });
  const trends = {
    ...noEvents.trends,
    sums: () => Promise.resolve([]),
    newest: () => Promise.resolve(undefined),
  };
  api = await startTestApi({ events: { ...noEvents, events: { ...events, search }, trends } });
  const body = { rule: { name: 'Full', q: 'car>=10' } };
  const tested = await send(api, 'POST /v1/alert-rules/back-tests', { body });
  expect(tested).toMatchObject({ status: 200, body: { fired: 0, zones: 0, items: [] } });
});
