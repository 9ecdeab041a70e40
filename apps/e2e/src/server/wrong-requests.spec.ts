import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Camera, Problem } from '@vialog/contracts';
import { VialogServer } from '@vialog/testkit';
import { register, viewCamera } from './cameras.ts';
import { hangGuardMs } from './queries.ts';

jest.setTimeout(hangGuardMs);

const polygon = [
  [0, 0],
  [1, 0],
  [1, 1],
];
const area = (more: object) => ({ zones: [{ zoneId: 'a', name: 'A', kind: 'area', polygon, ...more }] });

describe('wrong requests', () => {
  let server: VialogServer;
  let camera: Camera;

  beforeAll(async () => {
    server = await VialogServer.start();
    camera = await register(server, viewCamera('Lot', 'synthetic:lot'));
  });
  afterAll(() => server?.remove());

  async function problemOf(path: string, init: RequestInit = {}): Promise<Problem & { status: number }> {
    const response = await server.fetch(path, init);
    return { ...((await response.json()) as Problem), status: response.status };
  }
  const sent = (body: unknown, method = 'POST'): RequestInit => ({
    method,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

  test.each([
    ['no URL', 'not a url', /expected a URL/],
    ['another scheme', 'exec:rm -rf /', /expected one of rtsp:/],
    ['credentials', 'rtsp://admin:hunter22@10.1.2.3/live', /not a public address/],
    ['loopback', 'rtsp://127.0.0.1/live', /not a public address/],
    ['metadata service', 'http://169.254.169.254/latest', /not a public address/],
    ['mapped loopback', 'http://[::ffff:127.0.0.1]/x.jpg', /not a public address/],
    ['a number that is loopback', 'http://2130706433/x.jpg', /not a public address/],
    ['a clip while clips are off', 'file:///etc/passwd', /VIALOG_MEDIA_DIR|folder/],
    ['a scene that does not exist', 'synthetic:moon', /expected synthetic:lot/],
  ])('a stream with %s is rejected with the reason', async (_what, url, message) => {
    const problem = await problemOf('/v1/cameras', sent(viewCamera('X', url)));
    expect(problem.status).toBe(400);
    expect(JSON.stringify([problem.detail, problem.details])).toMatch(message);
    expect(JSON.stringify(problem)).not.toContain('hunter22');
  });

  test.each([
    [
      'a point outside the picture',
      area({
        polygon: [
          [0, 0],
          [1.5, 0],
          [0, 1],
        ],
      }),
      /expected 0 to 1/,
    ],
    [
      'crossing edges',
      area({
        polygon: [
          [0, 0],
          [1, 1],
          [1, 0],
          [0, 1],
        ],
      }),
      /cross/,
    ],
    ['a line with a polygon', area({ kind: 'line' }), /a line zone needs its line/],
    [
      'persons every ten seconds',
      area({ classes: ['person'], slotMs: 10_000 }),
      /privacy minimum for this zone/,
    ],
    ['a slot of 11 s', area({ slotMs: 11_000 }), /divides an hour/],
    ['an unknown class', area({ classes: ['face'] }), /person/],
  ])('zones with %s are rejected', async (_what, body, message) => {
    const problem = await problemOf(`/v1/cameras/${camera.cameraId}/zones`, sent(body, 'PUT'));
    expect(problem).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' });
    expect(JSON.stringify(problem.details)).toMatch(message);
  });

  test.each([
    ['a body that is not JSON', sent('{'), 400],
    ['a body of 10 MB', sent(`{"name":"${'x'.repeat(10_000_000)}"}`), 413],
    ['a form', { method: 'POST', body: new URLSearchParams({ name: 'x' }) }, 415],
    ['an empty body', sent({}), 400],
    [
      'a position outside the valid range',
      sent({ ...viewCamera('X', 'synthetic:lot'), position: [200, 99] }),
      400,
    ],
  ])('%s is rejected with problem details', async (_what, init, status) => {
    const problem = await problemOf('/v1/cameras', init);
    expect(problem.status).toBe(status);
    expect(problem.correlationId).toBeTruthy();
  });

  test.each([
    ['an unknown field', 'colour:red', 'QUERY_SYNTAX'],
    ['an open parenthesis', '(car>1', 'QUERY_SYNTAX'],
    ['a date that does not exist', 'from:2026-02-30', 'QUERY_SYNTAX'],
    ['a place that does not exist', 'site:Atlantis', 'QUERY_UNKNOWN_NAME'],
    ['near with latitude and longitude swapped', 'near:112.2,31.03,2km', 'QUERY_SYNTAX'],
  ])('a search with %s is rejected with the position of the error', async (_what, q, code) => {
    const problem = await problemOf(`/v1/events?q=${encodeURIComponent(q)}`);
    expect(problem).toMatchObject({ status: 400, code });
    expect(problem.details[0]).toMatchObject({ from: expect.any(Number), to: expect.any(Number) });
  });

  test('a search before 1970 returns no events', async () => {
    const response = await server.json<{ items: unknown[] }>(
      `/v1/events?q=${encodeURIComponent('from:1950-01-01T00:00:00Z to:1960-01-01T00:00:00Z')}`,
    );
    expect(response.items).toEqual([]);
  });

  test('Chinese names and emoji are returned unchanged', async () => {
    const name = '东门停车场 🚗🅿️ “A”';
    const made = await register(server, viewCamera(name, 'synthetic:lot', { lifecycle: 'draft' }));
    expect((await server.json<Camera>(`/v1/cameras/${made.cameraId}`)).name).toBe(name);
  });

  test.each(['/v1/cameras/zzzzzzzzzzzz', '/v1/events/0mwset3io-zzzzzzzzzzzz-view', '/v1/nothing'])(
    '%s is not found',
    async (path) => {
      expect((await problemOf(path)).status).toBe(404);
    },
  );

  test('requests without a token or with a wrong one are rejected with 401', async () => {
    for (const headers of [{}, { authorization: 'Bearer wrong-token-wrong-token' }] as Record<
      string,
      string
    >[]) {
      expect((await fetch(`${server.url}/v1/cameras`, { headers })).status).toBe(401);
    }
  });

  test('a camera bound to a model that does not exist is rejected', async () => {
    const problem = await problemOf(
      `/v1/cameras/${camera.cameraId}/model`,
      sent({ modelId: 'yolo-9000' }, 'PUT'),
    );
    expect(problem).toMatchObject({ status: 404, code: 'MODEL_NOT_FOUND' });
  });
});
