import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { LotPainter, lotBays, lotTruth, parseLotUrl, sceneWidth } from '@vialog/capture-synthetic';
import type { TrialResponse } from '@vialog/contracts';
import {
  describeUnless,
  freePort,
  missingSystemNeeds,
  startRtspServer,
  VialogServer,
  type RtspServer,
} from '@vialog/testkit';
import sharp from 'sharp';
import { hangGuardMs, measuredSlots } from './queries.ts';
import { lotCamera, register, viewCamera, wrongSpaces } from './cameras.ts';
import { writeLotClip } from './lot-clip.ts';
import { granted, jpegAt, trialAt } from './stills.ts';

jest.setTimeout(hangGuardMs);

const scene = 'synthetic:lot?seed=7';
const noon = Date.UTC(2026, 0, 5, 4);

describe('stills and trials of cameras', () => {
  let server: VialogServer;
  let snapshots: Server;
  let picture: Buffer;
  let cameraUrl = '';
  let isAway = false;

  beforeAll(async () => {
    const painted = await new LotPainter(parseLotUrl(scene), sceneWidth).paint(noon);
    const raw = { width: painted.width, height: painted.height, channels: 3 as const };
    picture = await sharp(painted.pixels, { raw }).jpeg({ quality: 95 }).toBuffer();
    snapshots = createServer((_request, response) => {
      if (isAway) response.writeHead(503).end();
      else response.setHeader('content-type', 'image/jpeg').end(picture);
    });
    const port = await freePort();
    await new Promise<void>((resolve) => snapshots.listen(port, '127.0.0.1', resolve));
    cameraUrl = `http://127.0.0.1:${port}/cam.jpg`;
    server = await VialogServer.start({ env: { VIALOG_ALLOW_CIDRS: '127.0.0.0/8' } });
  });
  afterAll(async () => {
    await server?.remove();
    snapshots?.close();
  });

  const draft = { lifecycle: 'draft' };
  const lotZones = [{ zoneId: 'bays', name: 'Spaces', kind: 'bays', bays: lotBays(40) }];
  const trialOf = (path: string, more: object = {}): Promise<TrialResponse> =>
    server.post(`${path}/trial`, { zones: lotZones, outlines: true, ...more });

  test.each(['draft', 'active'])(
    'a still of a camera that is %s shows what the camera sends',
    async (lifecycle) => {
      const { cameraId } = await register(server, viewCamera(`Lot ${lifecycle}`, cameraUrl, { lifecycle }));
      const path = await granted(server, `/v1/cameras/${cameraId}`, {});
      const still = sharp(await jpegAt(server, `${path}/still`));
      const size = { width: 64, height: 36, fit: 'fill' as const };
      const [shown, sent] = await Promise.all(
        [still, sharp(picture)].map((each) => each.resize(size).removeAlpha().raw().toBuffer()),
      );
      const difference =
        [...shown!].reduce((sum, value, i) => sum + Math.abs(value - sent![i]!), 0) / shown!.length;
      expect(difference).toBeLessThan(4);
    },
  );

  test('a trial judges the draft spaces as the scene has them, draws outlines, and changes nothing', async () => {
    const { cameraId } = await register(server, viewCamera('Trial', cameraUrl, draft));
    const path = await granted(server, `/v1/cameras/${cameraId}`, {});
    const counted = await trialOf(path);
    const spaces = counted.zones.find(({ zoneId }) => zoneId === 'bays');
    expect(wrongSpaces(spaces?.bays, lotTruth(parseLotUrl(scene), noon))).toBeLessThanOrEqual(4);
    const outlined = await sharp(await jpegAt(server, counted.outlinesPath ?? ''))
      .removeAlpha()
      .raw()
      .toBuffer();
    let yellow = 0;
    for (let i = 0; i < outlined.length; i += 3)
      if (outlined[i]! > 200 && outlined[i + 1]! > 170 && outlined[i + 2]! < 90) yellow += 1;
    expect(yellow).toBeGreaterThan(200);
    const after = await server.json<{ items: { zones: unknown[] }[] }>(`/v1/cameras/${cameraId}/versions`);
    expect(after.items.map(({ zones }) => zones.length)).toEqual([1]);
    expect((await server.json<{ items: unknown[] }>(`/v1/events?q=camera:${cameraId}`)).items).toEqual([]);
  });

  test('a stream that is not registered has stills and trials by its grant', async () => {
    const path = await granted(server, '/v1/streams', { stream: { url: cameraUrl } });
    await jpegAt(server, `${path}/still`);
    expect((await trialAt(server, path)).zones).toMatchObject([{ zoneId: 'view' }]);
  });

  test('a camera that is away has no still, and the reply says why', async () => {
    const { cameraId } = await register(server, viewCamera('Away', cameraUrl, draft));
    const path = await granted(server, `/v1/cameras/${cameraId}`, {});
    isAway = true;
    const reply = await server.fetch(`${path}/still`);
    isAway = false;
    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject({
      code: 'STILL_UNAVAILABLE',
      detail: expect.stringContaining('503') as unknown,
    });
    await jpegAt(server, `${path}/still`);
  });

  test('a camera without a grant has no still, and a synthetic scene needs none', async () => {
    const real = await register(server, viewCamera('No grant', cameraUrl, draft));
    const reply = await server.fetch(`/v1/cameras/${real.cameraId}/still`);
    expect([reply.status, await reply.json()]).toMatchObject([403, { code: 'STILL_GRANT_REQUIRED' }]);
    const rendered = await register(server, lotCamera('Rendered', scene));
    await jpegAt(server, `/v1/cameras/${rendered.cameraId}/still`);
  });

  describeUnless(missingSystemNeeds(['ffmpeg']), describe)('a clip that is read by ffmpeg', () => {
    let mediaDir = '';
    let clips: VialogServer;
    beforeAll(async () => {
      mediaDir = await mkdtemp(join(tmpdir(), 'stills-media-'));
      await writeLotClip(join(mediaDir, 'lot.mp4'), scene, noon);
      await copyFile(join(mediaDir, 'lot.mp4'), join(mediaDir, 'other.mp4'));
      clips = await VialogServer.start({ env: { VIALOG_MEDIA_DIR: mediaDir } });
    });
    afterAll(async () => {
      await clips?.remove();
      await rm(mediaDir, { recursive: true, force: true });
    });

    test('a trial of a clip judges its spaces, before and while the camera is active', async () => {
      for (const [name, lifecycle] of [
        ['lot', 'draft'],
        ['other', 'active'],
      ] as const) {
        const { cameraId } = await register(clips, viewCamera(name, `file:///${name}.mp4`, { lifecycle }));
        const path = await granted(clips, `/v1/cameras/${cameraId}`, {});
        await jpegAt(clips, `${path}/still`);
        const counted = await clips.post<TrialResponse>(`${path}/trial`, { zones: lotZones });
        const spaces = counted.zones.find(({ zoneId }) => zoneId === 'bays');
        expect(wrongSpaces(spaces?.bays, lotTruth(parseLotUrl(scene), noon))).toBeLessThanOrEqual(4);
      }
    });
  });
});

