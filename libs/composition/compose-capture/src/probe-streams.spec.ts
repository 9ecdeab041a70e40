import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { paintStill, parseLotUrl } from '@vialog/capture-synthetic';
import { streamProbe, type StreamProbe } from '@vialog/contracts';
import { probeStream, type ProbedStream } from '@vialog/stream-probe';
import {
  describeUnless,
  freePort,
  makeClip,
  makeHls,
  missingSystemNeeds,
  startFileServer,
  startRtspServer,
  type RtspServer,
} from '@vialog/testkit';
import { z } from 'zod';
import { frameSources } from './frame-sources.ts';
import { streamVariables } from './stream-variables.ts';

const clock = { now: () => Date.now(), monotonic: () => performance.now() };
const pause = async (ms: number, signal: AbortSignal) => {
  await delay(ms, undefined, { signal }).catch(() => undefined);
};
/** Longer than a probe may take, so that tests of what is measured pass on a slow machine, ms. */
const patientMs = 240_000;
const login = { username: 'viewer', password: 'S3cret-hunter2' };

let folder = '';
let web: Server;
let base = '';
let jpeg: Buffer;
let rtsp: RtspServer | undefined;

/** A JPEG that says it has 30,000 × 30,000 px. */
function bombOf(picture: Buffer): Buffer {
  const bomb = Buffer.from(picture);
  const sizeAt = bomb.indexOf(Buffer.from([0xff, 0xc0])) + 5;
  bomb.writeUInt16BE(30_000, sizeAt);
  bomb.writeUInt16BE(30_000, sizeAt + 2);
  return bomb;
}

