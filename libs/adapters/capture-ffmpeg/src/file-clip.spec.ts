import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SamplingPlan } from '@vialog/contracts';
import { describeUnless, makeClip, missingSystemNeeds } from '@vialog/testkit';
import { ClipError, FileClip } from './file-clip.ts';
import type { TimedPicture } from './nut-reader.ts';

const searchPath = process.env['PATH'] ?? '';
const shared = join(import.meta.dirname, '../../../../../shared/media/otvision_cars-truck.mp4');
let folder = '';
let clip = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vialog-clip-'));
  clip = join(folder, 'clip.mp4');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function framesOf(path: string, plan: SamplingPlan, width = 128): Promise<TimedPicture[]> {
  const frames: TimedPicture[] = [];
  const { signal } = new AbortController();
  for await (const frame of new FileClip(path, searchPath).frames({ plan, width }, signal))
    frames.push(frame);
  return frames;
}
const times = (frames: readonly TimedPicture[]): number[] =>
  frames.map(({ streamMs }) => Math.round(streamMs));

describeUnless(missingSystemNeeds(['ffmpeg']), describe)('FileClip', () => {
  beforeAll(() => {
    makeClip({
      path: clip,
      width: 320,
      height: 240,
      seconds: 12,
      fps: 25,
      gop: 50,
      stripes: ['red', 'blue'],
    });
  });

  it('yields the first frame of each interval with its time in the clip, and ends with the clip', async () => {
    const frames = await framesOf(clip, { mode: 'interval', intervalMs: 5_000 });
    expect(times(frames)).toEqual([0, 5_000, 10_000]);
    expect(frames[0]?.picture).toMatchObject({ width: 128, height: 96 });
  });

  it('rejects a folder instead of a clip with a message', async () => {
    await expect(framesOf(folder, { mode: 'keyframes' })).rejects.toThrow(
      /expected a clip and found a folder/,
    );
  });

  it('delivers every key frame when the plan requires key frames', async () => {
    expect(times(await framesOf(clip, { mode: 'keyframes' }))).toEqual([
      0, 2_000, 4_000, 6_000, 8_000, 10_000,
    ]);
  });

  it('yields frames at the rate of the plan, also if it does not divide the frame rate of the clip', async () => {
    expect(await framesOf(clip, { mode: 'fps', fps: 5 })).toHaveLength(60);
    expect(await framesOf(clip, { mode: 'fps', fps: 3 })).toHaveLength(36);
  });

  it('drops no frame while the consumer is busy', async () => {
    const seen: number[] = [];
    const plan = { mode: 'fps', fps: 2 } as const;
    const frames = new FileClip(clip, searchPath).frames({ plan, width: 320 }, new AbortController().signal);
    for await (const { streamMs } of frames) {
      seen.push(Math.round(streamMs));
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    expect(seen).toHaveLength(24);
    expect(seen.at(-1)).toBe(11_520);
  });

  it('stops reading the clip when the signal aborts', async () => {
    const stop = new AbortController();
    let seen = 0;
    const plan = { mode: 'fps', fps: 5 } as const;
    for await (const _ of new FileClip(clip, searchPath).frames({ plan, width: 128 }, stop.signal)) {
      void _;
      if (++seen === 3) stop.abort();
    }
    expect(seen).toBeLessThan(60);
  });

  it('rejects an unreadable clip with its path and the reason', async () => {
    const text = join(folder, 'notes.mp4');
    await writeFile(text, 'hello');
    await expect(framesOf(text, { mode: 'keyframes' })).rejects.toThrow(/notes\.mp4: .*not a video/);
    await expect(framesOf(join(folder, 'none.mp4'), { mode: 'keyframes' })).rejects.toThrow(ClipError);
    await expect(framesOf(join(folder, 'none.mp4'), { mode: 'keyframes' })).rejects.toThrow(
      /found no .*none\.mp4/,
    );
  });

  (existsSync(shared) ? it : it.skip)('reads a clip of a real street (shared media)', async () => {
    const frames = await framesOf(shared, { mode: 'interval', intervalMs: 1_000 }, 416);
    expect(frames.length).toBeGreaterThan(1);
    expect(frames[0]?.picture.width).toBe(416);
  });
});
