import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { CameraResponse } from '@vialog/contracts';
import { ClusterUnderTest, clusterStartMs, describeUnless, freePort, missingNats } from '@vialog/testkit';
import { hangGuardMs, until } from '../server/queries.ts';
import { viewCamera } from '../server/cameras.ts';
import { filesBelow, markedPicture, tracesInFiles } from '../server/marked-picture.ts';
import { picturesOf, reason } from '../server/stills.ts';

jest.setTimeout(hangGuardMs);

describeUnless(missingNats(), describe)('stills and trials in the city profile', () => {
  let cluster: ClusterUnderTest;
  let cameraServer: Server;
  let camera: CameraResponse;
  const password = 'C1tyStill5ecret';
  const shown: Buffer[] = [];

  beforeAll(async () => {
    cameraServer = createServer((request, response) => {
      const { authorization = '' } = request.headers;
      if (authorization === `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`)
        void markedPicture().then((jpeg) => response.setHeader('content-type', 'image/jpeg').end(jpeg));
      else response.writeHead(401, { 'www-authenticate': 'Basic realm="camera"' }).end();
    });
    const port = await freePort();
    await new Promise<void>((resolve) => cameraServer.listen(port, '127.0.0.1', resolve));
    cluster = await ClusterUnderTest.start({
      env: { VIALOG_ALLOW_CIDRS: '127.0.0.0/8', VIALOG_LOG_LEVEL: 'trace' },
    });
    const url = `http://admin:${password}@127.0.0.1:${port}/a.jpg`;
    camera = await cluster.post('/v1/cameras', viewCamera('Marked', url));
    // The ingest that holds the camera may still be starting, and the detector may still load the model.
    shown.push(...(await eventually(`/v1/cameras/${camera.cameraId}`, {})));
    shown.push(...(await eventually('/v1/streams', { stream: { url } })));
  }, clusterStartMs);
  afterAll(async () => {
    await cluster?.remove();
    cameraServer?.close();
  });

  async function eventually(subject: string, more: object): Promise<Buffer[]> {
    let last: unknown;
    const pictures = await until(
      `pictures of ${subject}`,
      () =>
        picturesOf(cluster, subject, more).catch((error: unknown) => {
          last = error;
          return undefined;
        }),
      (reply) => reply !== undefined || !/UNAVAILABLE/.test(String(last)),
    );
    if (!pictures) throw last as Error;
    return pictures;
  }

  test('a registered camera and a stream that is not registered have stills and trials over the broker', () => {
    expect(shown).toHaveLength(4);
    expect(new Set(shown.map((jpeg) => jpeg.readUInt16BE(0)))).toEqual(new Set([0xffd8]));
    expect(cluster.log).toContain('still grant opened');
    expect(cluster.log).toContain(reason);
  });

  test('no picture is left in a file of the broker, the registry or another service, or in a log', async () => {
    const files = await filesBelow(cluster.dataDir);
    expect(files.length).toBeGreaterThan(5);
    for (const path of files) {
      const bytes = await readFile(path).catch(() => Buffer.alloc(0));
      for (const jpeg of shown)
        expect([path, bytes.includes(jpeg.subarray(300, 348))]).toEqual([path, false]);
      expect([path, bytes.includes(password)]).toEqual([path, false]);
    }
    const traces = Object.values(await tracesInFiles(files)).flat();
    expect(traces.filter((trace) => trace.startsWith('pixels of the mark'))).toEqual([]);
    for (const jpeg of shown) expect(cluster.log).not.toContain(jpeg.subarray(300, 348).toString('latin1'));
    expect(cluster.log).not.toContain(password);
  });

  test('a camera of a region without an ingest or edge has no still, and the reply says what to do', async () => {
    const harbour: CameraResponse = await cluster.post(
      '/v1/cameras',
      viewCamera('Harbour', 'synthetic:lot', { tags: ['region:harbour'] }),
    );
    const reply = await cluster.fetch(`/v1/cameras/${harbour.cameraId}/still`);
    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject({
      code: 'CAPTURE_UNAVAILABLE',
      detail: expect.stringContaining('VIALOG_REGION=harbour') as unknown,
    });
  });
});
