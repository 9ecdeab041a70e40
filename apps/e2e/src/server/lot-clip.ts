import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { LotPainter, parseLotUrl, sceneWidth } from '@vialog/capture-synthetic';

/**
 * Writes a few seconds of a rendered lot as H.264: a real stream with known numbers of vehicles. The scene stays at the
 * moment `at`.
 */
export async function writeLotClip(path: string, url: string, at: number): Promise<void> {
  const fps = 10;
  const painter = new LotPainter(parseLotUrl(url), sceneWidth);
  const input = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
    '-s',
    `${sceneWidth}x720`,
    '-r',
    String(fps),
    '-i',
    '-',
  ];
  const output = [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-crf',
    '20',
    '-pix_fmt',
    'yuv420p',
    '-g',
    String(fps),
    path,
  ];
  const ffmpeg = spawn('ffmpeg', ['-v', 'error', '-y', ...input, ...output], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(ffmpeg, 'exit');
  for (let frame = 0; frame < 4 * fps; frame += 1) {
    // The noise changes and the vehicles stay, because only milliseconds pass.
    const { pixels } = await painter.paint(at + frame * 100);
    if (!ffmpeg.stdin.write(pixels)) await once(ffmpeg.stdin, 'drain');
  }
  ffmpeg.stdin.end();
  const [code] = (await ended) as [number];
  if (code !== 0) throw new Error(`ffmpeg ended with ${code} while writing ${path}`);
}