describeUnless(missingSystemNeeds(['ffmpeg', 'rtsp-server']), describe)('stills of an RTSP camera', () => {
  const authentication = { method: 'digest', username: 'viewer', password: 'S3cretRtspStill' } as const;
  let folder = '';
  let rtsp: RtspServer;
  let server: VialogServer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stills-rtsp-'));
    await writeLotClip(join(folder, 'lot.mp4'), scene, noon);
    rtsp = await startRtspServer({ source: { clip: join(folder, 'lot.mp4') }, fps: 10, authentication });
    server = await VialogServer.start({ env: { VIALOG_ALLOW_CIDRS: '127.0.0.0/8' } });
  });
  afterAll(async () => {
    await server?.remove();
    await rtsp?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('a password opens the picture of an RTSP stream before and after its registration, and is never shown', async () => {
    const { username, password } = authentication;
    const more = { stream: { url: rtsp.url }, credentials: { username, password } };
    const unregistered = await granted(server, '/v1/streams', more);
    await jpegAt(server, `${unregistered}/still`);
    const wrong = { ...more, credentials: { username, password: 'wrong' } };
    const rejected = await server.fetch(`${await granted(server, '/v1/streams', wrong)}/still`);
    expect([rejected.status, await rejected.json()]).toMatchObject([503, { code: 'STILL_UNAVAILABLE' }]);
    const camera = await register(server, { ...viewCamera('RTSP', rtsp.url), ...more });
    const path = await granted(server, `/v1/cameras/${camera.cameraId}`, {});
    await measuredSlots(server, camera, 'view', { atLeast: 1 });
    await jpegAt(server, `${path}/still`);
    expect((await trialAt(server, path)).zones).toMatchObject([{ zoneId: 'view' }]);
    expect(server.log).not.toContain(password);
  });
});

describe('a server with VIALOG_STILLS=off', () => {
  test('rejects grants, stills and trials of every camera', async () => {
    const server = await VialogServer.start({ env: { VIALOG_STILLS: 'off' } });
    try {
      const { cameraId } = await register(server, lotCamera('Off', scene));
      const path = `/v1/cameras/${cameraId}`;
      const headers = { 'content-type': 'application/json' };
      const requests: [string, RequestInit?][] = [
        [`${path}/still`],
        [`${path}/still-grants`, { method: 'POST', headers, body: JSON.stringify({ reason: 'Draw zones' }) }],
        [`${path}/trial`, { method: 'POST', headers, body: JSON.stringify({ zones: [] }) }],
      ];
      for (const [each, init] of requests) {
        const reply = await server.fetch(each, init);
        expect([each, reply.status, await reply.json()]).toMatchObject([each, 403, { code: 'STILLS_OFF' }]);
      }
    } finally {
      await server.remove();
    }
  });
});
