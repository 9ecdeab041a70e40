import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAddressRanges } from '@vialog/network-guard';
import {
  describeUnless,
  makeClip,
  missingSystemNeeds,
  type RtspServer,
  startRtspServer,
} from '@vialog/testkit';
import { type CameraFront, restamped, startCameraFront } from './camera-front.fixture.ts';
import { FfmpegSource } from './ffmpeg-source.ts';
import { resolveHost } from './resolve-host.fixture.ts';

const ticksPerSecond = 90_000;

/** Of a picture: when it arrived, and to when it is attributed, epoch ms. */
interface Moment {
  readonly arrivedAt: number;
  readonly capturedAt: number;
}

/** Pictures in a row that are judged. */
const judged = 5;
/** A loaded machine delays pictures: sampling continues until five in a row are on time, but ends after this number. */
const maxPictures = 60;

/** Mean time between pictures, ms. */
const intervalOf = (seen: readonly Moment[]): number =>
  ((seen.at(-1)?.arrivedAt ?? 0) - (seen[0]?.arrivedAt ?? 0)) / (seen.length - 1);

const isOnTime = (seen: readonly Moment[]): boolean =>
  intervalOf(seen) > 700 &&
  intervalOf(seen) < 1_600 &&
  seen.every(({ arrivedAt, capturedAt }) => arrivedAt - capturedAt < 1_600);

describeUnless(missingSystemNeeds(['ffmpeg', 'rtsp-server']), describe)(
  'a camera whose clock is wrong',
  () => {
    let folder = '';
    let server: RtspServer;
    const fronts: CameraFront[] = [];

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'vialog-clocks-'));
      const clip = join(folder, 'clip.mp4');
      makeClip({ path: clip, width: 320, height: 180, seconds: 2, stripes: ['red', 'lime', 'blue'] });
      server = await startRtspServer({ source: { clip }, fps: 10 });
    });
    afterAll(async () => {
      await Promise.all(fronts.map((front) => front.close()));
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    });

    /** The judged pictures of a plan of one per second, without the first one. */
    async function sampled(stampOf: (ticks: number) => number): Promise<readonly Moment[]> {
      const front = await startCameraFront(server.port, restamped(stampOf));
      fronts.push(front);
      const source = new FfmpegSource({
        clock: { now: () => Date.now(), monotonic: () => performance.now() },
        random: () => 0,
        searchPath: process.env['PATH'] ?? '',
        allowed: parseAddressRanges('127.0.0.0/8'),
        resolve: resolveHost,
      });
      const request = {
        stream: { url: `${front.origin}/live`, transport: 'tcp' as const },
        plan: { mode: 'interval', intervalMs: 1_000 } as const,
        width: 320,
        pixelFormat: 'rgb24' as const,
      };
      const moments: Moment[] = [];
      for await (const event of source.frames(request, AbortSignal.timeout(900_000))) {
        if (event.kind === 'fault') throw new Error(event.detail);
        if (event.kind !== 'picture') continue;
        moments.push({ arrivedAt: Date.now(), capturedAt: event.capturedAt });
        if (moments.length > judged && isOnTime(moments.slice(-judged))) break;
        if (moments.length === maxPictures) break;
      }
      return moments.slice(-judged);
    }

    const hour = 3_600 * ticksPerSecond;
    const clocks: readonly (readonly [string, (ticks: number) => number])[] = [
      ['runs at half the speed', (ticks) => ticks / 2],
      ['runs at double speed', (ticks) => ticks * 2],
      ['runs ten times too fast', (ticks) => ticks * 10],
      ['stands still', () => 0],
      ['jumps back by an hour after 2 s', (ticks) => (ticks < 2 * ticksPerSecond ? ticks : ticks - hour)],
      ['jumps ahead by an hour after 2 s', (ticks) => (ticks < 2 * ticksPerSecond ? ticks : ticks + hour)],
      ['starts again every second', (ticks) => ticks % ticksPerSecond],
    ];
    const moments = new Map<string, readonly Moment[]>();
    beforeAll(async () => {
      await Promise.all(clocks.map(async ([title, stampOf]) => moments.set(title, await sampled(stampOf))));
    });

    it.each(clocks)('a camera that %s is sampled at the rate of the plan, by arrival', (title) => {
      const seen = moments.get(title) ?? [];
      expect(seen).toHaveLength(judged);
      expect(intervalOf(seen)).toBeGreaterThan(700);
      expect(intervalOf(seen)).toBeLessThan(1_600);
      for (const { arrivedAt, capturedAt } of seen) expect(arrivedAt - capturedAt).toBeLessThan(1_600);
    });
  },
);
