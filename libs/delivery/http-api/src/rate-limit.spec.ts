import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';

describe('rate limit', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await startTestApi({
      http: { hosts: [], secure: false, trustedProxies: ['127.0.0.0/8'], requestsPerMinute: 3 },
    });
  });
  afterEach(() => api.close());

  const from = (client: string) => send(api, 'GET /v1/me', { headers: { 'x-forwarded-for': client } });

  test('a client above the rate limit gets 429 with problem details and Retry-After, and other clients are not affected', async () => {
    for (let i = 0; i < 3; i += 1) expect(await from('203.0.113.7')).toMatchObject({ status: 200 });
    expect(await from('203.0.113.7')).toMatchObject({
      status: 429,
      body: {
        code: 'RATE_LIMITED',
        status: 429,
        detail: expect.stringMatching(/More than 3 requests.*seconds/),
      },
      headers: {
        'retry-after': expect.anything(),
        'content-type': 'application/problem+json; charset=utf-8',
      },
    });
    expect(await from('203.0.113.8')).toMatchObject({ status: 200 });
  });

  test('the rate limit counts the addresses of an IPv6 network of 64 bits together', async () => {
    for (let i = 1; i <= 3; i += 1) expect(await from(`2001:db8:0:7::${i}`)).toMatchObject({ status: 200 });
    expect(await from('2001:db8:0:7:aaaa::4')).toMatchObject({ status: 429 });
    expect(await from('2001:db8:0:8::1')).toMatchObject({ status: 200 });
  });

  test('the rate limit does not apply to probes', async () => {
    for (let i = 0; i < 5; i += 1) expect(await send(api, 'GET /healthz')).toMatchObject({ status: 200 });
  });

  test('a rate limit of 0 allows any number of requests', async () => {
    await api.close();
    api = await startTestApi();
    for (let i = 0; i < 20; i += 1) expect(await send(api, 'GET /v1/me')).toMatchObject({ status: 200 });
  });
});
