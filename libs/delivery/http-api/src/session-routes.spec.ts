import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { issueSignInLink } from '@vialog/access';
import {
  administratorToken,
  send,
  startTestApi,
  type TestResponse,
  type TestApi,
} from './http-api.fixture.ts';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.close());

const signIn = (body: object): Promise<TestResponse> =>
  send(api, 'POST /v1/session', { body, signedIn: false });
const cookieOf = (response: TestResponse): string => String(response.headers['set-cookie']);
const meAs = (cookie: string): Promise<TestResponse> =>
  send(api, 'GET /v1/me', { signedIn: false, headers: { cookie: cookie.split(';')[0] ?? '' } });

describe('session', () => {
  test('a sign-in link is exchanged once for a cookie that scripts and other sites cannot use', async () => {
    const link = await issueSignInLink(api.access);
    const response = await signIn({ link });
    expect(response).toMatchObject({
      status: 200,
      body: { name: 'administrator', permissions: expect.any(Array) },
    });
    expect(cookieOf(response)).toMatch(/^vialog=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(await meAs(cookieOf(response))).toMatchObject({ status: 200, body: { name: 'administrator' } });
    expect(await signIn({ link })).toMatchObject({ status: 401, body: { code: 'SIGN_IN_LINK_USED' } });
  });

  test('the administrator token is exchanged for a cookie, and a wrong token is rejected', async () => {
    expect(await signIn({ token: administratorToken })).toMatchObject({ status: 200 });
    const wrong = await signIn({ token: 'a wrong token' });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  test.each([{}, { link: 'a', token: 'b' }, { link: '' }, { link: 'x'.repeat(201) }, { link: ['a'] }])(
    'the sign-in %j is rejected as invalid',
    async (body) =>
      expect(await signIn(body)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } }),
  );

  test('after ten failed sign-ins every attempt gets 429, even with the right token', async () => {
    for (let i = 0; i < 10; i += 1) await signIn({ token: `guess number ${i}` });
    expect(await signIn({ token: administratorToken })).toMatchObject({
      status: 429,
      body: { code: 'RATE_LIMITED' },
      headers: { 'retry-after': '300' },
    });
    expect(await send(api, 'GET /v1/me')).toMatchObject({ status: 429 });
  });

  test('signing out ends the session and clears the cookie', async () => {
    const cookie = cookieOf(await signIn({ token: administratorToken }));
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    const out = await send(api, 'DELETE /v1/session', { signedIn: false, headers });
    expect(out.status).toBe(204);
    expect(cookieOf(out)).toContain('Max-Age=0');
    expect(await meAs(cookie)).toMatchObject({ status: 401 });
    expect(await send(api, 'DELETE /v1/session', { signedIn: false })).toMatchObject({ status: 204 });
  });

  test.each([
    'vialog=',
    'vialog=short',
    'vialog=<script>alert(1)</script>',
    '=',
    ';;;',
    'other=1',
    `vialog=${'a'.repeat(43)}`,
  ])('a request with the cookie %j is unauthenticated', async (cookie) =>
    expect(await send(api, 'GET /v1/me', { signedIn: false, headers: { cookie } })).toMatchObject({
      status: 401,
      body: { code: 'UNAUTHENTICATED' },
    }),
  );

  test.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a b', 'token'])(
    'a request with the Authorization header "%s" is unauthenticated',
    async (authorization) =>
      expect(await send(api, 'GET /v1/me', { signedIn: false, headers: { authorization } })).toMatchObject({
        status: 401,
      }),
  );

  test('tokens, session secrets and sign-in links are not logged', async () => {
    const link = await issueSignInLink(api.access);
    const cookie = cookieOf(await signIn({ link }));
    await meAs(cookie);
    await send(api, 'GET /v1/me');
    const log = api.log.join('');
    expect(log).toContain('/v1/session');
    for (const secret of [link, administratorToken, cookie.slice(7, 50)]) expect(log).not.toContain(secret);
  });
});

test('after TLS termination by a proxy the cookie is bound to this host and to TLS', async () => {
  await api.close();
  api = await startTestApi({ http: { hosts: [], secure: true, trustedProxies: [], requestsPerMinute: 0 } });
  const response = await signIn({ token: administratorToken });
  expect(cookieOf(response)).toMatch(/^__Host-vialog=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  expect(await meAs(cookieOf(response))).toMatchObject({ status: 200 });
  expect(response.headers['strict-transport-security']).toContain('max-age');
});
