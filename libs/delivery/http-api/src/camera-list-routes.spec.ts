import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isoOf } from '@vialog/contracts';
import { plainCamera } from '@vialog/registry/conformance';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.close());

const register = async (changes: object): Promise<string> => {
  const response = await send(api, 'POST /v1/cameras', { body: { ...plainCamera, ...changes } });
  expect(response).toMatchObject({ status: 201 });
  return (response.body as { cameraId: string }).cameraId;
};

describe('lists of cameras over HTTP', () => {
  test('summaries have the health of cameras, and the worst camera is first on request', async () => {
    await register({ name: 'a', tags: ['night', 'region:north'] });
    const cameraId = await register({ name: 'b', code: 'B-1', groups: ['west'] });
    const changedAt = isoOf(api.registry.clock.now());
    api.health.update({ v: 1, cameraId, state: 'offline', reason: 'offline', changedAt });
    const { status, body } = await send(
      api,
      'GET /v1/cameras/summaries?sort=health&facet=state&facet=region',
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        expect.objectContaining({
          name: 'b',
          code: 'B-1',
          groups: ['west'],
          region: 'main',
          zones: [{ zoneId: 'view', name: expect.any(String), kind: 'area', role: 'main' }],
          siteIds: [],
          health: expect.objectContaining({ state: 'offline', reason: 'offline' }),
        }),
        expect.objectContaining({ name: 'a', region: 'north' }),
      ],
      nextCursor: null,
      total: 2,
      facets: {
        state: {
          values: [
            { value: 'offline', cameras: 1 },
            { value: 'starting', cameras: 1 },
          ],
          more: 0,
        },
        region: {
          values: [
            { value: 'main', cameras: 1 },
            { value: 'north', cameras: 1 },
          ],
          more: 0,
        },
      },
    });
  });

  test('a link to the recorder is stored, listed and removed, and rejected with a password', async () => {
    const recorderLink = 'https://recorder.example/play?camera=7&start={from}';
    const cameraId = await register({ name: 'a', recorderLink });
    const listed = async () => (await send(api, 'GET /v1/cameras/summaries')).body;
    expect(await listed()).toMatchObject({ items: [{ cameraId, recorderLink }] });
    const change = (link: string) =>
      send(api, `PATCH /v1/cameras/${cameraId}`, { body: { recorderLink: link } });
    expect(await change('https://viewer:secret@recorder.example/{from}')).toMatchObject({
      status: 400,
      body: { details: [{ path: 'recorderLink', message: expect.stringContaining('without a user name') }] },
    });
    expect(await change('')).toMatchObject({ status: 200, body: { recorderLink: '' } });
  });

  test('a repeated parameter has alternatives, in lists and on the map', async () => {
    await register({ name: 'a', tags: ['night'] });
    const cameraId = await register({ name: 'b', tags: ['bus'] });
    await register({ name: 'c' });
    for (const path of ['', '/summaries', '/map']) {
      const { body } = await send(api, `GET /v1/cameras${path}?tag=night&tag=bus`);
      expect(body).toMatchObject({ items: [{ name: 'a' }, { name: 'b' }], total: 2 });
      expect((await send(api, `GET /v1/cameras${path}?id=${cameraId}`)).body).toMatchObject({
        items: [{ name: 'b' }],
        total: 1,
      });
    }
  });

  test.each([
    'cameras?sort=best',
    'cameras?facet=colour',
    'cameras?state=broken',
    'cameras?bbox=0,10,0,-10',
    'cameras?offset=-1',
    'cameras/summaries?lifecycle=gone',
    'cameras/map?zoom=99',
    'suggestions',
    'suggestions?text=a&kind=person',
  ])('the invalid request %s is rejected', async (path) => {
    expect(await send(api, `GET /v1/${path}`)).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED' },
    });
  });

  test('the map returns more than 500 cameras as clusters, and every camera without a zoom', async () => {
    for (let i = 0; i < 501; i += 1) await register({ name: `c${i}` });
    expect((await send(api, 'GET /v1/cameras/map?zoom=12')).body).toEqual({
      items: [],
      clusters: [expect.objectContaining({ cameras: 501, states: { starting: 501 } })],
      total: 501,
    });
    const { items } = (await send(api, 'GET /v1/cameras/map')).body as { items: unknown[] };
    expect(items).toHaveLength(501);
  });

  test('names are suggested for a text', async () => {
    const cameraId = await register({ name: '北门 3' });
    expect((await send(api, `GET /v1/suggestions?text=${encodeURIComponent('北')}`)).body).toEqual({
      items: [{ kind: 'camera', name: '北门 3', id: cameraId }],
    });
  });
});
