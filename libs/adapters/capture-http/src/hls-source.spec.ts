import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaptureEvent } from '@vialog/capture';
import { FfmpegDecoder, FileClip } from '@vialog/capture-ffmpeg';
import { parseAddressRanges } from '@vialog/network-guard';
import {
  describeUnless,
  makeHls,
  missingSystemNeeds,
  startFileServer,
  type FileServer,
} from '@vialog/testkit';
import { HttpSource } from './http-source.ts';
import type { HttpSourceOptions } from './http-source-options.ts';

const searchPath = process.env['PATH'] ?? '';
const plan = { mode: 'interval', intervalMs: 500 } as const;
const base: HttpSourceOptions = {
  clock: { now: () => Date.now(), monotonic: () => performance.now() },
  random: () => 0,
  decoder: new FfmpegDecoder(searchPath),
  allowed: parseAddressRanges('127.0.0.0/8'),
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  hostGapMs: 0,
};

let folder = '';
let expected: readonly string[] = [];
let servers: FileServer[] = [];

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 12);
const clip = (): string => join(folder, 'clip.mp4');
const hls = (name: string): string => join(folder, name);

type Responder = (request: IncomingMessage, response: ServerResponse) => boolean;

async function serve(name: string, responder?: Responder, ranges = true): Promise<FileServer> {
  const options = { folder: hls(name), ranges };
  const server = await startFileServer(responder === undefined ? options : { ...options, reply: responder });
  servers.push(server);
  return server;
}

/** Collects events until `until` returns true. */
async function watch(
  url: string,
  until: (event: CaptureEvent, events: readonly CaptureEvent[]) => boolean,
  changed: Partial<HttpSourceOptions & { width: number }> = {},
): Promise<CaptureEvent[]> {
  const { width = 320, ...options } = changed;
  const source = new HttpSource({ ...base, ...options });
  const request = { stream: { url, transport: 'tcp' as const }, plan, width, pixelFormat: 'rgb24' as const };
  const events: CaptureEvent[] = [];
  for await (const event of source.frames(request, AbortSignal.timeout(900_000))) {
    events.push(event);
    if (until(event, events)) break;
  }
  return events;
}

const picturesOf = (events: readonly CaptureEvent[]) =>
  events.flatMap((event) => (event.kind === 'picture' ? [event] : []));
const digestsOf = (events: readonly CaptureEvent[]) =>
  picturesOf(events).map(({ picture }) => digest(picture.pixels));
const faultOf = async (
  url: string,
  changed: Partial<HttpSourceOptions> = {},
): Promise<CaptureEvent | undefined> => (await watch(url, ({ kind }) => kind === 'fault', changed)).at(-1);
const untilCount = (count: number) => (_: CaptureEvent, events: readonly CaptureEvent[]) =>
  events.length >= count;