const pages: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/now.jpg': (response) => void response.end(jpeg),
  '/page': (response) => void response.end('<!doctype html><title>Camera</title>'),
  '/bomb.jpg': (response) => void response.end(bombOf(jpeg)),
  '/locked': (response) =>
    void response
      .writeHead(401, { 'www-authenticate': 'Digest realm="c", nonce="n", algorithm=SHA-256' })
      .end(),
  '/away': (response) => void response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end(),
  '/error': (response) => void response.writeHead(500).end(),
  '/endless': (response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(1_000_000))) void 0;
    };
    response.on('drain', more);
    more();
  },
  '/live': (response) => {
    response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=x' });
    const part = Buffer.concat([Buffer.from('--x\r\n\r\n'), jpeg]);
    const timer = setInterval(() => response.write(part), 100);
    response.on('close', () => clearInterval(timer));
  },
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vialog-probe-'));
  jpeg = Buffer.from(await paintStill(parseLotUrl('synthetic:lot'), Date.now()));
  web = createServer((request, response) => {
    const page = pages[request.url ?? ''];
    if (page) page(response);
    else response.writeHead(404).end();
  });
  await once(web.listen(0, '127.0.0.1'), 'listening');
  base = `127.0.0.1:${(web.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await rtsp?.stop();
  rtsp = undefined;
});
afterAll(async () => {
  web.closeAllConnections();
  web.close();
  await rm(folder, { recursive: true, force: true });
});

async function probe(
  url: string,
  more: Partial<ProbedStream> & { ranges?: string; observeMs?: number } = {},
): Promise<StreamProbe> {
  const { ranges = '127.0.0.0/8', observeMs = patientMs, ...stream } = more;
  const settings = z.object(streamVariables).parse({ VIALOG_ALLOW_CIDRS: ranges, VIALOG_MEDIA_DIR: folder });
  const source = frameSources({ settings, searchPath: process.env['PATH'] ?? '', clock });
  const ports = { source, clock, pause, observeMs };
  const { report } = await probeStream(
    ports,
    { stream: { url, transport: 'tcp' }, ...stream },
    new AbortController().signal,
  );
  expect(JSON.stringify(report)).not.toContain(login.password);
  return streamProbe.parse(report);
}

describeUnless(missingSystemNeeds(['ffmpeg', 'rtsp-server']), describe)('probe of an RTSP camera', () => {
  const serve = async (locked: boolean): Promise<string> => {
    const source = { pattern: 'smpte', width: 320, height: 180 };
    const authentication = { method: 'digest', ...login } as const;
    rtsp = await startRtspServer({ source, fps: 10, gop: 20, ...(locked && { authentication }) });
    return rtsp.url;
  };

  test.each(['tcp', 'udp'] as const)(
    'an RTSP camera with a password is described by its %s stream',
    async (transport) => {
      const url = await serve(true);
      const report = await probe(url, { stream: { url, transport }, credentials: login });
      expect(report).toMatchObject({
        outcome: 'playing',
        protocol: 'rtsp',
        transport,
        codec: 'h264',
        width: 320,
        height: 180,
        authentication: { required: true, schemes: expect.arrayContaining(['Digest MD5']) },
        recommendations: [{ zoneKind: 'area' }, { zoneKind: 'bays' }, { zoneKind: 'line' }],
      });
      expect(report.framesPerSecond).toBeGreaterThan(2);
      expect(report.keyframeIntervalMs).toBeGreaterThan(1_500);
      expect(report.keyframeIntervalMs).toBeLessThan(8_000);
    },
  );

  test('an RTSP camera is distinguished by its reply to a wrong password and a wrong path', async () => {
    const url = await serve(true);
    const wrong = { ...login, password: 'S3cret-hunter2-wrong' };
    expect(await probe(url)).toMatchObject({
      outcome: 'credentials_required',
      authentication: { required: true },
    });
    expect(await probe(url, { credentials: wrong })).toMatchObject({ outcome: 'credentials_rejected' });
    const other = url.replace('/live', '/other');
    expect(await probe(other, { credentials: login })).toMatchObject({
      outcome: 'not_found',
      detail: expect.stringMatching(/404.*check the path/),
    });
  });

  test('a clip in the media folder is described like a stream', async () => {
    makeClip({
      path: join(folder, 'lot.mp4'),
      width: 320,
      height: 180,
      seconds: 6,
      stripes: ['red'],
      gop: 25,
    });
    const report = await probe('file:///lot.mp4');
    expect(report).toMatchObject({ outcome: 'playing', protocol: 'file', codec: 'h264', width: 320 });
    expect(report.framesPerSecond).toBeCloseTo(25, 0);
    expect(report.keyframeIntervalMs).toBe(1_000);
  });
});

describeUnless(missingSystemNeeds(['ffmpeg']), describe)('probe of HLS and of unusual pixels', () => {
  test('an HLS stream is described like the stream in it', async () => {
    const clip = join(folder, 'hls.mp4');
    makeClip({ path: clip, width: 320, height: 180, seconds: 8, stripes: ['red', 'blue'], gop: 50 });
    makeHls({ clip, folder: join(folder, 'hls') });
    const server = await startFileServer({ folder: join(folder, 'hls') });
    const report = await probe(`${server.origin}/index.m3u8`);
    await server.stop();
    expect(report).toMatchObject({
      outcome: 'playing',
      protocol: 'hls',
      codec: 'h264',
      width: 320,
      keyframeIntervalMs: 2_000,
      recommendations: [{ basis: 'key_frames' }, { basis: 'key_frames' }, { basis: 'frame_rate' }],
    });
    expect(report.framesPerSecond).toBeCloseTo(25, 0);
  });

  test.each([
    ['oblong pixels', ['-aspect', '16:9'], [352, 198]],
    ['a rotation by 90°', ['-metadata:s:v:0', 'rotate=90'], [288, 352]],
  ])('a clip with %s has the size in which it is shown', async (_, options, [width, height]) => {
    const clip = join(folder, 'plain.mp4');
    makeClip({ path: clip, width: 352, height: 288, seconds: 5, stripes: ['red', 'blue'] });
    const args = ['-v', 'error', '-y', '-i', clip, '-c', 'copy', ...options, join(folder, 'shown.mp4')];
    expect(spawnSync('ffmpeg', args).status).toBe(0);
    expect(await probe('file:///shown.mp4')).toMatchObject({ outcome: 'playing', width, height });
  });
});

describe('probe over HTTP', () => {
  test('a snapshot that does not change is described, and its refresh period stays unknown', async () => {
    expect(await probe(`http://${base}/now.jpg`, { observeMs: 5_000 })).toMatchObject({
      outcome: 'playing',
      protocol: 'snapshot',
      codec: 'mjpeg',
      authentication: { required: false },
      recommendations: [{ basis: 'refresh_unknown' }, { basis: 'refresh_unknown' }],
    });
  });

  test('a motion JPEG stream is described with its frame rate', async () => {
    const report = await probe(`http://${base}/live`);
    expect(report).toMatchObject({ outcome: 'playing', protocol: 'mjpeg', quality: [{ kind: 'unchanged' }] });
    expect(report.framesPerSecond).toBeGreaterThan(1);
  });

  test('a rendered scene is described', async () => {
    expect(await probe('synthetic:lot?seed=2')).toMatchObject({ outcome: 'playing', protocol: 'synthetic' });
    // A dark scene that is observed long enough is also unchanged.
    const { quality } = await probe('synthetic:lot?fault=dark');
    expect(quality?.map(({ kind }) => kind)).toContain('dark');
  });
});

