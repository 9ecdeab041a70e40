import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { lotTruth, parseLotUrl } from '@vialog/capture-synthetic';
import type { Camera, CameraResponse, OnvifDeviceList, StreamProbe, TrialResponse } from '@vialog/contracts';
import {
  ClusterUnderTest,
  clusterStartMs,
  describeUnless,
  makeHls,
  missingNats,
  missingSystemNeeds,
  OnvifDevice,
  startFileServer,
  startRtspServer,
  type FileServer,
  type RtspServer,
} from '@vialog/testkit';
import { hangGuardMs, measuredSlots, until } from '../server/queries.ts';
import { lotCamera, register, wrongSpaces } from '../server/cameras.ts';
import { liveHls } from '../server/live-hls.ts';
import { writeLotClip } from '../server/lot-clip.ts';
import { filesBelow } from '../server/marked-picture.ts';
import { granted, jpegAt } from '../server/stills.ts';
import { startEdge, type EdgeProcess } from './edge-process.ts';

jest.setTimeout(hangGuardMs);

const lotUrl = 'synthetic:lot?seed=91001';
const at = Date.UTC(2026, 4, 4, 3, 30);
const truth = lotTruth(parseLotUrl(lotUrl), at);
const login = { username: 'admin', password: 'C1ty-digest-7f3' };
const region = 'harbour';

const needs = missingNats() ?? missingSystemNeeds(['ffmpeg', 'rtsp-server']);

describeUnless(needs, describe)('cameras of a city, with one ingest region and one edge region', () => {
  let folder: string;
  let cluster: ClusterUnderTest;
  let edge: EdgeProcess;
  let rtsp: RtspServer;
  let files: FileServer;
  let device: OnvifDevice;
  const cameras: Record<string, Camera> = {};

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vialog-city-'));
    const clip = join(folder, 'lot.mp4');
    await writeLotClip(clip, lotUrl, at);
    makeHls({ clip, folder: join(folder, 'hls'), segmentSeconds: 1 });
    files = await startFileServer({ folder, reply: liveHls('/live.m3u8', '/hls/index', 4) });
    rtsp = await startRtspServer({
      source: { clip },
      fps: 10,
      authentication: { method: 'digest', ...login },
    });
    device = await OnvifDevice.start({
      login: { ...login, method: 'token' },
      discoverableAt: '127.0.0.1',
      profiles: [
        {
          token: 'main',
          name: 'main',
          source: 'v',
          encoding: 'H264',
          width: 1280,
          height: 720,
          streams: { tcp: rtsp.url },
        },
      ],
    });
    const env = { VIALOG_ALLOW_CIDRS: '127.0.0.0/8', VIALOG_MEDIA_DIR: folder, VIALOG_LOG_LEVEL: 'trace' };
    cluster = await ClusterUnderTest.start({ env });
    edge = await startEdge(cluster, { region, env });
    const live = `${files.origin}/live.m3u8`;
    cameras['file'] = await register(cluster, lotCamera('Clip', 'file:///lot.mp4'));
    cameras['HLS'] = await register(cluster, lotCamera('HLS', live));
    const secured = { ...lotCamera('RTSP', rtsp.url), credentials: login };
    cameras['RTSP'] = await register(cluster, secured);
    const tags = [`region:${region}`];
    cameras['Edge'] = await register(cluster, { ...lotCamera('Edge', live), tags });
  }, clusterStartMs);
  afterAll(async () => {
    await edge?.stop();
    await cluster?.remove();
    await Promise.all([files?.stop(), rtsp?.stop(), device?.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  const spacesOf = async (name: string): Promise<string> => {
    const [event] = await measuredSlots(cluster, cameras[name] as Camera, 'bays', { atLeast: 1 });
    return event?.bays ?? '';
  };

  test.each([
    ['HLS', 'live HLS'],
    ['RTSP', 'RTSP with Digest authentication'],
    ['Edge', 'live HLS at an edge'],
  ])('the camera %s (%s) has the same counts as the clip', async (name) => {
    const [expected, found] = [await spacesOf('file'), await spacesOf(name)];
    expect(wrongSpaces(expected, truth)).toBeLessThanOrEqual(1);
    // Decoding after another encoder may change one space.
    expect(wrongSpaces(found, expected)).toBeLessThanOrEqual(1);
    const { cameraId } = cameras[name] as Camera;
    expect(await cluster.json(`/v1/cameras/${cameraId}/health`)).toMatchObject({ state: 'online' });
  });

  test('an ONVIF device is discovered and read by an ingest, and its stream is recognised as that of a camera', async () => {
    await cluster.post('/v1/onvif/discoveries', { address: '127.0.0.1' });
    await cluster.post('/v1/onvif/devices', { host: device.host, credentials: login });
    const { items } = await cluster.json<OnvifDeviceList>('/v1/onvif/devices');
    const [suggestion] = items.find(({ deviceUrl }) => deviceUrl === device.url)?.suggestions ?? [];
    expect(suggestion?.stream).toMatchObject({ url: rtsp.url });
    const { cameraId, name } = cameras['RTSP'] as Camera;
    expect(suggestion?.registered).toContainEqual({ cameraId, name, by: 'url' });
  });

  test('a stream is probed by an ingest, and by an edge if its region is named', async () => {
    for (const where of [{}, { region }]) {
      const body = { stream: { url: rtsp.url }, credentials: login, ...where };
      // A probe is short: on a loaded machine it can end before the first picture is decoded.
      const probe = await until(
        'a probe that shows a picture',
        () => cluster.post<StreamProbe>('/v1/streams/probe', body),
        ({ outcome }) => !['no_picture', 'undecodable'].includes(outcome),
      );
      expect(probe).toMatchObject({
        outcome: 'playing',
        protocol: 'rtsp',
        authentication: { required: true, schemes: [expect.stringMatching(/^Digest/)] },
      });
    }
    const unreachable = { stream: { url: 'rtsp://169.254.169.254/live' } };
    const rejected = await cluster.post<StreamProbe>('/v1/streams/probe', unreachable);
    expect(rejected.outcome).toBe('rejected');
  });

  test.each([
    ['RTSP', 'an ingest'],
    ['Edge', 'an edge'],
  ])('a still and a trial of the camera %s come from %s, and the picture is in no file', async (name) => {
    const { cameraId } = cameras[name] as CameraResponse;
    const path = await granted(cluster, `/v1/cameras/${cameraId}`, {});
    const still = await jpegAt(cluster, `${path}/still`);
    const { zones } = lotCamera('Draft', '');
    const trial = await until(
      'the trial',
      () =>
        cluster.post<TrialResponse>(`${path}/trial`, { zones }).catch((error: unknown) => {
          // The detector may still load the model.
          if (!/UNAVAILABLE/.test(String(error))) throw error;
          return undefined;
        }),
      (response) => response !== undefined,
    );
    const spaces = trial?.zones.find(({ zoneId }) => zoneId === 'bays')?.bays;
    expect(wrongSpaces(spaces, truth)).toBeLessThanOrEqual(1);
    for (const file of await filesBelow(cluster.dataDir)) {
      const bytes = await readFile(file).catch(() => Buffer.alloc(0));
      expect([file, bytes.includes(still.subarray(300, 348))]).toEqual([file, false]);
    }
    expect(still.length).toBeGreaterThan(10_000);
  });

  test('the password is in no log of the cluster and of the edge', () => {
    expect(cluster.log + edge.log()).not.toContain(login.password);
  });
});
