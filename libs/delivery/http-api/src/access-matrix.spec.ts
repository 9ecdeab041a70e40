import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { permissions, type Permission } from '@vialog/contracts';
import type { Session } from '@vialog/access';
import type { RouteAccess } from './access/require-permission.decorator.ts';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';
import { routesOf } from './routes.fixture.ts';

/** Every route with the access that it requires. A new route must be added here. */
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
  'GET /v1/cameras/summaries': 'read',
  'GET /v1/suggestions': 'read',
  'GET /v1/cameras/:id/health': 'read',
  'GET /v1/cameras/:id/health/changes': 'read',
  'POST /v1/cameras/:id/confirm-view': 'write',
  'GET /v1/cameras/:id/change-check': 'read',
  'GET /v1/attention': 'read',
  'GET /v1/cameras/attention': 'read',
  'GET /v1/cameras/:id/still': 'install',
  'POST /v1/cameras/:id/still-grants': 'install',
  'POST /v1/cameras/:id/trial': 'install',
  'POST /v1/cameras/:id/live-trial': 'install',
  'GET /v1/cameras/:id/trials/:trial/outlines': 'install',
  'POST /v1/streams/still-grants': 'install',
  'GET /v1/streams/still-grants/:id/still': 'install',
  'POST /v1/streams/still-grants/:id/trial': 'install',
  'POST /v1/streams/still-grants/:id/live-trial': 'install',
  'GET /v1/streams/still-grants/:id/trials/:trial/outlines': 'install',
  'GET /v1/cameras/:id/hand-counts': 'read',
  'POST /v1/cameras/:id/hand-counts': 'write',
  'GET /v1/cameras/:id/counter-comparisons': 'read',
  'POST /v1/cameras/:id/counter-comparisons': 'write',
  'POST /v1/cameras/import': 'write',
  'GET /v1/cameras/export': 'read',
  'PUT /v1/cameras/:id/model': 'write',
  'POST /v1/streams/check': 'write',
  'POST /v1/streams/probe': 'write',
  'GET /v1/onvif/interfaces': 'write',
  'POST /v1/onvif/discoveries': 'write',
  'GET /v1/onvif/devices': 'write',
  'POST /v1/onvif/devices': 'write',
  'DELETE /v1/onvif/devices/:id': 'write',
  'GET /v1/analytics': 'read',
  'GET /v1/analytics/:id': 'read',
  'GET /v1/analytics/:id/file': 'read',
  'GET /v1/analytics/:id/chart': 'read',
  'GET /v1/base-map': 'read',
  'GET /v1/base-map/town': 'read',
  'GET /v1/base-map/tiles/:z/:x/:y': 'read',
  'GET /v1/models': 'read',
  'GET /v1/model-bindings': 'read',
  'GET /v1/model-bindings/steps': 'read',
  'POST /v1/model-bindings': 'write',
  'POST /v1/model-bindings/unbind': 'write',
  'POST /v1/model-bindings/rollback': 'write',
  'GET /v1/sites': 'read',
  'GET /v1/sites/:id/balance': 'read',
  'GET /v1/sites/:id/set-counts': 'read',
  'POST /v1/sites/:id/set-counts': 'write',
  'POST /v1/sites': 'write',
  'GET /v1/sites/:id': 'read',
  'PATCH /v1/sites/:id': 'write',
  'GET /v1/events': 'read',
  'GET /v1/events/histogram': 'read',
  'GET /v1/events/:id': 'read',
  'POST /v1/events/batch': 'write',
  'POST /v1/events/import': 'write',
  'GET /v1/demo/history': 'read',
  'DELETE /v1/demo/history': 'write',
  'GET /v1/episodes': 'read',
  'GET /v1/saved-searches': 'read',
  'POST /v1/saved-searches': 'write',
  'PATCH /v1/saved-searches/:id': 'write',
  'DELETE /v1/saved-searches/:id': 'write',
  'GET /v1/calendars': 'read',
  'POST /v1/calendars': 'write',
  'POST /v1/calendars/import': 'write',
  'PATCH /v1/calendars/:id': 'write',
  'DELETE /v1/calendars/:id': 'write',
  'GET /v1/special-days': 'read',
  'GET /v1/holiday-regions': 'read',
  'GET /v1/alerts': 'read',
  'PATCH /v1/alerts/:id': 'write',
  'GET /v1/alert-channels': 'write',
  'POST /v1/alert-channels': 'write',
  'PATCH /v1/alert-channels/:id': 'write',
  'DELETE /v1/alert-channels/:id': 'write',
  'POST /v1/alert-channels/:id/tests': 'write',
  'POST /v1/alert-channels/:id/secrets': 'write',
  'POST /v1/alert-channels/:id/resends': 'write',
  'GET /v1/alert-channels/:id/deliveries': 'write',
  'GET /v1/alert-rules': 'read',
  'POST /v1/alert-rules': 'write',
  'POST /v1/alert-rules/back-tests': 'read',
  'PATCH /v1/alert-rules/:id': 'write',
  'DELETE /v1/alert-rules/:id': 'write',
  'GET /v1/episodes/export': 'read',
  'GET /v1/episodes/unmeasured': 'read',
  'GET /v1/trends': 'read',
  'GET /v1/trends/anomalies': 'read',
  'GET /v1/trends/comparison': 'read',
  'GET /v1/trends/export': 'read',
  'GET /v1/reports': 'read',
  'GET /v1/reports/file': 'read',
  'GET /v1/reports/chart': 'read',
  'GET /v1/report-schedules': 'read',
  'POST /v1/report-schedules': 'write',
  'PATCH /v1/report-schedules/:id': 'write',
  'DELETE /v1/report-schedules/:id': 'write',
  'GET /v1/report-schedules/:id/runs': 'read',
  'POST /v1/report-schedules/:id/runs': 'write',
  'GET /v1/report-runs/:id/files/:format': 'read',
  'GET /v1/trends/profile': 'read',
  'GET /v1/coverage': 'read',
  'GET /v1/ledger': 'read',
  'GET /v1/live': 'read',
  'POST /v1/session': 'public',
  'DELETE /v1/session': 'public',
  'GET /v1/board': 'board',
  'GET /v1/board/live': 'board',
  'GET /v1/kiosk-links': 'administer',
  'POST /v1/kiosk-links': 'administer',
  'DELETE /v1/kiosk-links/:id': 'administer',
  'GET /v1/me': 'board',
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