describe('probe of a wrong URL', () => {
  test.each<[string, () => string, string, RegExp]>([
    ['a web page', () => `http://${base}/page`, 'not_a_stream', /web page/],
    ['an unknown path', () => `http://${base}/nothing`, 'not_found', /404/],
    ['a server error', () => `http://${base}/error`, 'failed', /500/],
    ['a camera that requires a password', () => `http://${base}/locked`, 'credentials_required', /user name/],
    ['a JPEG of 30,000 × 30,000 px', () => `http://${base}/bomb.jpg`, 'undecodable', /64 megapixels/],
    ['an endless reply', () => `http://${base}/endless`, 'undecodable', /32 MB|whole picture/],
    ['TLS where there is none', () => `https://${base}/now.jpg`, 'tls_failed', /does not speak TLS/],
    ['RTSP where HTTP is', () => `rtsp://${base}/now.jpg`, 'not_a_stream', /not a video stream over RTSP/],
    ['an unknown host', () => 'rtsp://nowhere.invalid/1', 'unknown_host', /nowhere\.invalid is not known/],
    ['a clip that does not exist', () => 'file:///other.mp4', 'not_found', /copy the clip there/],
    ['a scene that does not exist', () => 'synthetic:moon', 'rejected', /expected synthetic:lot/],
  ])('%s is named in one sentence', async (_, url, outcome, detail) => {
    const report = await probe(url());
    expect(report).toMatchObject({ outcome, detail: expect.stringMatching(detail), recommendations: [] });
  });

  test('a self-signed certificate is named with its fingerprint, and accepted when that is sent', async () => {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const request = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '1',
      '-subj',
      '/CN=cam.example',
    ];
    expect(spawnSync('openssl', [...request, '-keyout', key, '-out', cert]).status).toBe(0);
    const files = { key: await readFile(key), cert: await readFile(cert) };
    const secure = createSecureServer(files, (_request, response) => void response.end(jpeg));
    await once(secure.listen(0, '127.0.0.1'), 'listening');
    const url = `https://127.0.0.1:${(secure.address() as AddressInfo).port}/now.jpg`;
    const { certificateSha256, ...rejected } = await probe(url);
    expect(rejected).toMatchObject({ outcome: 'tls_failed', encrypted: true });
    const stream = { url, transport: 'tcp' as const, certificateSha256: certificateSha256 ?? 'none' };
    expect(await probe(url, { stream, observeMs: 5_000 })).toMatchObject({
      outcome: 'playing',
      encrypted: true,
    });
    secure.closeAllConnections();
    secure.close();
  });

  test('a port where no server listens is named', async () => {
    const port = await freePort();
    for (const scheme of ['rtsp', 'http'])
      expect(await probe(`${scheme}://127.0.0.1:${port}/1`)).toMatchObject({
        outcome: 'unreachable',
        detail: expect.stringMatching(/no server listens/),
      });
  });
});

describe('probe of an address that is not allowed', () => {
  test.each([
    ['rtsp://127.0.0.1/1', '127.0.0.1', 'loopback'],
    ['http://2130706433/now.jpg', '127.0.0.1', 'loopback'],
    ['http://0x7f.0.0.1/now.jpg', '127.0.0.1', 'loopback'],
    ['http://0177.0.0.1/now.jpg', '127.0.0.1', 'loopback'],
    ['http://[::1]/now.jpg', '::1', 'loopback'],
    ['http://[::ffff:10.0.0.1]/now.jpg', '::ffff:a00:1', 'private'],
    ['rtsp://10.1.2.3/1', '10.1.2.3', 'private'],
    ['rtsp://169.254.169.254/1', '169.254.169.254', 'linkLocal'],
    ['rtsp://[fd00::1]/1', 'fd00::1', 'uniqueLocal'],
    ['rtsp://100.64.0.1/1', '100.64.0.1', 'carrierGradeNat'],
  ])('%s is rejected as %s, %s', async (url, address, range) => {
    expect(await probe(url, { ranges: '' })).toMatchObject({
      outcome: 'rejected',
      detail: expect.stringMatching(/not a public address.*VIALOG_ALLOW_CIDRS/),
      rejection: { addresses: [{ address, range }] },
    });
  });

  test('a name that resolves to loopback is rejected with its addresses', async () => {
    const report = await probe('rtsp://localhost/1', { ranges: '' });
    expect(report).toMatchObject({ outcome: 'rejected', rejection: { host: 'localhost' } });
    expect(report.rejection?.addresses.every(({ range }) => range === 'loopback')).toBe(true);
  });

  test('a redirect to an address that is not allowed is rejected', async () => {
    expect(await probe(`http://${base}/away`)).toMatchObject({
      outcome: 'rejected',
      rejection: { host: '169.254.169.254', addresses: [{ range: 'linkLocal' }] },
    });
  });
});
