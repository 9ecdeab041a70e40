import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { paintStill, parseLotUrl } from '@vialog/capture-synthetic';
import { cache, root } from './machine.ts';
import { outputOf } from './process-cost.ts';

/** A clip in two lengths: the additional cost of the longer one is the cost of its frames without start-up. */
export interface ClipPair {
  readonly name: string;
  readonly short: string;
  readonly long: string;
}

const seconds = 30;
const timesLonger = 3;

/**
 * A clip that pans over the picture of a rendered lot: H.264, 24 frames/s, one key frame per second, with sensor noise.
 * Created once and cached.
 */
export async function lotClip(width: number, height: number): Promise<ClipPair> {
  const path = `${cache}lot-${width}x${height}.mp4`;
  if (!existsSync(path)) await makeLotClip(path, width, height);
  return pairOf(`rendered lot ${width}×${height}`, path);
}

/** A street filmed from above, 640×352, 24 frames/s; undefined if the media folder does not exist. */
export async function streetClip(): Promise<ClipPair | undefined> {
  const path = `${root}../shared/media/ahmetozlu_input_video.mp4`;
  return existsSync(path) ? pairOf('street clip 640×352', path) : undefined;
}

async function makeLotClip(path: string, width: number, height: number): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const still = `${cache}lot.jpg`;
  await writeFile(still, await paintStill(parseLotUrl('synthetic:lot?seed=5&capacity=40'), 0));
  // The crop moves a quarter of the width and back within ten seconds.
  const sway = (side: string): string => `(in_${side}-out_${side})*(0.5+0.5*sin(t*0.628))`;
  const pan = `crop=w=iw*3/4:h=ih*3/4:x='${sway('w')}':y='${sway('h')}'`;
  await outputOf('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-y', '-loop', '1', '-framerate', '24', '-i', still],
    ...['-vf', `${pan},scale=${width}:${height},noise=alls=6:allf=t,format=yuv420p`],
    ...[
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-bf',
      '0',
      '-g',
      '24',
      '-keyint_min',
      '24',
      '-sc_threshold',
      '0',
    ],
    ...['-t', String(seconds), `${path}.part.mp4`],
  ]);
  renameSync(`${path}.part.mp4`, path);
}

async function pairOf(name: string, short: string): Promise<ClipPair> {
  const long = `${cache}${name.replaceAll(/[^a-z0-9]+/g, '-')}-long.mp4`;
  if (!existsSync(long)) {
    mkdirSync(cache, { recursive: true });
    const loop = ['-stream_loop', String(timesLonger - 1), '-i', short, '-map', '0:v:0', '-c', 'copy'];
    await outputOf('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...loop, `${long}.part.mp4`]);
    renameSync(`${long}.part.mp4`, long);
  }
  return { name, short, long };
}
