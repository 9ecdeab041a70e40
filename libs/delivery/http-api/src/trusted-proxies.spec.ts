import type { AddressInfo, Server } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { administratorToken, startTestApi, type TestApi } from './http-api.fixture.ts';

let api: TestApi;
afterEach(() => api.close());

/** Listens on loopback, so that every request comes from 127.0.0.1, the address of the proxy. */
async function listen(trustedProxies: readonly string[]): Promise<void> {
  api = await startTestApi({
    http: { hosts: [], secure: false, trustedProxies, requestsPerMinute: 0 },
  });
  await api.app.listen(0, '127.0.0.1');
}

/** Status of a sign-in over HTTP with the X-Forwarded-For header that a proxy sends. */
async function signIn(token: string, forwardedFor: string): Promise<number> {
  const { port } = (api.app.getHttpServer() as Server).address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': forwardedFor },
    body: JSON.stringify({ token }),
  });
  await response.arrayBuffer();
  return response.status;
}

describe('the sign-in limit', () => {
  test('the sign-in limit cannot be avoided by a forged X-Forwarded-For that a trusted proxy forwards', async () => {
    await listen(['127.0.0.0/8']);
    for (let i = 0; i < 10; i += 1)
      expect(await signIn('wrong token', `198.51.100.${i}, 203.0.113.7`)).toBe(401);
    expect(await signIn(administratorToken, '198.51.100.99, 203.0.113.7')).toBe(429);
  });

  test('the sign-in limit counts clients of a trusted proxy separately', async () => {
    await listen(['127.0.0.0/8']);
    for (let i = 0; i < 11; i += 1) await signIn('wrong token', '203.0.113.7');
    expect(await signIn(administratorToken, '203.0.113.8')).toBe(200);
  });

  test('the sign-in limit counts the addresses of an IPv6 network of 64 bits together', async () => {
    await listen(['127.0.0.0/8']);
    for (let i = 0; i < 10; i += 1) expect(await signIn('wrong token', `2001:db8:0:7::${i}`)).toBe(401);
    expect(await signIn(administratorToken, '2001:db8:0:7:8::9')).toBe(429);
    expect(await signIn(administratorToken, '2001:db8:0:8::9')).toBe(200);
  });

  test.each([{ trustedProxies: [] }, { trustedProxies: ['10.0.0.0/8', '192.168.1.1'] }])(
    'the sign-in limit ignores X-Forwarded-For of a proxy outside of $trustedProxies',
    async ({ trustedProxies }) => {
      await listen(trustedProxies);
      for (let i = 0; i < 10; i += 1) expect(await signIn('wrong token', `198.51.100.${i}`)).toBe(401);
      expect(await signIn(administratorToken, '203.0.113.8')).toBe(429);
    },
  );
});

test.each([
  { secure: true, trustedProxies: [], warnings: 1 },
  { secure: true, trustedProxies: ['10.0.0.1'], warnings: 0 },
  { secure: false, trustedProxies: [], warnings: 0 },
])(
  'the server logs $warnings warnings about proxies with TLS=$secure and trusted proxies $trustedProxies',
  async ({ secure, trustedProxies, warnings }) => {
    api = await startTestApi({ http: { hosts: [], secure, trustedProxies, requestsPerMinute: 0 } });
    const lines = api.log.filter(
      (line) => line.includes('"level":"warn"') && line.includes('VIALOG_TRUSTED_PROXIES'),
    );
    expect(lines).toHaveLength(warnings);
  },
);
