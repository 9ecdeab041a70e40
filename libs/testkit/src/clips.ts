import { spawnSync } from 'node:child_process';

export interface ClipOptions {
  /** File to write; its extension selects the container. */
  readonly path: string;
  /** px, even */
  readonly width: number;
  /** px, even */
  readonly height: number;
  /** s */
  readonly seconds: number;
  /** Colours in equal vertical stripes from left to right, with the names of ffmpeg (red, 0x808080 …). */
  readonly stripes: readonly string[];
  /** Default 25. */
  readonly fps?: number;
  /** Frames from key frame to key frame; default: one second. */
  readonly gop?: number;
}

/**
 * Makes a still H.264 clip of coloured stripes: its colours can be read back after any scaling.
 *
 * @throws {Error} with the output of ffmpeg when it fails
 */
export function makeClip({ path, width, height, seconds, stripes, fps = 25, gop = fps }: ClipOptions): void {
  const inputs = stripes.flatMap((colour, i) => {
    const [from, to] = [i, i + 1].map((edge) => 2 * Math.round((width * edge) / stripes.length / 2));
    const size = `${(to as number) - (from as number)}x${height}`;
    return ['-f', 'lavfi', '-i', `color=c=${colour}:s=${size}:r=${fps}:d=${seconds}`];
  });
  const join = stripes.length > 1 ? ['-filter_complex', `hstack=inputs=${stripes.length}`] : [];
  const video = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', String(gop)];
  const result = spawnSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...inputs, ...join, ...video, path], {
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`ffmpeg could not make ${path}: ${result.stderr || result.error}`);
}
