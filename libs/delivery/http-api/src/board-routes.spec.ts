import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AdministratorToken } from '@vialog/access';
import { dayMs, kioskLinksResponse, newKioskLink, type NewKioskLink } from '@vialog/contracts';
import { LiveHub } from '@vialog/events';
import { ManualClock } from '@vialog/registry/conformance';
import { boardFrames } from './board/board-frames.ts';
import { noEvents, send, startTestApi, type TestApi, type TestResponse } from './http-api.fixture.ts';

describe('kiosk links', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await startTestApi({ events: noEvents });
  });
  afterEach(() => api.close());

  const create = async (days = 7): Promise<NewKioskLink> => {
    const { status, body } = await send(api, 'POST /v1/kiosk-links', { body: { name: 'Hall 大厅', days } });
    expect(status).toBe(201);
    return newKioskLink.parse(body);
  };
  const exchange = (kiosk: string): Promise<TestResponse> =>
    send(api, 'POST /v1/session', { body: { kiosk }, signedIn: false });
  const asScreen = (route: string, secret: string): Promise<TestResponse> =>
    send(api, route, { signedIn: false, headers: { cookie: `vialog=${secret}` } });
  const listed = async () => kioskLinksResponse.parse((await send(api, 'GET /v1/kiosk-links')).body).items;

  test('a kiosk link is exchanged on any number of screens for a cookie that lasts as long as the link', async () => {
    const { secret, expiresAt } = await create();
    for (let screens = 0; screens < 2; screens += 1) {
      const response = await exchange(secret);
      expect(response).toMatchObject({ status: 200, body: { name: 'Hall 大厅', permissions: ['board'] } });
      const cookie = String(response.headers['set-cookie']);
      expect(cookie).toContain('HttpOnly; SameSite=Strict');
      expect(cookie).toContain(`Expires=${new Date(expiresAt).toUTCString()}`);
    }
    expect(await asScreen('GET /v1/board', secret)).toMatchObject({ status: 200, body: { items: [] } });
    expect(await asScreen('GET /v1/me', secret)).toMatchObject({ status: 200 });
  });

  test('a screen reaches no other route', async () => {
    const { secret } = await create();
    for (const route of [
      'GET /v1/sites',
      'GET /v1/live',
      'GET /v1/cameras',
      'GET /v1/kiosk-links',
      'GET /metrics',
    ])
      expect([route, (await asScreen(route, secret)).status]).toEqual([route, 403]);
  });

  test('the secret is in the response of its creation only, and not in the log', async () => {
    const { secret } = await create();
    await exchange(secret);
    await asScreen('GET /v1/board', secret);
    expect(JSON.stringify(await listed())).not.toContain(secret);
    expect(api.log.join('')).not.toContain(secret);
  });

  test('a revoked link ends the access of its screens and is gone from the list', async () => {
    const { secret, kioskLinkId } = await create();
    expect((await send(api, `DELETE /v1/kiosk-links/${kioskLinkId}`)).status).toBe(204);
    expect(await asScreen('GET /v1/board', secret)).toMatchObject({ status: 401 });
    expect(await exchange(secret)).toMatchObject({ status: 401, body: { code: 'KIOSK_LINK_ENDED' } });
    expect(await listed()).toEqual([]);
    expect(await send(api, `DELETE /v1/kiosk-links/${kioskLinkId}`)).toMatchObject({
      status: 404,
      body: { code: 'KIOSK_LINK_NOT_FOUND' },
    });
  });

  test('an expired link gives no access, stays listed and is not counted as guessing', async () => {
    const { secret } = await create(1);
    api.registry.clock.epochMs += dayMs;
    expect(await asScreen('GET /v1/board', secret)).toMatchObject({ status: 401 });
    for (let i = 0; i < 12; i += 1)
      expect(await exchange(secret)).toMatchObject({ status: 401, body: { code: 'KIOSK_LINK_ENDED' } });
    expect(await listed()).toMatchObject([{ state: 'expired' }]);
  });

  test('a new administrator token ends every kiosk link', async () => {
    const { secret } = await create();
    Object.assign(api.access, { token: new AdministratorToken('another token entirely') });
    expect(await asScreen('GET /v1/board', secret)).toMatchObject({ status: 401 });
  });

  test.each([
    { name: '', days: 7 },
    { name: 'Hall', days: 0 },
    { name: 'Hall', days: 367 },
    { name: 'Hall' },
  ])('the kiosk link %j is rejected', async (body) =>
    expect(await send(api, 'POST /v1/kiosk-links', { body })).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED' },
    }),
  );
});

describe('the stream of the board', () => {
  const camera = (version: number) =>
    ({ name: 'camera', data: { cameraId: 'abcabcabcabc', version } }) as const;
  const setUp = () => {
    const hub = new LiveHub({ clock: new ManualClock() });
    const stop = new AbortController();
    const frames = boardFrames(hub, { signal: stop.signal, pauseMs: 1, heartbeatMs: 5 });
    const next = async (): Promise<string> => (await frames.next()).value ?? '<end>';
    const nextChanged = async (): Promise<void> => {
      while (!(await next()).includes('event: changed'));
    };
    return { hub, stop, next, nextChanged };
  };

  test('many changes become one message, and a change during the pause another one', async () => {
    const { hub, stop, next, nextChanged } = setUp();
    expect(await next()).toMatch(/^:/);
    for (let version = 1; version < 1_000; version += 1) hub.publish(camera(version));
    await nextChanged();
    hub.publish(camera(1_000));
    await nextChanged();
    expect(await next()).toBe(': heartbeat\n\n');
    stop.abort();
    expect(await next()).toBe('<end>');
  });

  test('the stream ends when the live feed closes', async () => {
    const { hub, next } = setUp();
    await next();
    hub.close();
    expect(await next()).toBe('<end>');
  });
});
