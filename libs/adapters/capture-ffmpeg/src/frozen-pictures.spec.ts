import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PictureHealth, pictureSigns, type PictureSigns } from '@vialog/measuring';
import { describeUnless, missingSystemNeeds } from '@vialog/testkit';
import { FileClip } from './file-clip.ts';

const sharedMedia = join(import.meta.dirname, '../../../../../shared/media');
const seconds = 90;
let folder = '';

/** A still picture with structure, 2 per second. */
const still = `mandelbrot=s=320x180:r=2,trim=end_frame=1,loop=loop=-1:size=1,setpts=N/2/TB`;
/** Like the above at night, with the noise of a sensor. */
const night = `${still},eq=brightness=-0.3:contrast=0.5,noise=alls=4:allf=t`;
/** Something that moves in a corner: a test picture of ffmpeg, which shows the second. */
const clock = 'testsrc=s=48x27:r=2';

const encoders: Readonly<Record<string, readonly string[]>> = {
  mjpeg: ['-c:v', 'mjpeg', '-q:v', '5'],
  'h264 in constant quality': ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '20'],
  'h264 with low delay': ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-g', '10'],
};

async function verdicts(path: string, loops = 1): Promise<readonly (string | undefined)[]> {
  const health = new PictureHealth();
  const clip = new FileClip(path, process.env['PATH'] ?? '');
  const plan = { mode: 'interval', intervalMs: 1_000 } as const;
  const signs: PictureSigns[] = [];
  for await (const { picture } of clip.frames({ plan, width: 320 }, new AbortController().signal))
    signs.push(pictureSigns(picture));
  const shown = Array.from({ length: loops }, () => signs).flat();
  return shown.map((each, second) => health.judge(each, second * 1_000));
}

describeUnless(missingSystemNeeds(['ffmpeg']), describe)('pictures of encoders', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vialog-frozen-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  function encoded(scene: string, encoder: readonly string[]): string {
    const path = join(folder, 'clip.mkv');
    const inputs = ['-f', 'lavfi', '-i', scene, '-f', 'lavfi', '-i', clock];
    const picture = ['-filter_complex', 'overlay=8:8', '-t', String(seconds), '-pix_fmt', 'yuvj420p'];
    execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...inputs, ...picture, ...encoder, path]);
    return path;
  }

  it.each(Object.keys(encoders))('a still picture with a running clock in %s is frozen', async (name) => {
    const found = await verdicts(encoded(still, encoders[name] ?? []));
    expect(found.slice(0, 60)).not.toContain('frozen');
    expect(found.slice(80)).toEqual(Array(found.length - 80).fill('frozen'));
  });

  it.each(Object.keys(encoders))('a still night scene with noise and a clock in %s is live', async (name) => {
    expect(await verdicts(encoded(night, encoders[name] ?? []))).not.toContain('frozen');
  });

  it.each(['otvision_cars-truck.mp4', 'otvision_cars-cyclist.mp4'])(
    'a clip of a real street (%s) is live, also when it is repeated',
    async (name) => {
      const path = join(sharedMedia, name);
      if (!existsSync(path)) return;
      expect(await verdicts(path, 25)).not.toContain('frozen');
    },
  );
});