describeUnless(missingSystemNeeds(['ffmpeg']), describe)('a URL that returns HLS or another video', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vialog-hls-'));
    const source = ['-f', 'lavfi', '-i', 'testsrc=s=640x360:r=10:d=6', '-pix_fmt', 'yuv420p'];
    const video = [
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-g',
      '10',
      '-keyint_min',
      '10',
      '-sc_threshold',
      '0',
    ];
    spawnSync('ffmpeg', [
      '-nostdin',
      '-v',
      'error',
      '-y',
      ...source,
      ...video,
      '-movflags',
      '+faststart',
      clip(),
    ]);
    makeHls({ clip: clip(), folder: hls('ts') });
    makeHls({ clip: clip(), folder: hls('live'), segmentSeconds: 1 });
    makeHls({ clip: clip(), folder: hls('fmp4'), segmentType: 'fmp4' });
    makeHls({ clip: clip(), folder: hls('ranges'), muxer: ['-hls_flags', 'single_file'] });
    const frames = new FileClip(clip(), searchPath).frames(
      { plan, width: 320 },
      AbortSignal.timeout(900_000),
    );
    const digests: string[] = [];
    for await (const { picture } of frames) digests.push(digest(picture.pixels));
    expected = digests;
    expect(new Set(expected).size).toBe(12);
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    servers = [];
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  describe.each([
    ['MPEG-TS segments', 'ts', true],
    ['fragmented MP4 with an initialisation section', 'fmp4', true],
    ['byte ranges of one file', 'ranges', true],
    ['byte ranges that the server ignores', 'ranges', false],
  ])('a recording with %s', (_, name, ranges) => {
    it('delivers exactly the pictures of the clip', async () => {
      const server = await serve(name, undefined, ranges);
      const events = await watch(`${server.origin}/index.m3u8`, untilCount(expected.length));
      expect(digestsOf(events)).toEqual(expected);
      expect(picturesOf(events)[0]).toMatchObject({ protocol: 'hls' });
    });
  });

  it('reads HLS, a video and a picture by what a URL returns and not by its name', async () => {
    const server = await serve('ts', (request, response) => {
      const files: Record<string, string> = { '/snapshot.jpg': 'ts/index.m3u8', '/live.m3u8': 'clip.mp4' };
      const file = files[request.url ?? ''];
      if (file === undefined) return false;
      void readFile(join(folder, file)).then((bytes) =>
        response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': bytes.length }).end(bytes),
      );
      return true;
    });
    const protocolOf = async (path: string) =>
      picturesOf(await watch(server.origin + path, untilCount(1)))[0]?.protocol;
    expect(await protocolOf('/snapshot.jpg')).toBe('hls');
    expect(await protocolOf('/live.m3u8')).toBe('video');
    expect(await protocolOf('/index0.ts')).toBe('video');
  });

  it('an MP4 file delivers exactly the pictures of the clip in real time, and is then repeated', async () => {
    const server = await startFileServer({ folder });
    servers.push(server);
    const startedAt = performance.now();
    const events = await watch(`${server.origin}/clip.mp4`, untilCount(expected.length + 1));
    expect(performance.now() - startedAt).toBeGreaterThan(5_000);
    expect(digestsOf(events)).toEqual([...expected, expected[0]]);
  });

  it('an MP4 file with its index at its end is rejected with what to do', async () => {
    const late = join(folder, 'late.mp4');
    spawnSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', '-i', clip(), '-c', 'copy', late]);
    const server = await startFileServer({ folder });
    servers.push(server);
    expect(await faultOf(`${server.origin}/late.mp4`)).toMatchObject({
      reason: 'decode_error',
      detail: expect.stringContaining('+faststart'),
    });
  });

  it('the variant that is just wide enough is chosen, and the next one when it is missing', async () => {
    const variants = [
      [1_000_000, '160x90', 'small/index.m3u8'],
      [9_000_000, '3840x2160', 'large/index.m3u8'],
      [2_000_000, '640x360', 'gone/index.m3u8'],
      [3_000_000, '1280x720', '/index.m3u8'],
    ].map(([rate, size, uri]) => `#EXT-X-STREAM-INF:BANDWIDTH=${rate},RESOLUTION=${size}\n${uri}\n`);
    const server = await serve('ts', textAt('/a/master.m3u8', `#EXTM3U\n${variants.join('')}`));
    const events = await watch(`${server.origin}/a/master.m3u8`, untilCount(1));
    expect(digestsOf(events)).toEqual(expected.slice(0, 1));
    const playlists = server.requests.map(({ path }) => path).filter((path) => path.endsWith('.m3u8'));
    expect(playlists).toEqual(['/a/master.m3u8', '/a/gone/index.m3u8', '/index.m3u8']);
  });

  it('segments encrypted with AES-128 are decrypted, and other encryption is rejected by its name', async () => {
    await writeFile(join(folder, 'key'), Buffer.alloc(16, 7));
    await writeFile(join(folder, 'key.info'), `/key\n${join(folder, 'key')}\n`);
    makeHls({ clip: clip(), folder: hls('aes'), muxer: ['-hls_key_info_file', join(folder, 'key.info')] });
    const sample = (await readFile(join(hls('aes'), 'index.m3u8'), 'utf8')).replaceAll(
      'AES-128',
      'SAMPLE-AES',
    );
    const key: Responder = (request, response) => {
      if (request.url === '/key') response.end(Buffer.alloc(16, 7));
      return request.url === '/key' || textAt('/sample.m3u8', sample)(request, response);
    };
    const server = await serve('aes', key);
    const events = await watch(`${server.origin}/index.m3u8`, untilCount(6));
    expect(digestsOf(events)).toEqual(expected.slice(0, 6));
    const detail = 'the HLS stream is encrypted with SAMPLE-AES; only AES-128 is supported';
    expect(await faultOf(`${server.origin}/sample.m3u8`)).toMatchObject({ reason: 'decode_error', detail });
  });

  it('credentials go to the host of the stream only, and segments of another host are read without', async () => {
    const other = await serve('ts');
    const requested: (string | undefined)[] = [];
    const server = await serve('ts', (request, response) => {
      requested.push(request.headers.authorization);
      if (request.headers.authorization === undefined) {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="cam"' }).end();
        return true;
      }
      return textAt('/live.m3u8', playlist([`${other.origin}/index0.ts`, '/index1.ts'], { end: true }))(
        request,
        response,
      );
    });
    const credentials = { username: 'admin', password: 'secret' };
    const source = new HttpSource(base);
    const request = {
      stream: { url: `${server.origin}/live.m3u8`, transport: 'tcp' as const },
      plan,
      width: 320,
      pixelFormat: 'rgb24' as const,
      credentials,
    };
    const digests: string[] = [];
    for await (const event of source.frames(request, AbortSignal.timeout(900_000))) {
      if (event.kind === 'picture') digests.push(digest(event.picture.pixels));
      if (digests.length === 6) break;
    }
    expect(digests).toEqual(expected.slice(0, 6));
    expect(requested.slice(1).every((value) => value?.startsWith('Basic ') === true)).toBe(true);
    expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    const detail = expect.stringContaining('requires a user name and a password');
    expect(await faultOf(`${server.origin}/live.m3u8`)).toMatchObject({ reason: 'offline', detail });
  });

  describe('a live stream', () => {
    it('a live stream is read from its last segment on, over discontinuities, a lost segment and jumps of its numbers', async () => {
      // The numbers of the last segment at each refresh: a jump ahead, then back.
      const numbers = [2, 3, 4, 9, 10, 0, ...Array.from({ length: 40 }, (_, index) => index + 1)];
      const live = liveResponder(numbers);
      const server = await serve('live', (request, response) => {
        if (request.url !== '/index0.ts?3') return live(request, response);
        response.writeHead(404).end();
        return true;
      });
      const events = await watch(
        `${server.origin}/live.m3u8`,
        (_, all) => wasRequested(server, '?2', 2) && all.length > 6,
      );
      expect(events.filter(({ kind }) => kind === 'fault')).toEqual([]);
      expect(digestsOf(events).every((one) => expected.includes(one))).toBe(true);
      const segments = server.requests.map(({ path }) => path).filter((path) => path.includes('.ts?'));
      expect(segments[0]).toBe('/index2.ts?2');
      expect(segments.filter((path) => path.endsWith('?3'))).toHaveLength(2);
    });

    it('a live stream whose playlist gets no new segment is no_frame with the time', async () => {
      const server = await serve('live', liveResponder([2]));
      const clock = { now: () => Date.now(), monotonic: () => 4 * performance.now() };
      expect(await faultOf(`${server.origin}/live.m3u8`, { clock })).toMatchObject({
        reason: 'no_frame',
        detail: expect.stringMatching(/^the HLS playlist has had no new segment for \d+ s/),
      });
    });

    it('a live stream that ends is offline, and its recording is not counted afterwards', async () => {
      const server = await serve('live', liveResponder([1, 2, -2]));
      const events = await watch(
        `${server.origin}/live.m3u8`,
        (_, all) => all.filter(({ kind }) => kind === 'fault').length === 2,
      );
      const ended = {
        kind: 'fault',
        reason: 'offline',
        detail: 'the HLS stream ended: its playlist has an end',
      };
      expect(events.slice(-2)).toMatchObject([ended, ended]);
    });
  });

  describe('faults of HLS streams', () => {
    const drip: Responder = (_, response) => {
      const timer = setInterval(() => response.write('G'), 100);
      response.on('close', () => clearInterval(timer));
      return true;
    };
    const endless: Responder = (_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1_000_000, 0x47))) void 0;
      };
      response.on('drain', more);
      more();
      return true;
    };
    const status =
      (code: number): Responder =>
      (_, response) => {
        response.writeHead(code).end();
        return true;
      };
    const html: Responder = (_, response) => {
      response.end('<html>Log in</html>');
      return true;
    };

    it.each<[name: string, responder: Responder, reason: string, detail: RegExp]>([
      ['404', status(404), 'offline', /^a segment of the HLS stream does not exist \(404\)/],
      ['503', status(503), 'offline', /^the server responded with 503 for a segment/],
      ['403', status(403), 'offline', /^the server rejects a segment of the HLS stream \(403\)/],
      ['401', status(401), 'offline', /requires a user name and a password/],
      ['a web page', html, 'decode_error', /holds no MPEG-TS or MP4 video/],
      ['a slow drip', drip, 'no_frame', /^a segment of the HLS stream did not arrive within 1 s/],
      ['an endless body', endless, 'decode_error', /has more than 64 MB/],
    ])('segments that return %s', async (_, responder, reason, detail) => {
      const list = playlist(['a.ts', 'b.ts', 'c.ts', 'd.ts'], { end: true, target: 0.5 });
      const server = await serve(
        'ts',
        (request, response) => textAt('/live.m3u8', list)(request, response) || responder(request, response),
      );
      const fault = await faultOf(`${server.origin}/live.m3u8`, {
        timeoutMs: responder === drip ? 1_000 : 60_000,
      });
      expect(fault).toMatchObject({ kind: 'fault', reason, detail: expect.stringMatching(detail) });
    });

    it.each([
      [
        'a private address',
        'http://10.1.2.3/a.ts',
        /10\.1\.2\.3 resolves to 10\.1\.2\.3, which is not a public address/,
      ],
      ['cloud metadata', 'http://169.254.169.254/latest', /is not a public address/],
      ['a decimal address', 'http://167837955/a.ts', /10\.1\.1\.3, which is not a public address/],
      ['a file', 'file:///etc/passwd', /refers to a file: address/],
      [
        'a host with credentials',
        'http://user:secret@camera.example/a.ts',
        /contains a user name or password/,
      ],
    ])('a segment at %s is rejected with a reason and without a request', async (_, uri, detail) => {
      const server = await serve('ts', textAt('/live.m3u8', playlist([uri, uri, uri], { end: true })));
      const fault = await faultOf(`${server.origin}/live.m3u8`);
      expect(fault).toMatchObject({
        kind: 'fault',
        reason: 'offline',
        detail: expect.stringMatching(detail),
      });
      expect(JSON.stringify(fault)).not.toContain('secret');
    });

    it.each([
      ['no segment line', '#EXTM3U\n#EXT-X-TARGETDURATION:4\nbad\n', /damaged or invalid/],
      [
        'too many variants',
        `#EXTM3U\n${'#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n'.repeat(9_000)}`,
        /more than 200 variants/,
      ],
      [
        'only audio',
        '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS="mp4a.40.2"\na.m3u8\n',
        /no variant with video/,
      ],
      [
        'another master playlist',
        '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=64000\nlive.m3u8\n',
        /refers to another master/,
      ],
      [
        'a variant that is no playlist',
        '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=64000\nindex0.ts\n',
        /something else where an HLS playlist/,
      ],
    ])('a playlist with %s has a named reason', async (_, text, detail) => {
      const server = await serve('ts', textAt('/live.m3u8', text));
      const fault = await faultOf(`${server.origin}/live.m3u8`);
      expect(fault).toMatchObject({ reason: 'decode_error', detail: expect.stringMatching(detail) });
    });

    it.each([
      ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
      [
        'with flipped bytes',
        (bytes: Buffer) => bytes.map((byte, at) => (at > 2_000 && at % 997 === 0 ? byte ^ 0xff : byte)),
      ],
    ])('a segment %s does not end the stream', async (_, damage) => {
      const bytes = damage(await readFile(join(hls('ts'), 'index0.ts')));
      const server = await serve('ts', (request, response) => {
        if (request.url !== '/index0.ts') return false;
        response.end(bytes);
        return true;
      });
      const last = expected.at(-1);
      const events = await watch(
        `${server.origin}/index.m3u8`,
        (event) => event.kind === 'fault' || digestsOf([event])[0] === last,
      );
      expect(digestsOf(events)).toContain(last);
    });
  });
});

