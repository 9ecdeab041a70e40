import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { CameraResponse, StreamProbe } from '@vialog/contracts';
import { freePort, VialogServer } from '@vialog/testkit';
import { hangGuardMs, until } from './queries.ts';
import { viewCamera } from './cameras.ts';
import { filesBelow } from './marked-picture.ts';
import { commandOf, environmentOf, treeOf } from './processes.ts';

jest.setTimeout(hangGuardMs);

const password = 'C@nary/7f3&pass';
const token = 'canaryToken9b1';
const secrets = [password, token];

/** A text as it could appear: raw, in a URL, in JSON and in base64 with each alignment. */
const formsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  ...['', 'x', 'xx'].map((before) =>
    Buffer.from(before + secret)
      .toString('base64')
      .slice(4, -4),
  ),
];
const leaksIn = (text: string): string[] => secrets.flatMap(formsOf).filter((form) => text.includes(form));

describe('the password of a camera', () => {
  let server: VialogServer;
  let cameraServer: Server;
  let camera: CameraResponse;
  /** Requests that the camera received. */
  const received: string[] = [];

  beforeAll(async () => {
    cameraServer = createServer((request, response) => {
      received.push(request.url ?? '');
      response.writeHead(401, { 'www-authenticate': 'Basic realm="camera"' }).end();
    });
    const port = await freePort();
    await new Promise<void>((resolve) => cameraServer.listen(port, '127.0.0.1', resolve));
    server = await VialogServer.start({
      env: { VIALOG_ALLOW_CIDRS: '127.0.0.0/8', VIALOG_LOG_LEVEL: 'trace' },
    });
    const url = `http://admin:${encodeURIComponent(password)}@127.0.0.1:${port}/a.jpg?token=${token}`;
    camera = await server.post('/v1/cameras', viewCamera('Secret', url));
    await until(
      'the camera sends a picture',
      () => Promise.resolve(received),
      (urls) => urls.length > 0,
    );
  });
  afterAll(async () => {
    await server?.remove();
    cameraServer?.close();
  });

  test('the password is found by the search that the other tests use', () => {
    expect(leaksIn(`a ${Buffer.from(`admin:${password}`).toString('base64')} b`)).not.toEqual([]);
    expect(leaksIn(`x=${encodeURIComponent(password)}`)).not.toEqual([]);
  });

  test('the password reaches the process that connects: the camera receives the value of the URL', () => {
    expect(received[0]).toBe(`/a.jpg?token=${token}`);
  });

  test('a probe reaches the camera with the password, and its reply does not contain it', async () => {
    const url = new URL(camera.stream.url);
    const login = `admin:${encodeURIComponent(password)}@`;
    const stream = { url: `http://${login}${url.host}/probe.jpg?token=${token}` };
    const probe = await server.post<StreamProbe>('/v1/streams/probe', { stream });
    expect(probe).toMatchObject({
      outcome: 'credentials_rejected',
      url: `http://${url.host}/probe.jpg?token=***`,
      authentication: { required: true, schemes: ['Basic'] },
    });
    expect(received).toContain(`/probe.jpg?token=${token}`);
    expect(leaksIn(JSON.stringify(probe))).toEqual([]);
  });

  test('the password is in no response', async () => {
    const { paths } = await server.json<{ paths: Record<string, { get?: object }> }>('/openapi.json');
    // A stream of events has no end.
    const isRead = (path: string): boolean =>
      paths[path]?.get !== undefined && !JSON.stringify(paths[path].get).includes('"text/event-stream"');
    const routes = Object.keys(paths).filter(isRead);
    expect(routes.length).toBeGreaterThan(10);
    for (const route of routes) {
      const reply = await server.fetch(route.replace(/\{[^}]+\}/, camera.cameraId));
      expect({ route, leaks: leaksIn(await reply.text()) }).toEqual({ route, leaks: [] });
    }
    expect(camera).toMatchObject({ hasCredentials: true });
    expect(camera.stream.url).toContain('token=***');
  });

  test('the password is in no log line and in no command line or environment of a process', () => {
    expect(server.log.length).toBeGreaterThan(100);
    expect(leaksIn(server.log)).toEqual([]);
    for (const pid of treeOf(server.pid))
      expect(leaksIn([commandOf(pid), ...environmentOf(pid)].join('\n'))).toEqual([]);
  });

  test('the password is in no file of the server, before and after a restart', async () => {
    const leaks = async () => {
      const files = await filesBelow(server.dataDir);
      expect(files.some((path) => path.endsWith('registry.db'))).toBe(true);
      const found = await Promise.all(
        files.map(async (path) =>
          leaksIn((await readFile(path).catch(() => Buffer.alloc(0))).toString('latin1')),
        ),
      );
      return files.filter((_path, i) => (found[i] ?? []).length > 0);
    };
    expect(await leaks()).toEqual([]);
    await server.stop();
    expect(await leaks()).toEqual([]);
    received.length = 0;
    await server.startAgain();
    await until(
      'the camera is contacted again with the stored value',
      () => Promise.resolve(received),
      (urls) => urls.includes(`/a.jpg?token=${token}`),
    );
  });
});
