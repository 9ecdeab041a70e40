import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { permissions, type Permission } from '@vialog/contracts';
import type { Session } from '@vialog/access';
import type { RouteAccess } from './access/require-permission.decorator.ts';
import { ask, startTestApi, type TestApi } from './http-api.fixture.ts';
import { routesOf } from './routes.fixture.ts';

/** Every route and what it asks for: a new route is added here, on purpose. */
const expected: Readonly<Record<string, RouteAccess>> = {
  'GET /v1/cameras': 'read',
  'POST /v1/cameras': 'write',
  'GET /v1/cameras/:id': 'read',
  'PATCH /v1/cameras/:id': 'write',
  'PUT /v1/cameras/:id/zones': 'write',
  'GET /v1/cameras/:id/versions': 'read',
  'POST /v1/cameras/:id/pause': 'write',
  'POST /v1/cameras/:id/resume': 'write',
  'POST /v1/cameras/:id/retire': 'write',
  'GET /v1/cameras/map': 'read',
  'GET /v1/cameras/:id/health': 'read',
  'GET /v1/cameras/:id/still': 'install',
  'PUT /v1/cameras/:id/model': 'write',
  'GET /v1/models': 'read',
  'GET /v1/sites': 'read',
  'POST /v1/sites': 'write',
  'GET /v1/sites/:id': 'read',
  'PATCH /v1/sites/:id': 'write',
  'GET /v1/events': 'read',
  'GET /v1/events/histogram': 'read',
  'GET /v1/events/:id': 'read',
  'GET /v1/episodes': 'read',
  'GET /v1/trends': 'read',
  'GET /v1/coverage': 'read',
  'GET /v1/ledger': 'read',
  'GET /v1/live': 'read',
  'POST /v1/session': 'public',
  'DELETE /v1/session': 'public',
  'GET /v1/me': 'read',
  'GET /healthz': 'public',
  'GET /readyz': 'public',
  'GET /metrics': 'read',
  'GET /openapi.json': 'public',
};

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  api.live.close();
});
afterAll(() => api.close());

describe('every route', () => {
  test('declares what it asks for, as the table here says', () => {
    const declared = Object.fromEntries(routesOf(api.app).map((route) => [route.name, route.access]));
    expect(declared).toEqual(expected);
  });

  test.each(Object.entries(expected))(
    '%s lets through who has "%s", and nobody else',
    async (name, access) => {
      for (const caller of ['nobody', ...permissions] as const) {
        const allowed = access === 'public' || caller === access;
        const turnedAway = caller === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
        expect([caller, await verdict(name, caller)]).toEqual([caller, allowed ? 'let through' : turnedAway]);
      }
    },
  );

  test('the administrator token opens all of them', async () => {
    for (const name of Object.keys(expected)) {
      const answer = await ask(api, name.replace(':id', 'abcabcabcabc'), bodyFor(name));
      expect([name, turnedAway(answer.body)]).toEqual([name, undefined]);
    }
  });

  test('a wrong token opens none of them that is not public', async () => {
    const headers = { authorization: 'Bearer not-the-administrator' };
    for (const name of ['GET /v1/cameras', 'GET /v1/me', 'GET /metrics']) {
      expect(await ask(api, name, { signedIn: false, headers })).toMatchObject({ status: 401 });
    }
  });
});

/** Past the guard these made-up requests may fail in any way but being turned away for who asks. */
async function verdict(name: string, caller: Permission | 'nobody'): Promise<string> {
  const headers: Record<string, string> = caller === 'nobody' ? {} : { cookie: await cookieWith(caller) };
  const url = name.replace(':id', 'abcabcabcabc');
  const answer = await ask(api, url, { signedIn: false, headers, ...bodyFor(name) });
  return turnedAway(answer.body) ?? 'let through';
}

const bodyFor = (name: string): { body?: object } => (/^(POST|PUT|PATCH) /.test(name) ? { body: {} } : {});

function turnedAway(body: unknown): string | undefined {
  const code = (body as { code?: string } | undefined)?.code ?? '';
  return ['UNAUTHENTICATED', 'FORBIDDEN'].includes(code) ? code : undefined;
}

/** A session that has one permission only. */
async function cookieWith(permission: Permission): Promise<string> {
  const { access } = api;
  const secret = `secret-with-permission-to-${permission}`;
  const now = access.clock.now();
  const session: Session = {
    secretHash: await hashOf(secret),
    name: permission,
    permissions: [permission],
    issuer: access.token.fingerprint,
    createdAt: now,
    expiresAt: now + 60_000,
  };
  await access.sessions.put(session, now);
  return `vialog=${secret}`;
}

async function hashOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Buffer.from(bytes).toString('hex');
}
