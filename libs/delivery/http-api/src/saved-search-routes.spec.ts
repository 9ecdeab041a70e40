import { afterEach, expect, test } from '@jest/globals';
import { maxSavedSearches, type SavedSearch } from '@vialog/contracts';
import { aSavedSearch, InMemorySavedSearches } from '@vialog/alerting/conformance';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';

let api: TestApi | undefined;
afterEach(() => api?.close());

async function started(savedSearches = new InMemorySavedSearches()): Promise<TestApi> {
  api = await startTestApi({ savedSearches });
  return api;
}

const save = (api: TestApi, name: string, q = 'car>=20 for:10m') =>
  send(api, 'POST /v1/saved-searches', { body: { name, q } });

test('a saved search carries the account that saved it and is listed by name', async () => {
  const api = await started();
  const [south, north] = [await save(api, 'south gate'), await save(api, 'North gate')];
  expect(south.status).toBe(201);
  expect(south.body).toMatchObject({ name: 'south gate', q: 'car>=20 for:10m', savedBy: 'administrator' });
  const listed = await send(api, 'GET /v1/saved-searches');
  expect(listed.body).toEqual({ items: [north.body, south.body] });
});

test('a saved search is renamed, gets another line and is deleted', async () => {
  const api = await started();
  const { savedSearchId } = (await save(api, 'Gate')).body as SavedSearch;
  const path = `/v1/saved-searches/${savedSearchId}`;
  const renamed = await send(api, `PATCH ${path}`, { body: { name: ' Main gate ' } });
  expect(renamed).toMatchObject({ status: 200, body: { name: 'Main gate', q: 'car>=20 for:10m' } });
  const changed = await send(api, `PATCH ${path}`, { body: { q: 'truck>=2' } });
  expect(changed.body).toMatchObject({ name: 'Main gate', q: 'truck>=2' });
  expect((await send(api, `DELETE ${path}`)).status).toBe(204);
  for (const method of ['DELETE', 'PATCH'])
    expect(await send(api, `${method} ${path}`, method === 'PATCH' ? { body: {} } : {})).toMatchObject({
      status: 404,
      body: { code: 'SEARCH_NOT_FOUND' },
    });
});

test('a line that cannot be searched is rejected with its position, when it is saved and when it changes', async () => {
  const api = await started();
  const { savedSearchId } = (await save(api, 'Gate')).body as SavedSearch;
  const rejected = { status: 400, body: { code: 'QUERY_SYNTAX', details: [{ path: 'q', from: 5 }] } };
  expect(await save(api, 'Gate', 'car>=many')).toMatchObject(rejected);
  const changed = await send(api, `PATCH /v1/saved-searches/${savedSearchId}`, { body: { q: 'car>=many' } });
  expect(changed).toMatchObject(rejected);
  const unknown = await save(api, 'Gate', 'site:nowhere');
  expect(unknown).toMatchObject({ status: 400, body: { code: 'QUERY_UNKNOWN_NAME' } });
});

test.each([
  ['', 'expected 1 to 120 characters'],
  ['   ', 'expected 1 to 120 characters'],
  ['x'.repeat(121), 'expected 1 to 120 characters'],
  ['a\u202eb', 'expected text without control characters'],
])('the name %j is rejected', async (name, message) => {
  const response = await save(await started(), name);
  expect(response).toMatchObject({ status: 400, body: { details: [{ path: 'name', message }] } });
});

test('a saved search beyond the maximum is rejected with advice', async () => {
  const savedSearches = new InMemorySavedSearches();
  for (let i = 0; i < maxSavedSearches; i += 1) await savedSearches.add(aSavedSearch(`${i}`));
  const response = await save(await started(savedSearches), 'One more');
  expect(response).toMatchObject({ status: 400, body: { detail: expect.stringMatching(/1000 .* Delete/) } });
});