describe('access to routes', () => {
  test('every route declares the access of the table', () => {
    const declared = Object.fromEntries(routesOf(api.app).map((route) => [route.name, route.access]));
    expect(declared).toEqual(expected);
  });

  test.each(Object.entries(expected))('%s allows callers with the access "%s" only', async (name, access) => {
    for (const caller of ['anonymous', ...permissions] as const) {
      const isIncluded = access === 'board' && caller === 'read';
      const allowed = access === 'public' || caller === access || isIncluded;
      const rejection = caller === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      expect([caller, await verdict(name, caller)]).toEqual([caller, allowed ? 'allowed' : rejection]);
    }
  });

  test('the administrator token has access to every route', async () => {
    for (const name of Object.keys(expected)) {
      const response = await send(api, name.replace(':id', 'abcabcabcabc'), bodyFor(name));
      expect([name, rejectionOf(response.body)]).toEqual([name, undefined]);
    }
  });

  test('a wrong token has no access to a route that is not public', async () => {
    const headers = { authorization: 'Bearer not-the-administrator' };
    for (const name of ['GET /v1/cameras', 'GET /v1/me', 'GET /metrics']) {
      expect(await send(api, name, { signedIn: false, headers })).toMatchObject({ status: 401 });
    }
  });
});

/** The requests are invalid for most routes: after the guard they may fail with any other error. */
async function verdict(name: string, caller: Permission | 'anonymous'): Promise<string> {
  const headers: Record<string, string> = caller === 'anonymous' ? {} : { cookie: await cookieWith(caller) };
  const url = name.replace(':id', 'abcabcabcabc');
  const response = await send(api, url, { signedIn: false, headers, ...bodyFor(name) });
  return rejectionOf(response.body) ?? 'allowed';
}

const bodyFor = (name: string): { body?: object } => (/^(POST|PUT|PATCH) /.test(name) ? { body: {} } : {});

function rejectionOf(body: unknown): string | undefined {
  const code = (body as { code?: string } | undefined)?.code ?? '';
  return ['UNAUTHENTICATED', 'FORBIDDEN'].includes(code) ? code : undefined;
}

/** The cookie of a new session with one permission. */
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
