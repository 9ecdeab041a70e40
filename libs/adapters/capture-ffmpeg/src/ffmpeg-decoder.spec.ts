import { spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DecodedPicture, DecoderWaiting, StreamFault } from '@vialog/capture';
import type { SamplingPlan } from '@vialog/contracts';
import { describeUnless, missingSystemNeeds } from '@vialog/testkit';
import { FfmpegDecoder } from './ffmpeg-decoder.ts';

const decoder = new FfmpegDecoder(process.env['PATH'] ?? '');
let video: Buffer;

/** The video from its second tenth on, so that it begins without a key frame, in real time; `stopsAt`: part that arrives. */
async function* live(stopsAt = 1): AsyncGenerator<Uint8Array> {
  const size = Math.ceil(video.length / 100);
  for (let at = 10 * size; at < video.length * stopsAt; at += size) {
    yield video.subarray(at, at + size);
    await delay(80);
  }
  if (stopsAt < 1) await new Promise(() => undefined);
}

/** What the decoder says until its first picture or fault. */
async function decoded(plan: SamplingPlan, bytes: AsyncIterable<Uint8Array>, silenceMs: number) {
  const said: (DecodedPicture | DecoderWaiting | StreamFault)[] = [];
  const options = { plan, width: 64, pixelFormat: 'rgb24' as const, silenceMs };
  const signal = AbortSignal.timeout(900_000);
  for await (const one of decoder.decode({ container: 'mpegts', bytes, isPaced: false }, options, signal)) {
    said.push(one);
    if ('picture' in one) break;
  }
  return said;
}

describeUnless(missingSystemNeeds(['ffmpeg']), describe)('a video over HTTP with rare key frames', () => {
  beforeAll(() => {
    const source = '-f lavfi -i testsrc=s=320x180:r=10:d=8 -pix_fmt yuv420p -c:v libx264 -preset ultrafast';
    const keys = '-g 40 -keyint_min 40 -sc_threshold 0 -f mpegts -';
    const args = `-nostdin -v error ${source} ${keys}`.split(' ');
    video = spawnSync('ffmpeg', args, { maxBuffer: 100_000_000 }).stdout;
  });

  it.each<SamplingPlan>([{ mode: 'keyframes' }, { mode: 'interval', intervalMs: 500 }])(
    'waits for the first key frame of a video over HTTP with plan $mode, and says what to choose',
    async (plan) => {
      const said = await decoded(plan, live(), 400);
      expect(said[0]).toMatchObject({
        waiting: {
          reason: 'no_frame',
          detail: expect.stringMatching(/sends video, but no key frame for .* key frame interval/),
        },
      });
      expect(said.at(-1)).toHaveProperty('picture');
    },
  );

  it('ends a video over HTTP when its bytes stop', async () => {
    const said = await decoded({ mode: 'keyframes' }, live(0.2), 1_500);
    expect(said.at(-1)).toMatchObject({
      reason: 'no_frame',
      detail: expect.stringContaining('delivered no picture'),
    });
  });
});
