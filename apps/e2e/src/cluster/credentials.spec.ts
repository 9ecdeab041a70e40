import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { CameraResponse, StreamProbe } from '@vialog/contracts';
import { ClusterUnderTest, clusterStartMs, describeUnless, freePort, missingNats } from '@vialog/testkit';
import { hangGuardMs, until } from '../server/queries.ts';
import { viewCamera } from '../server/cameras.ts';
import { filesBelow, markedPicture } from '../server/marked-picture.ts';
import { commandOf, environmentOf, treeOf } from '../server/processes.ts';

jest.setTimeout(hangGuardMs);

const root = join(import.meta.dirname, '../../../../');
const password = 'C1tyCanary7f3pass';
const basic = Buffer.from(`admin:${password}`).toString('base64');

describeUnless(missingNats(), describe)('the password of a camera in the city profile', () => {
  let cluster: ClusterUnderTest;
  let cameraServer: Server;
  let camera: CameraResponse;
  const received: string[] = [];

  beforeAll(async () => {
    cameraServer = createServer((request, response) => {
      const { authorization = '' } = request.headers;
      received.push(authorization);
      if (authorization === `Basic ${basic}`)
        void markedPicture().then((jpeg) => response.setHeader('content-type', 'image/jpeg').end(jpeg));
      else response.writeHead(401, { 'www-authenticate': 'Basic realm="camera"' }).end();
    });
    const port = await freePort();
    await new Promise<void>((resolve) => cameraServer.listen(port, '127.0.0.1', resolve));
    cluster = await ClusterUnderTest.start({
      env: { VIALOG_ALLOW_CIDRS: '127.0.0.0/8', VIALOG_LOG_LEVEL: 'trace' },
    });
    const url = `http://admin:${password}@127.0.0.1:${port}/a.jpg`;
    camera = await cluster.post('/v1/cameras', viewCamera('Secret', url));
    await arrives();
  }, clusterStartMs);
  afterAll(async () => {
    await cluster?.remove();
    cameraServer?.close();
  });

  /** The camera receives the password in a new request. */
  async function arrives(): Promise<void> {
    received.length = 0;
    await until(
      'the password reaches the camera',
      () => Promise.resolve(received),
      (all) => all.includes(`Basic ${basic}`),
    );
  }
  const isLeak = (text: string) => text.includes(password) || text.includes(basic);

  async function leaks(): Promise<string[]> {
    const files = await filesBelow(cluster.dataDir);
    const found: string[] = [];
    for (const path of files)
      if (isLeak((await readFile(path).catch(() => Buffer.alloc(0))).toString('latin1'))) found.push(path);
    return found;
  }

  test('a probe through the API is made by an ingest, and the password reaches the camera only', async () => {
    const { host } = new URL(camera.stream.url);
    const stream = { url: `http://admin:${password}@${host}/probe.jpg` };
    const probe = await cluster.post<StreamProbe>('/v1/streams/probe', { stream });
    expect(probe).toMatchObject({
      outcome: 'playing',
      protocol: 'snapshot',
      authentication: { required: true, schemes: ['Basic'] },
    });
    expect(isLeak(JSON.stringify(probe))).toBe(false);
    const { cameraId } = camera;
    expect(await cluster.post<StreamProbe>('/v1/streams/probe', { cameraId })).toMatchObject({
      outcome: 'playing',
      authentication: { required: true },
    });
  });

  test('the password is in no file of the broker, the registry or another service, in no log and in no process', async () => {
    expect(await leaks()).toEqual([]);
    expect(isLeak(cluster.log)).toBe(false);
    for (const pid of treeOf(cluster.pid))
      expect(isLeak([commandOf(pid), ...environmentOf(pid)].join('\n'))).toBe(false);
  });

  test('the API has no access to the key file', () => {
    const api = cluster.named('api').pid ?? 0;
    expect(environmentOf(api).filter((each) => each.includes('KEY_FILE'))).toEqual([
      `VIALOG_PUBLIC_KEY_FILE=${join(cluster.dataDir, 'public-key/public-key.json')}`,
    ]);
  });

  test('the password still reaches the camera after a rotation while the services run, and after a change', async () => {
    const at = (path: string) => join(cluster.dataDir, path);
    const keys = ['--key-file', at('secrets/secret-keys.json')];
    const publicKey = ['--public-key-file', at('public-key/public-key.json')];
    const args = [
      'apps/cli/bin/vialog.mjs',
      'secrets',
      'rotate',
      '--data',
      at('data'),
      ...keys,
      ...publicKey,
    ];
    const rotation = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    expect(rotation.stdout).toMatch(/^1 camera versions are encrypted with the key [0-9a-f]{16}/m);
    await arrives();
    await cluster.post(
      `/v1/cameras/${camera.cameraId}`,
      { stream: { ...camera.stream, url: `${camera.stream.url}?x=1` } },
      'PATCH',
    );
    await arrives();
    for (const name of ['ingest-1', 'ingest-2']) cluster.signal(name, 'SIGKILL');
    await arrives();
    expect(await leaks()).toEqual([]);
  });
});
