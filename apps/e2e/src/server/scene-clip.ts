import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseSceneUrl, scenePainter, sceneHeight, sceneWidth } from '@vialog/capture-synthetic';

export interface SceneClip {
  /** `synthetic:…` */
  readonly url: string;
  /** Width of the clip, px. */
  readonly width: number;
  /** Moments of its frames, epoch ms; the clip shows 10 of them per second. */
  readonly moments: readonly number[];
}

const fps = 10;

/** Moments of a clip that begins at `from` and shows the scene as fast as it moves. */
export const momentsOf = (from: number, seconds: number): number[] =>
  Array.from({ length: seconds * fps }, (_, frame) => from + (frame * 1000) / fps);

/** Writes a rendered scene as H.264: a real stream of which the truth is known. */
export async function writeSceneClip(path: string, { url, width, moments }: SceneClip): Promise<void> {
  const painter = scenePainter(parseSceneUrl(url), width);
  const size = `${width}x${(width * sceneHeight) / sceneWidth}`;
  const input = `-f rawvideo -pix_fmt rgb24 -s ${size} -r ${fps} -i -`;
  const output = `-c:v libx264 -preset ultrafast -crf 20 -pix_fmt yuv420p -g ${fps}`;
  const ffmpeg = spawn('ffmpeg', ['-v', 'error', '-y', ...input.split(' '), ...output.split(' '), path], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(ffmpeg, 'exit');
  for (const moment of moments) {
    const { pixels } = await painter.paint(moment);
    if (!ffmpeg.stdin.write(pixels)) await once(ffmpeg.stdin, 'drain');
  }
  ffmpeg.stdin.end();
  const [code] = (await ended) as [number];
  if (code !== 0) throw new Error(`ffmpeg ended with ${code} while writing ${path}`);
}
