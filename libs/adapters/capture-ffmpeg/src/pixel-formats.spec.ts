import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Picture, PixelFormat } from '@vialog/contracts';
import { rgb24Of } from '@vialog/detection';
import { parseAddressRanges } from '@vialog/network-guard';
import { describeUnless, missingSystemNeeds } from '@vialog/testkit';
import { FfmpegSource } from './ffmpeg-source.ts';
import { resolveHost } from './resolve-host.fixture.ts';

let mediaDir = '';
beforeAll(async () => {
  mediaDir = await mkdtemp(join(tmpdir(), 'vialog-pixels-'));
});
afterAll(() => rm(mediaDir, { recursive: true, force: true }));

/** Colour bars whose YUV follows the given matrix and range, which the clip names, as HD cameras do with BT.709. */
function writeBars(name: string, matrix: 'bt601' | 'bt709', range: 'tv' | 'pc'): void {
  const tags = ['-colorspace', matrix === 'bt601' ? 'smpte170m' : 'bt709', '-color_range', range];
  const pixels = range === 'pc' ? 'yuvj420p' : 'yuv420p';
  const filter = `scale=out_color_matrix=${matrix}:out_range=${range},format=${pixels}`;
  const source = ['-f', 'lavfi', '-i', 'smptebars=s=322x182:d=1:r=5', '-vf', filter];
  const codec = ['-c:v', 'libx264', '-crf', '1', '-pix_fmt', pixels];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...source, ...codec, ...tags, join(mediaDir, name)]);
}

async function pictureOf(name: string, pixelFormat: PixelFormat, width: number): Promise<Picture> {
  const source = new FfmpegSource({
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    random: () => 0,
    searchPath: process.env['PATH'] ?? '',
    allowed: parseAddressRanges(''),
    resolve: resolveHost,
    mediaDir,
  });
  const stream = { url: `file:///${name}`, transport: 'tcp' as const };
  const request = { stream, plan: { mode: 'keyframes' as const }, width, pixelFormat };
  for await (const event of source.frames(request, AbortSignal.timeout(900_000))) {
    if (event.kind === 'picture') return event.picture;
    throw new Error(JSON.stringify(event));
  }
  throw new Error('the source ended without a picture');
}

/** The colours in the middle of the seven upper bars. */
function barsOf(picture: Picture): number[][] {
  const { width, height, pixels } = rgb24Of(picture);
  return Array.from({ length: 7 }, (_, bar) => {
    const at = (Math.floor(height / 3) * width + Math.round(((bar + 0.5) / 7) * width)) * 3;
    return [...pixels.subarray(at, at + 3)];
  });
}

describeUnless(missingSystemNeeds(['ffmpeg']), describe)('the pixel format that is requested', () => {
  test.each([
    ['BT.601 in limited range', 'bt601', 'tv'],
    ['BT.601 in full range', 'bt601', 'pc'],
    ['BT.709 in limited range', 'bt709', 'tv'],
  ] as const)(
    'the pixel format that is requested has the same colours as yuv420p and as rgb24 when the source is %s',
    async (_, matrix, range) => {
      writeBars(`${matrix}-${range}.mp4`, matrix, range);
      const rgb = await pictureOf(`${matrix}-${range}.mp4`, 'rgb24', 322);
      const yuv = await pictureOf(`${matrix}-${range}.mp4`, 'yuv420p', 322);
      expect([rgb.format, yuv.format]).toEqual(['rgb24', 'yuv420p']);
      const [expected, found] = [barsOf(rgb), barsOf(yuv)];
      for (const [bar, colours] of found.entries()) {
        for (const [channel, value] of colours.entries()) {
          expect(Math.abs(value - (expected[bar]?.[channel] ?? NaN))).toBeLessThanOrEqual(6);
        }
      }
    },
  );

  test('takes half the bytes as yuv420p, with the chroma of odd sides rounded up', async () => {
    writeBars('odd.mp4', 'bt601', 'tv');
    const { width, height, pixels } = await pictureOf('odd.mp4', 'yuv420p', 161);
    expect([width, height]).toEqual([161, 91]);
    expect(pixels).toHaveLength(161 * 91 + 2 * 81 * 46);
  });
});
