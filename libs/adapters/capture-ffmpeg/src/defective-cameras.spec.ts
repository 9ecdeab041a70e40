import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaptureEvent, QualityMark } from '@vialog/capture';
import type { SamplingPlan } from '@vialog/contracts';
import { parseAddressRanges } from '@vialog/network-guard';
import {
  describeUnless,
  makeClip,
  missingSystemNeeds,
  type RtspServer,
  startRtspServer,
} from '@vialog/testkit';
import { type CameraFront, startCameraFront, type Tampering } from './camera-front.fixture.ts';
import { FfmpegSource } from './ffmpeg-source.ts';
import { resolveHost } from './resolve-host.fixture.ts';

describeUnless(missingSystemNeeds(['ffmpeg', 'rtsp-server']), describe)('a camera with a defect', () => {
  let folder = '';
  let server: RtspServer;
  let longGop: RtspServer;
  let front: CameraFront | undefined;
  let marks: QualityMark[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vialog-defects-'));
    const clip = join(folder, 'clip.mp4');
    makeClip({ path: clip, width: 320, height: 180, seconds: 60, fps: 5, stripes: ['red', 'lime', 'blue'] });
    [server, longGop] = await Promise.all([
      startRtspServer({ source: { clip }, fps: 10 }),
      startRtspServer({ source: { clip }, fps: 5, gop: 300 }),
    ]);
  });
  afterEach(async () => {
    await front?.close();
    marks = [];
  });
  afterAll(async () => {
    await Promise.all([server.stop(), longGop.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  interface Watched {
    readonly plan?: SamplingPlan;
    readonly transport?: 'tcp' | 'udp';
    readonly port?: number;
    /** How long the source waits for a frame, ms. Long, because a loaded machine is slow. */
    readonly silenceMs?: number;
  }

  /** The first events of the stream behind the front. */
  async function events(
    tampering: Tampering,
    wanted: number,
    watched: Watched = {},
  ): Promise<CaptureEvent[]> {
    front = await startCameraFront(watched.port ?? server.port, tampering);
    const source = new FfmpegSource({
      clock: { now: () => Date.now(), monotonic: () => performance.now() },
      random: () => 0,
      searchPath: process.env['PATH'] ?? '',
      allowed: parseAddressRanges('127.0.0.0/8'),
      resolve: resolveHost,
      silenceMs: watched.silenceMs ?? 60_000,
      onMark: (mark) => marks.push(mark),
    });
    const request = {
      stream: { url: `${front.origin}/live`, transport: watched.transport ?? ('tcp' as const) },
      plan: watched.plan ?? ({ mode: 'fps', fps: 2 } as const),
      width: 320,
      pixelFormat: 'rgb24' as const,
    };
    const found: CaptureEvent[] = [];
    for await (const event of source.frames(request, AbortSignal.timeout(900_000))) {
      found.push(event);
      if (found.length === wanted) break;
    }
    return found;
  }
  const kindsOf = (found: readonly CaptureEvent[]): string[] => found.map(({ kind }) => kind);
  const fault = (detail: RegExp): unknown =>
    expect.objectContaining({ kind: 'fault', detail: expect.stringMatching(detail) });

  /** Puts these bytes before every tenth frame of the picture. */
  const before = (stray: string): Tampering => {
    let frames = 0;
    return {
      frame: (frame, channel) =>
        channel === 0 && ++frames % 10 === 0 ? Buffer.concat([Buffer.from(stray, 'latin1'), frame]) : frame,
    };
  };

  it.each([
    ['one stray byte', '\0'],
    ['a stray dollar', '$'],
    ['padding', '\0'.repeat(37)],
    ['a word', 'hello '],
  ])('a camera that sends %s between frames is watched, and the defect is counted', async (_title, stray) => {
    const found = await events(before(stray), 6);
    expect(kindsOf(found)).toEqual(Array(6).fill('picture'));
    expect(new Set(marks)).toEqual(new Set(['resynchronised']));
    expect(front?.connections()).toBe(1);
  });

  it.each<[string, (frame: Buffer) => Buffer]>([
    [
      'flips bytes of',
      (frame) => Buffer.from(frame.map((byte, i) => (i > 20 && i % 50 === 0 ? byte ^ 0xff : byte))),
    ],
    ['cuts the end of', (frame) => frame.subarray(0, frame.length - 7)],
    ['drops', () => Buffer.alloc(0)],
  ])('a camera that %s some frames is watched', async (_title, damage) => {
    let frames = 0;
    const frame = (whole: Buffer, channel: number): Buffer =>
      channel === 0 && ++frames % 25 === 0 ? damage(whole) : whole;
    const found = await events({ frame }, 6);
    expect(found.filter(({ kind }) => kind === 'picture').length).toBeGreaterThan(3);
  });

  it('a camera that gives the length of its description twice is watched', async () => {
    const doubled = (head: string): string =>
      head.replace(/(content-length: *\d+\r\n)/i, (line) => line + line);
    expect(kindsOf(await events({ response: doubled }, 2))).toEqual(['picture', 'picture']);
  });

  it.each<[string, string, 'tcp' | 'udp', RegExp]>([
    ['SETUP', '461 Unsupported Transport', 'tcp', /set transport to udp/],
    ['SETUP', '461 Unsupported Transport', 'udp', /set transport to tcp/],
    [
      'SETUP',
      '453 Not Enough Bandwidth',
      'tcp',
      /no bandwidth for another viewer \(453\); close other viewers/,
    ],
    ['PLAY', '503 Service Unavailable', 'tcp', /no capacity for another viewer \(503\)/],
  ])(
    'a camera that responds to %s with %s over %s is explained',
    async (method, status, transport, detail) => {
      const isResponse = method === 'SETUP' ? /\r\nTransport:/i : /\r\nRTP-Info:/i;
      const response = (head: string): string =>
        isResponse.test(head) ? head.replace(/^RTSP\/1\.0 [^\r]*/, `RTSP/1.0 ${status}`) : head;
      expect(await events({ response }, 1, { transport })).toEqual([fault(detail)]);
    },
  );

  it('a camera that responds with UDP although TCP was requested is explained', async () => {
    const response = (head: string): string =>
      head.replace(
        /Transport: [^\r]*/i,
        'Transport: RTP/AVP/UDP;unicast;client_port=5000-5001;server_port=6970-6971',
      );
    expect(await events({ response }, 1)).toEqual([fault(/over udp although tcp.*set transport to udp/)]);
  });

  it('a camera whose key frames are rare is explained and stays connected when the plan needs key frames', async () => {
    const found = await events({}, 3, {
      plan: { mode: 'keyframes' },
      port: longGop.port,
      silenceMs: 2_000,
    });
    const faults = found.filter(({ kind }) => kind === 'fault');
    expect(faults[0]).toMatchObject({ reason: 'no_frame', withoutKeyFrameMs: 2_000 });
    expect(faults[0]).toEqual(fault(/no key frame for 2 s; choose a sampling plan by interval/));
    expect(front?.connections()).toBe(1);
  });

  it('a camera whose key frames are rare delivers pictures when all frames are decoded', async () => {
    const found = await events({}, 12, { port: longGop.port, silenceMs: 2_000 });
    expect(kindsOf(found)).toContain('picture');
    expect(front?.connections()).toBe(1);
  });
});