function textAt(path: string, text: string): Responder {
  return (request, response) => {
    if (request.url !== path) return false;
    response.end(text);
    return true;
  };
}

function playlist(uris: readonly string[], { end = false, target = 2, first = 0 } = {}): string {
  const segments = uris.map(
    (uri) => `${/0\.ts/.test(uri) ? '#EXT-X-DISCONTINUITY\n' : ''}#EXTINF:${target},\n${uri}\n`,
  );
  const head = `#EXTM3U\n#EXT-X-TARGETDURATION:${target}\n#EXT-X-MEDIA-SEQUENCE:${first}\n`;
  return head + segments.join('') + (end ? '#EXT-X-ENDLIST\n' : '');
}

/** A live playlist whose last segment has the given number at each request, the last one again and again; negative: the end. */
function liveResponder(lastNumbers: readonly number[]): Responder {
  let requests = 0;
  return (request, response) => {
    if (request.url !== '/live.m3u8') return false;
    const number = lastNumbers[Math.min(requests, lastNumbers.length - 1)] ?? 0;
    requests += 1;
    const last = Math.abs(number);
    const numbers = [last - 2, last - 1, last].filter((one) => one >= 0);
    const uris = numbers.map((one) => `index${one % 3}.ts?${one}`);
    response.end(playlist(uris, { end: number < 0, target: 1, first: numbers[0] ?? 0 }));
    return true;
  };
}

const wasRequested = ({ requests }: FileServer, ending: string, times: number): boolean =>
  requests.filter(({ path }) => path.endsWith(ending)).length >= times;
