import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaptureEvent } from '@vialog/capture';
import type { PixelFormat, SamplingPlan } from '@vialog/contracts';
import { parseAddressRanges } from '@vialog/network-guard';
import {
  describeUnless,
  makeClip,
  missingSystemNeeds,
  type RtspServer,
  type RtspServerOptions,
  startRtspServer,
} from '@vialog/testkit';
import { resolveHost } from './resolve-host.fixture.ts';
import { FfmpegSource, type FfmpegSourceOptions } from './ffmpeg-source.ts';

const searchPath = process.env['PATH'] ?? '';
const options: FfmpegSourceOptions = {
  clock: { now: () => Date.now(), monotonic: () => performance.now() },
  random: () => 0,
  searchPath,
  allowed: parseAddressRanges('127.0.0.0/8'),
  resolve: resolveHost,
  networkTimeoutMs: 60_000,
  silenceMs: 60_000,
};
/** For tests of silence. All others have time, because a loaded machine is slow. */
const impatient = { networkTimeoutMs: 1_500, silenceMs: 3_000 };
const everySecond: SamplingPlan = { mode: 'interval', intervalMs: 1_000 };

let folder = '';
let servers: RtspServer[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vialog-capture-'));
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  servers = [];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function serve(served: RtspServerOptions): Promise<RtspServer> {
  const server = await startRtspServer(served);
  servers.push(server);
  return server;
}

interface Watching extends Partial<FfmpegSourceOptions> {
  readonly plan?: SamplingPlan;
  readonly width?: number;
  readonly transport?: 'tcp' | 'udp';
  readonly pixelFormat?: PixelFormat;
}

/** Collects events until `until` returns true. The limit only ends a test that hangs. */
async function watch(
  url: string,
  until: (event: CaptureEvent, count: number) => boolean,
  watching: Watching = {},
): Promise<CaptureEvent[]> {
  const { plan = everySecond, width = 320, transport = 'tcp', pixelFormat = 'rgb24', ...changed } = watching;
  const source = new FfmpegSource({ ...options, ...changed });
  const request = { stream: { url, transport }, plan, width, pixelFormat };
  const events: CaptureEvent[] = [];
  for await (const event of source.frames(request, AbortSignal.timeout(900_000))) {
    events.push(event);
    if (until(event, events.length)) break;
  }
  return events;
}

const count = (wanted: number) => (_event: CaptureEvent, seen: number) => seen === wanted;
const firstOf = async (url: string, watching?: Watching): Promise<CaptureEvent | undefined> =>
  (await watch(url, count(1), watching))[0];
const fault = (reason: string, detail: RegExp): unknown =>
  expect.objectContaining({ kind: 'fault', reason, detail: expect.stringMatching(detail) });
/** Process ids of the ffmpeg processes this process has started. */
const children = (): string[] => {
  const found = spawnSync('ps', ['--no-headers', '-o', 'pid=,comm=', '--ppid', String(process.pid)], {
    encoding: 'utf8',
  });
  return found.stdout.split('\n').filter((line) => line.includes('ffmpeg'));
};

/** The middle of each stripe as 'red', 'lime' or 'blue'; H.264 shifts colours a little. */
function stripesOf(event: CaptureEvent | undefined): string[] {
  if (event?.kind !== 'picture') return [JSON.stringify(event)];
  const { width, height, pixels } = event.picture;
  return [1, 3, 5].map((sixth) => {
    const at = (Math.floor(height / 2) * width + Math.round((width * sixth) / 6)) * 3;
    const [r = 0, g = 0, b = 0] = pixels.subarray(at, at + 3);
    const channel = [r, g, b].map((value) => (value > 200 ? 1 : value < 60 ? 0 : 2)).join('');
    return { '100': 'red', '010': 'lime', '001': 'blue' }[channel] ?? `${r},${g},${b}`;
  });
}

const needsRtsp = missingSystemNeeds(['ffmpeg', 'rtsp-server']);

describeUnless(needsRtsp, describe)('an RTSP camera', () => {
  let clip = '';
  beforeAll(() => {
    clip = join(folder, 'stripes.mp4');
    makeClip({ path: clip, width: 640, height: 360, seconds: 2, stripes: ['red', 'lime', 'blue'] });
  });

  it('delivers a picture each second at plan width with correct colours', async () => {
    const { url } = await serve({ source: { clip }, fps: 10 });
    const events = await watch(url, count(4));
    for (const event of events) {
      expect(event).toMatchObject({ kind: 'picture', picture: { width: 320, height: 180 } });
      expect(stripesOf(event)).toEqual(['red', 'lime', 'blue']);
    }
    const moments = events.map((event) => (event.kind === 'picture' ? event.capturedAt : NaN));
    const took = (moments[3] as number) - (moments[0] as number);
    expect(took).toBeGreaterThan(2_000);
  });

  it('delivers only key frames, at the interval of the camera, when the plan requires them, never enlarged', async () => {
    const { url } = await serve({ source: { clip }, fps: 10, gop: 100 });
    const events = await watch(url, count(4), {
      plan: { mode: 'keyframes' },
      width: 2_000,
    });
    expect(events[0]).toMatchObject({ picture: { width: 640, height: 360 } });
    const moments = events.map((event) => (event.kind === 'picture' ? event.capturedAt : NaN));
    expect((moments[3] as number) - (moments[1] as number)).toBeGreaterThan(3_500);
  });

  it('works over udp too', async () => {
    const { url } = await serve({ source: { clip }, fps: 10 });
    expect(stripesOf(await firstOf(url, { transport: 'udp' }))).toEqual(['red', 'lime', 'blue']);
  });

  it('an RTSP camera that freezes has a fault, and is sampled again when it continues', async () => {
    const server = await serve({ source: { clip }, fps: 10 });
    let faults = 0;
    const freezeUntilTwoFaults = (event: CaptureEvent, seen: number): boolean => {
      if (seen === 2) server.freeze();
      if (event.kind === 'fault' && ++faults === 2) server.resume();
      return faults > 0 && event.kind === 'picture';
    };
    const events = await watch(server.url, freezeUntilTwoFaults, impatient);
    const kinds = events.map((event) => event.kind);
    expect(kinds.slice(0, 2)).toEqual(['picture', 'picture']);
    expect(kinds.at(-1)).toBe('picture');
    expect(events.find((event) => event.kind === 'fault')).toMatchObject({
      reason: expect.stringMatching(/no_frame|offline/),
    });
  });

  it('an RTSP camera that dies and comes back at the same port is watched again', async () => {
    const first = await serve({ source: { clip }, fps: 10 });
    let restarted: Promise<unknown> | undefined;
    const events = await watch(first.url, (event, seen) => {
      if (seen === 2) void first.stop();
      if (event.kind === 'fault') {
        restarted ??= first.stop().then(() => serve({ source: { clip }, fps: 10, port: first.port }));
      }
      return restarted !== undefined && event.kind === 'picture';
    });
    await restarted;
    expect(events.at(-1)?.kind).toBe('picture');
    expect(events.filter((event) => event.kind === 'fault').map(({ reason }) => reason)).toContain('offline');
  });

  it('knows no such path', async () => {
    const { url } = await serve({ source: { clip }, fps: 10 });
    expect(await firstOf(url.replace('/live', '/nothing'))).toEqual(
      fault('offline', /no such stream \(404\)/),
    );
  });

  it('leaves no process when 20 streams are stopped at once', async () => {
    const { url } = await serve({ source: { pattern: 'smpte', width: 160, height: 120 }, fps: 5 });
    // On a loaded machine the processes start over minutes; none may give up before all run.
    const source = new FfmpegSource({ ...options, networkTimeoutMs: 600_000, silenceMs: 600_000 });
    const stop = new AbortController();
    const request = {
      stream: { url, transport: 'tcp' as const },
      plan: everySecond,
      width: 160,
      pixelFormat: 'rgb24' as const,
    };
    let most = 0;
    const watching = Array.from({ length: 20 }, async () => {
      for await (const _ of source.frames(request, stop.signal)) {
        void _;
        most = Math.max(most, children().length);
        if (most === 20) stop.abort();
      }
    });
    await Promise.all(watching);
    expect(most).toBe(20);
    expect(children()).toEqual([]);
  });
});

describeUnless(missingSystemNeeds(['ffmpeg']), describe)('an address without a camera', () => {
  let closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing) close();
    closing = [];
  });
  /** Responds to the first request with a text and hangs up; without a text it says nothing and stays. */
  const responding = async (text: string | undefined): Promise<string> => {
    const server = createServer((socket) => {
      closing.push(() => socket.destroy());
      socket.on('error', () => undefined);
      if (text !== undefined) socket.once('data', () => socket.end(text));
    });
    closing.push(() => server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `rtsp://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
  };

  it('where no server listens', async () => {
    expect(await firstOf('rtsp://127.0.0.1:1/x')).toEqual(fault('offline', /no server listens/));
  });

  it.each([
    ['garbage', 'garbage all the way\r\n\r\n'.repeat(100), 'decode_error', /not a video stream/],
    ['nothing at all', undefined, 'offline', /did not respond as an RTSP server/],
    ['401', 'RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\n\r\n', 'offline', /user name/],
    ['503', 'RTSP/1.0 503 Service Unavailable\r\nCSeq: 1\r\n\r\n', 'offline', /no capacity .* \(503\)/],
  ])('an address that responds with %s is reported as a fault', async (_title, text, reason, detail) => {
    const patience = text === undefined ? impatient : {};
    expect(await firstOf(await responding(text), patience)).toEqual(fault(reason, detail));
  });

  it.each([
    'rtsp://169.254.169.254/latest',
    'rtsp://[::ffff:127.0.0.1]:8554/x',
    'rtsp://127.0.0.1:8554/x',
    'rtsp://0.0.0.0/x',
    'rtsp://2130706433/x',
    'rtsp://0177.0.0.1/x',
    'rtsp://0x7f.1/x',
    'rtsps://localhost/x',
  ])('an address that may not be dialled is reported: %s', async (url) => {
    const event = await firstOf(url, { allowed: [] });
    expect(event).toEqual(fault('offline', /VIALOG_ALLOW_CIDRS/));
  });

  it('an address whose name is not known is reported', async () => {
    expect(await firstOf('rtsp://nowhere.invalid/x')).toEqual(fault('offline', /not known/));
  });

  it('an address with a user name and a password is reported without repeating them', async () => {
    const event = await firstOf('rtsp://admin:hunter2@127.0.0.1/x');
    expect(event).toEqual(fault('offline', /enter them as credentials/));
    expect(JSON.stringify(event)).not.toMatch(/admin|hunter2/);
  });
});

describeUnless(missingSystemNeeds(['ffmpeg']), describe)('a clip in the media folder', () => {
  it('a clip in the media folder is played at its own pace, again and again', async () => {
    makeClip({
      path: join(folder, 'loop.mp4'),
      width: 640,
      height: 360,
      seconds: 1,
      stripes: ['red', 'lime', 'blue'],
    });
    const events = await watch('file:///loop.mp4', count(4), { mediaDir: folder });
    expect(events.map(stripesOf)).toEqual(Array(4).fill(['red', 'lime', 'blue']));
    const moments = events.map((event) => (event.kind === 'picture' ? event.capturedAt : NaN));
    expect((moments[3] as number) - (moments[0] as number)).toBeGreaterThan(2_500);
  });

  it('a clip in the media folder is seen at once and not only with the picture after it, held back by an encoder of many threads', async () => {
    const path = join(folder, 'at-once.mp4');
    makeClip({ path, width: 320, height: 180, seconds: 1, stripes: ['red', 'lime', 'blue'] });
    const plan = { mode: 'interval', intervalMs: 30_000 } as const;
    const event = await firstOf('file:///at-once.mp4', { mediaDir: folder, plan, silenceMs: 25_000 });
    // A picture that waits for the next one, 30 s later, would come after the fault of the silence limit.
    expect(event?.kind).toBe('picture');
  });

  it('a clip in the media folder with oblong pixels keeps the shape it is shown in', async () => {
    const path = join(folder, 'pal.mp4');
    const size = ['-f', 'lavfi', '-i', 'testsrc2=s=720x576:r=5:d=1', '-vf', 'setsar=64/45', path];
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...size]);
    const event = await firstOf('file:///pal.mp4', { mediaDir: folder });
    expect(event).toMatchObject({ picture: { width: 320, height: 180 } });
  });

  it('a clip outside the media folder, or behind a symbolic link out of it, is rejected', async () => {
    await symlink('/etc/hostname', join(folder, 'out.mp4'));
    expect(await firstOf('file:///out.mp4', { mediaDir: folder })).toEqual(
      fault('offline', /symbolic link to a file outside/),
    );
    expect(await firstOf('file:///etc/hostname', { mediaDir: folder })).toEqual(
      fault('offline', /no hostname/),
    );
  });

  it.each([
    ['text', 'hello', /not a video|cut off/],
    ['a list of other files', 'ffconcat version 1.0\nfile loop.mp4\n', /not allowed/],
    ['a playlist', '#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n', /not allowed|not a video|no video/],
  ])('a clip that is %s is reported', async (_title, text, detail) => {
    await writeFile(join(folder, 'odd.mp4'), text);
    expect(await firstOf('file:///odd.mp4', { mediaDir: folder })).toEqual(fault('decode_error', detail));
  });
});

describe('a host without a usable ffmpeg', () => {
  it('says what to install', async () => {
    const event = await firstOf('rtsp://127.0.0.1:1/x', { searchPath: folder });
    expect(event).toEqual(fault('offline', /ffmpeg was not found .* install/));
  });

  it.each([
    ['too old', 'echo "ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright"', /5\.1 or newer and found 4\.4\.2/],
    ['broken', 'exit 127', /does not run/],
  ])('says that it is %s', async (_title, script, detail) => {
    const bin = await mkdtemp(join(folder, 'bin-'));
    await writeFile(join(bin, 'ffmpeg'), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin, 'ffmpeg'), 0o755);
    expect(await firstOf('rtsp://127.0.0.1:1/x', { searchPath: bin })).toEqual(fault('offline', detail));
  });
});
